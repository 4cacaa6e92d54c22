"""``aptcheck lock --suggest``: the lock serves suggest, and the check of its suggestions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aptcheck.catalog import LOCK_NAME
from aptcheck.testing import coronagraph, fixed_slits, ifu, lrs, mrs, pair, target
from tests.cli.running import run
from tests.rules.other_modes import Builder, pair_of
from tests.skies import allwise, star

STARS = [star(0, 90), star(-70, 20, 9.0), star(60, 45, 10.0), star(50, -80), star(-40, -95)]
#: Outside the usual cone around the background, inside the one around the science target.
FAR = star(-30, -260, 5.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "proposals"
    made.mkdir()
    pair().write(made / "pair.xml")
    return made


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return allwise(tmp_path / "wise.csv", [*STARS, FAR])


def suggested(capsys: pytest.CaptureFixture[str], file: Path, *more: object) -> dict[str, Any]:
    """The only search for a proposal."""
    (one,) = json.loads(run(capsys, "suggest", file, "--format", "json", *more).out)["targets"]
    found: dict[str, Any] = one
    return found


def without_supplier(search: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in search.items() if name != "suppliers"}


def test_suggest_gives_the_same_with_the_lock_as_with_the_file(
    folder: Path, catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "pair.xml"
    by_file = suggested(capsys, file, "--catalog", catalogue)
    done = run(capsys, "lock", folder, "--suggest", "--catalog", catalogue)
    assert (done.status, done.err) == (0, "")
    catalogue.unlink()
    by_lock = suggested(capsys, file)
    assert by_lock["status"] == "ok"
    assert len(by_lock["suggestions"]) == 5
    assert without_supplier(by_lock) == without_supplier(by_file)


def test_the_lock_answers_a_check_of_each_position_and_finds_it_clean(
    folder: Path, catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "pair.xml"
    run(capsys, "lock", folder, "--suggest", "--catalog", catalogue)
    catalogue.unlink()
    assert run(capsys, "check", file, "--format", "json").of("SKY101") != []
    places = suggested(capsys, file)["suggestions"]
    places += suggested(capsys, file, "--prefer", "near")["suggestions"]
    assert len(places) == 10
    for place in places:
        pair(sky_target={"coordinates": place["apt"]}).write(file)
        done = run(capsys, "check", file, "--format", "json")
        (proposal,) = json.loads(done.out)["proposals"]
        assert proposal["scope"]["fields_checked"] == proposal["scope"]["fields"] == 1
        assert [one for one in done.of("SKY", "ORI") if one["severity"] != "info"] == []
        assert done.of("SKY104") == []


@pytest.mark.parametrize("build", [ifu, lrs, fixed_slits, coronagraph])
def test_the_same_holds_in_every_mode_with_an_empty_field(
    folder: Path, catalogue: Path, build: Builder, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "pair.xml"
    near: dict[str, Any] = {"sky_target": {"north": 90}}
    pair_of(build, **near).write(file)
    run(capsys, "lock", folder, "--suggest", "--catalog", catalogue)
    catalogue.unlink()
    assert run(capsys, "check", file, "--format", "json").of("SKY101") != []
    search = suggested(capsys, file)
    assert (search["status"], search["present"]) == ("ok", "contaminated")
    places = search["suggestions"] + suggested(capsys, file, "--prefer", "near")["suggestions"]
    assert len(places) == 10
    for place in places:
        pair_of(build, sky_target={"coordinates": place["apt"]}).write(file)
        done = run(capsys, "check", file, "--format", "json")
        (proposal,) = json.loads(done.out)["proposals"]
        assert proposal["scope"]["fields_checked"] == proposal["scope"]["fields"] == 1
        assert [one for one in done.of("SKY", "ORI") if one["severity"] != "info"] == []
        assert done.of("SKY104") == []


def test_a_lock_of_the_fields_alone_does_not_answer_suggest(
    folder: Path, catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "lock", folder, "--catalog", catalogue)
    done = run(capsys, "suggest", folder / "pair.xml", "--format", "json")
    (search,) = json.loads(done.out)["targets"]
    assert done.status == 1
    assert (search["status"], search["suggestions"]) == ("not-checked", [])
    assert search["present"] == "contaminated"
    assert "write the lock again" in search["reason"]


def test_the_reach_of_the_lock_can_be_chosen(
    folder: Path, catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, far = folder / "pair.xml", ("--within", "150..300")
    run(capsys, "lock", folder, "--suggest", "--catalog", catalogue)
    assert suggested(capsys, file, *far)["status"] == "not-checked"
    run(capsys, "lock", folder, "--suggest", *far, "--catalog", catalogue)
    assert suggested(capsys, file, *far)["status"] == "ok"
    assert suggested(capsys, file)["status"] == "ok"


def test_a_missing_background_is_in_the_lock_too(
    folder: Path, catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare: dict[str, Any] = {
        "more_targets": [target(3, "BARE", north=400)],
        "more_observations": [mrs(3)],
    }
    pair(**bare).write(folder / "pair.xml")
    run(capsys, "lock", folder, "--suggest", "--catalog", catalogue)
    catalogue.unlink()
    done = run(capsys, "suggest", folder / "pair.xml", "--format", "json")
    found = json.loads(done.out)["targets"]
    assert [one["present"] for one in found] == ["contaminated", "missing"]
    assert [one["status"] for one in found] == ["ok", "ok"]
    assert (folder / LOCK_NAME).exists()
