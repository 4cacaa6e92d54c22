"""The invented cycle is the same every time, readable, and as mixed as what was measured."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

import aptcheck
from benchmarks import cycle_measured as measured
from benchmarks.cycle import FIRST, cycle
from benchmarks.cycle_programme import Programme


def held(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cycle(tmp_path_factory.mktemp("cycle") / "of-24", 24, jobs=1)


def test_the_same_arguments_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    whole = held(folder)
    fewer = held(cycle(tmp_path / "fewer", 12, jobs=2))
    assert len(fewer) >= 12
    assert fewer.items() <= whole.items()
    other = held(cycle(tmp_path / "other", 2, seed=1, jobs=1))
    assert not other.items() & whole.items()


def test_every_proposal_is_read_and_judged(folder: Path) -> None:
    report = aptcheck.check(folder)
    assert len(report.proposals) == 24
    codes = {finding.code for finding in report.findings}
    assert not codes & {"APT001", "APT002", "APT900"}
    assert {one.verdict for one in report.proposals} >= {"pass", "warn", "fail"}
    assert sum(one.scope.pairs for one in report.proposals) > 24


def test_an_intent_applies(folder: Path) -> None:
    stated = [Programme(number, 2026) for number in range(FIRST, FIRST + 400)]
    assert any(one.intents() for one in stated)
    report = aptcheck.check(folder)
    used = [use for one in report.proposals for use in one.intents]
    assert used
    assert all(use.reason is None for use in used)


def test_the_mix_is_the_measured_one() -> None:
    made = [Programme(number, 7) for number in range(2000)]
    total = sum(measured.MODES.values())
    modes = Counter(one.mode for one in made)
    for mode, count in measured.MODES.items():
        assert modes[mode] / 2000 == pytest.approx(count / total, abs=0.04)
    none = sum(one.skies == 0 for one in made) / 2000
    assert none == pytest.approx(56 / sum(measured.PAIRS.values()), abs=0.04)
    assert sum(one.archived for one in made) / 2000 == pytest.approx(measured.APTX, abs=0.04)
    declared = sum("undeclared" not in one.faults for one in made) / 2000
    assert declared == pytest.approx(1 - measured.FAULTS["undeclared"], abs=0.04)


@pytest.mark.parametrize("what", measured.QUANTILES)
def test_a_drawn_number_has_the_measured_quantiles(what: str) -> None:
    dice = Random(1)
    values = [measured.drawn(what, dice) for _ in range(4000)]
    for share, known in zip(measured.SHARES, measured.QUANTILES[what], strict=True):
        # of a step at which many are equal, each side
        assert sum(value < known * 0.9999 for value in values) / 4000 < share + 0.03
        assert sum(value <= known * 1.0001 for value in values) / 4000 > share - 0.03
