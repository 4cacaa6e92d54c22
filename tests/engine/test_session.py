"""A proposal is opened once for a command, and judged as it was then."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from aptcheck import apt, config
from aptcheck.apt import document
from aptcheck.catalog import LOCK_NAME
from aptcheck.config import Config
from aptcheck.contamination.cone_answer import ConeAnswer
from aptcheck.engine import session
from aptcheck.engine.options import Options
from aptcheck.engine.session import Session, Unopened, open_proposal
from aptcheck.results import Outcome, ProposalReport
from aptcheck.schedule.schedule import Schedule
from aptcheck.tasks.check import check_each, check_paths
from aptcheck.testing import FIELD, pair
from aptcheck.wording import Reason
from tests.cli.running import run
from tests.skies import allwise, offset_position, star

ROOT = Path(__file__).resolve().parents[2]
SKY = offset_position(FIELD, 0, 90)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count what is read, parsed and built in this process."""
    counted: Counter[str] = Counter()

    def count(where: Any, name: str, what: str) -> None:
        original = getattr(where, name)

        def counting(*args: Any, **named: Any) -> Any:
            counted[what] += 1
            return original(*args, **named)

        monkeypatch.setattr(where, name, counting)

    count(apt, "file_bytes", "read")
    count(document, "parsed", "parsed")
    count(session, "build_graph", "built")
    count(Schedule, "__init__", "scheduled")
    count(config, "load", "configured")
    return counted


#: In this process, where what is done can be counted.
HERE = ("--timeout-per-file", "0")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three different proposals, a configuration, and a catalogue with a star in a field."""
    for number in range(3):
        pair(sky_target={"north": 90 + number}).write(tmp_path / f"{number}.xml")
    (tmp_path / "aptcheck.toml").write_text('profile = "submit"\n')
    allwise(tmp_path / "wise.csv", [star(0, 0)], SKY)
    return tmp_path


def once(files: int) -> dict[str, int]:
    """Return the counts when everything is done once to each of this many files."""
    return {**dict.fromkeys(("read", "parsed", "built", "scheduled"), files), "configured": 1}


@pytest.mark.parametrize("catalogue", [("--catalog", "none"), ("--catalog", "{}/wise.csv"), ()])
def test_a_check_opens_each_proposal_once(
    folder: Path, catalogue: tuple[str, ...], done: Counter[str], capsys: pytest.CaptureFixture[str]
) -> None:
    asking = [word.format(folder) for word in catalogue]
    assert run(capsys, "check", folder, *asking, *HERE, "--fail-on", "never").status == 0
    assert done == once(3)


def test_a_check_against_a_lock_opens_each_proposal_once(
    folder: Path, done: Counter[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "lock", folder, *HERE, "--catalog", folder / "wise.csv").status == 0
    assert (folder / LOCK_NAME).is_file()
    assert done == once(3)
    done.clear()
    assert run(capsys, "check", folder, *HERE).status == 1
    assert done == once(3)


def test_a_baseline_opens_each_proposal_once(
    folder: Path, done: Counter[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "baseline", folder, *HERE, "-o", folder / "known.json").status == 0
    assert done == once(3)


def test_a_difference_opens_each_version_once(
    folder: Path, done: Counter[str], capsys: pytest.CaptureFixture[str]
) -> None:
    asking = ("--catalog", folder / "wise.csv", "--fail-on", "never")
    assert run(capsys, "diff", folder / "0.xml", folder / "1.xml", *asking).status == 0
    assert done == once(2)
    done.clear()
    assert run(capsys, "diff", folder / "0.xml", folder / "0.xml", *asking).status == 0
    assert done == once(1)


@pytest.mark.parametrize("command", ["visibility", "footprint", "textconv"])
def test_other_commands_open_a_proposal_once(
    command: str, folder: Path, done: Counter[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, command, folder / "0.xml").status == 0
    assert done["parsed"] == 1
    assert done["built"] <= 1


def test_several_processes_read_each_file_once(folder: Path) -> None:
    log = folder / "read.log"
    spy = folder / "spy"
    spy.mkdir()
    # Every process of the command imports this first, however it starts.
    (spy / "sitecustomize.py").write_text(
        "import os, sys\n"
        "def hook(event, args):\n"
        "    if event == 'open' and isinstance(args[0], (str, os.PathLike)):\n"
        "        name = os.fspath(args[0])\n"
        "        if name.endswith(('.xml', 'aptcheck.toml')):\n"
        f"            log = os.open({str(log)!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)\n"
        "            os.write(log, (os.path.basename(name) + '\\n').encode())\n"
        "            os.close(log)\n"
        "sys.addaudithook(hook)\n"
    )
    # For an .xml found in a folder, the beginning is read first.
    named = [str(folder / f"{number}.xml") for number in range(3)]
    command = ["-m", "aptcheck", "check", *named, "--jobs", "2"]
    subprocess.run(
        [sys.executable, *command, "--no-cache", "--catalog", str(folder / "wise.csv")],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(spy), str(ROOT)))},
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert Counter(log.read_text().split()) == {
        "0.xml": 1,
        "1.xml": 1,
        "2.xml": 1,
        "aptcheck.toml": 1,
    }


def source_in_field(report: ProposalReport) -> Outcome:
    """Return how the rule on sources in the field ended."""
    return next(line.outcome for line in report.coverage if line.code == "SKY101")


def test_a_file_saved_during_a_query_is_judged_as_it_was(tmp_path: Path) -> None:
    away, spoiled = pair(sky_target={"north": 300}), pair()
    path = tmp_path / "p.xml"
    # The star is in the background of the second plan; far from that of the first, but in its cone.
    catalogue = allwise(tmp_path / "wise.csv", [star(0, 0)], SKY)
    options = Options(catalogs=(str(catalogue),))

    def save(*_: object) -> None:
        spoiled.write(path)

    away.write(path)
    (alone,) = check_paths([path], options).proposals
    (during,) = given(path, options, save)
    assert path.read_bytes() == spoiled.xml
    assert during == alone
    (after,) = check_paths([path], options).proposals
    assert source_in_field(alone) is Outcome.PASSED
    assert source_in_field(after) is Outcome.FINDING


def given(path: Path, options: Options, asking: Any) -> list[ProposalReport]:
    found: list[ProposalReport] = []
    check_each([path], options, found.append, asking=asking)
    return found


def opened(path: str = "p.xml", settings: Config | None = None, **options: Any) -> Session:
    found = open_proposal(path, Options(**options), settings or Config(), pair().xml)
    assert isinstance(found, Session)
    return found


def test_an_answer_for_another_position_is_not_used_for_this_field() -> None:
    session = opened()
    (request,) = session.cones()
    ra, dec, radius = request.cone
    reported = ConeAnswer(reason=Reason("a given reason"))
    for cone, reason in (
        ((ra, dec, radius), "a given reason"),
        ((ra + 1e-3, dec, radius), "not asked about this field"),
        ((ra, dec, radius / 2), "not asked about this field"),
    ):
        (context,) = session.contexts({cone: reported})
        (field,) = context.sky.judgements
        assert field.outcome == "not-checked"
        assert reason in (field.reason or "")


def test_an_unreadable_file_is_distinguished_from_a_proposal() -> None:
    found = open_proposal("p.xml", Options(), Config(), b"nothing")
    assert isinstance(found, Unopened)
    assert found.path == "p.xml"
