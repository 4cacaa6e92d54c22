"""`aptcheck lock`: write once, check offline, and never trust a stale or edited lock."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from aptcheck.catalog import LOCK_NAME, dialect
from aptcheck.testing import moving, mrs, pair, proposal, target
from tests.catalog.service import AT, PROPOSAL, plays
from tests.cli.running import Done, run
from tests.other_modes import slitless_pair, three_modes
from tests.posix import not_root
from tests.skies import allwise, star


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    with HTTPServer(threaded=True) as running:
        plays(running)
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "proposals"
    place.mkdir()
    PROPOSAL.write(place / "pair.xml")
    return place


@pytest.fixture
def lock(server: HTTPServer, folder: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    return partial(run, capsys, "lock", folder, "--catalog", server.url_for("/tap"))


@pytest.fixture
def check(folder: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    return partial(run, capsys, "check", folder / "pair.xml", "--format", "json")


def stale(done: Done) -> str:
    """Return why the field was not checked, and assert that no rule calls it clean."""
    assert done.of("SKY101", "SKY105") == []
    assert done.outcome("SKY101") == "not-checked"
    (reported,) = done.of("SKY104")
    assert reported["observation"] == 2
    return str(reported["message"])


def edited(folder: Path, old: str, new: str) -> None:
    path = folder / LOCK_NAME
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_lock_is_written_and_answers_without_the_service(
    server: HTTPServer, folder: Path, lock: Any, check: Any
) -> None:
    done = lock()
    assert done.status == 0
    assert done.out == f"{folder / LOCK_NAME}: 1 of 1 field answered.\n"
    assert len([line for line in done.err.splitlines() if "Sending 1 position" in line]) == 1
    asked = len(server.log)
    before = check("--catalog", server.url_for("/tap"))
    server.clear()
    again = check()
    assert again.err == ""
    assert [f["code"] for f in again.findings] == [f["code"] for f in before.findings]
    assert again.of("SKY101")[0]["source"] == before.of("SKY101")[0]["source"]
    assert asked == 2


def test_writing_it_again_changes_only_the_time(folder: Path, lock: Any) -> None:
    def text() -> str:
        written = (folder / LOCK_NAME).read_text(encoding="utf-8")
        return re.sub(r'asked = ".*"|hash = ".*"', "", written)

    lock()
    first = text()
    lock()
    assert text() == first
    assert not (folder / f".{LOCK_NAME}.new").exists()


def test_the_lock_names_service_query_positions_and_rows(folder: Path, lock: Any) -> None:
    lock()
    text = (folder / LOCK_NAME).read_text(encoding="utf-8")
    for part in (
        "TAP_UPLOAD.flds",
        '["pair observation 2", 150.0, 2.0]',
        "J100000.02+020000.3",
        'status = "OK"',
        "radius_deg",
    ):
        assert part in text


def test_none_overrides_a_lock(folder: Path, lock: Any, check: Any) -> None:
    lock()
    assert check("--catalog", "none").of("SKY104")[0]["observation"] is None
    assert check("--catalog", "lock").of("SKY101") != []
    assert check("--catalog", str(folder / LOCK_NAME)).of("SKY101") != []


def test_a_moved_background_makes_it_stale(folder: Path, lock: Any, check: Any) -> None:
    lock()
    pair(
        science_target={**AT, "north": -90}, sky_target={**AT, "north": 1}
    ).write(folder / "pair.xml")  # fmt: skip
    assert "the position of this field has changed" in stale(check())


def test_a_moved_science_target_leaves_it_good(folder: Path, lock: Any, check: Any) -> None:
    lock()
    pair(
        science_target={**AT, "north": -95}, sky_target={**AT, "north": 0}
    ).write(folder / "pair.xml")  # fmt: skip
    assert len(check().of("SKY101")) == 1


def test_other_dates_leave_it_good(lock: Any, check: Any) -> None:
    lock()
    assert len(check("--dates", "2028-01-01/2028-12-31").of("SKY101")) == 1


def test_another_radius_makes_it_stale(folder: Path, lock: Any, check: Any) -> None:
    lock()
    (folder / "aptcheck.toml").write_text("[thresholds]\ncontrol_radius_arcsec = 420\n")
    assert "covers 300 arcsec around this field and 420 are needed" in stale(check())


def test_a_background_may_move_within_a_wider_locked_cone(
    folder: Path, lock: Any, check: Any
) -> None:
    (folder / "aptcheck.toml").write_text("[thresholds]\ncontrol_radius_arcsec = 420\n")
    lock()
    (folder / "aptcheck.toml").unlink()
    pair(
        science_target={**AT, "north": -90}, sky_target={**AT, "north": 80}
    ).write(folder / "pair.xml")  # fmt: skip
    done = check()
    assert done.of("SKY104") == []
    assert done.outcome("SKY101") == "passed"
    pair(
        science_target={**AT, "north": -90}, sky_target={**AT, "north": 125}
    ).write(folder / "pair.xml")  # fmt: skip
    assert "the position of this field has changed" in stale(check())


def test_another_query_makes_it_stale(
    lock: Any, check: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock()
    query = dialect.Dialect.query
    monkeypatch.setattr(dialect.Dialect, "query", lambda *given: query(*given) + " AND c.dec > -91")
    assert "sends a different query" in stale(check())


def test_a_new_background_is_not_in_it(folder: Path, lock: Any, capsys: Any) -> None:
    lock()
    pair(sky_target={"north": 60}).write(folder / "new.xml")
    done = run(capsys, "check", folder / "new.xml", "--format", "json")
    assert "does not contain this field" in stale(done)


@pytest.mark.parametrize(
    ("old", "new"),
    [("11.95", "19.95"), ("J100000.02+020000.3", "J100000.02+020000.4")],
)
def test_an_edited_row_is_found(folder: Path, lock: Any, check: Any, old: str, new: str) -> None:
    lock()
    edited(folder, old, new)
    done = check()
    (reported,) = done.of("SKY104")
    assert "edited after it was written" in reported["message"]
    assert done.outcome("SKY102") == "not-checked"


def test_a_row_taken_out_is_found(folder: Path, lock: Any, check: Any) -> None:
    lock()
    path = folder / LOCK_NAME
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(('["J10', '["10'))]
    assert len(kept) == len(lines) - 2
    path.write_text("".join(kept), encoding="utf-8")
    assert "edited after it was written" in stale(check())


def test_a_file_that_is_not_a_lock_is_not_checked(folder: Path, check: Any) -> None:
    (folder / LOCK_NAME).write_text("merge conflict <<<<<<<")
    assert "not a readable lock file" in stale(check())


def test_each_folder_gets_its_own_lock_from_one_query(
    server: HTTPServer, folder: Path, lock: Any, capsys: Any
) -> None:
    inner = folder / "later"
    inner.mkdir()
    pair(sky_target={**AT, "north": 30}).write(inner / "inner.xml")
    assert lock().status == 0
    assert len(server.log) == 2
    outer, other = (
        (place / LOCK_NAME).read_text(encoding="utf-8") for place in (folder, inner)
    )  # fmt: skip
    assert "pair observation 2" in outer
    assert "inner observation 2" not in outer
    assert "inner observation 2" in other
    done = run(capsys, "check", inner, "--format", "json")
    assert done.of("SKY104") == []


def test_a_file_can_be_locked_too(folder: Path, tmp_path: Path, capsys: Any) -> None:
    catalogue = allwise(tmp_path / "wise.csv", [star(0, 0)], (150.0, 2.0))
    done = run(capsys, "lock", folder, "--catalog", catalogue)
    assert (done.status, done.err) == (0, "")
    catalogue.unlink()
    assert run(capsys, "check", folder, "--format", "json").of("SKY101") != []


def test_a_field_without_an_answer_is_reported_and_stays_unchecked(
    folder: Path, tmp_path: Path, capsys: Any
) -> None:
    pair(sky_target={"ra": 10.0, "dec": -40.0}).write(folder / "far.xml")
    catalogue = allwise(tmp_path / "wise.csv", [star(0, 0)], (150.0, 2.0))
    done = run(capsys, "lock", folder, "--catalog", catalogue)
    assert done.status == 1
    assert "far observation 2 is not answered" in done.err
    far = run(capsys, "check", folder / "far.xml", "--format", "json")
    assert "no AllWISE source within 300 arcsec" in stale(far)


def nothing_written(done: Done, folder: Path) -> str:
    assert done.status == 2
    assert not (folder / LOCK_NAME).exists()
    (line,) = [line for line in done.err.splitlines() if not line.startswith("aptcheck: Sending")]
    return line


def test_a_service_that_is_down_writes_nothing(folder: Path, capsys: Any) -> None:
    done = run(capsys, "lock", folder, "--catalog", "http://127.0.0.1:9/tap")
    assert "no catalogue answered, nothing was written" in nothing_written(done, folder)


def test_an_old_lock_stays_when_nothing_answers(folder: Path, lock: Any, capsys: Any) -> None:
    lock()
    before = (folder / LOCK_NAME).read_bytes()
    assert run(capsys, "lock", folder, "--catalog", "http://127.0.0.1:9/tap").status == 2
    assert (folder / LOCK_NAME).read_bytes() == before


@pytest.mark.parametrize("choice", ["none", "lock"])
def test_a_lock_is_made_from_a_catalogue(folder: Path, capsys: Any, choice: str) -> None:
    line = nothing_written(run(capsys, "lock", folder, "--catalog", choice), folder)
    assert "irsa, vizier" in line


@pytest.mark.parametrize(
    "document",
    [
        proposal(targets=[target(1, "ALONE")], observations=[mrs(1)]),
        proposal(
            targets=[moving(1, "TITAN", background=[2]), moving(2, "SKY", body="TITAN")],
            observations=[mrs(1), mrs(2)],
        ),
    ],
)
def test_without_a_field_there_is_nothing_to_query(
    tmp_path: Path, capsys: Any, document: Any
) -> None:
    document.write(tmp_path / "alone.xml")
    catalogue = allwise(tmp_path / "wise.csv", [star(0, 0)])
    done = run(capsys, "lock", tmp_path / "alone.xml", "--catalog", catalogue)
    assert "no background field" in nothing_written(done, tmp_path)


def test_a_broken_proposal_in_the_folder_is_reported(
    folder: Path, lock: Any, server: HTTPServer
) -> None:  # fmt: skip
    (folder / "broken.aptx").write_bytes(b"no zip")
    done = lock()
    assert done.status == 1
    assert "broken.aptx cannot be read" in done.err
    assert (folder / LOCK_NAME).exists()


@not_root
def test_a_folder_that_cannot_be_written_is_one_line(folder: Path, lock: Any) -> None:
    folder.chmod(0o500)
    try:
        assert "cannot be written" in nothing_written(lock(), folder)
    finally:
        folder.chmod(0o700)


def test_fields_of_every_mode_are_queried(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue = allwise(tmp_path / "wise.csv", [star(0, 90), star(90, 450)])
    folder = tmp_path / "mixed"
    folder.mkdir()
    file = three_modes().write(folder / "three.xml")
    done = run(capsys, "lock", folder, "--catalog", catalogue)
    assert (done.status, done.err) == (0, "")
    assert done.out == f"{folder / LOCK_NAME}: 3 of 3 fields answered.\n"
    catalogue.unlink()
    checked = json.loads(run(capsys, "check", file, "--format", "json").out)
    assert checked["proposals"][0]["scope"]["fields_checked"] == 3


def test_lrs_slitless_fields_are_counted_as_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    pair().write(folder / "pair.xml")
    file = slitless_pair().write(folder / "slitless.xml")
    done = run(capsys, "lock", folder, "--catalog", allwise(tmp_path / "wise.csv", [star(0, 90)]))
    assert done.status == 0
    assert done.err.endswith(
        f"aptcheck: {file}: 1 field left out: the pipeline subtracts no background from LRS "
        "slitless observations.\n"
    )


def test_a_folder_without_fields_to_query_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = slitless_pair().write(tmp_path / "slitless.xml")
    done = run(capsys, "lock", file, "--catalog", allwise(tmp_path / "wise.csv", []))
    assert done.status == 2
    assert done.err.endswith(
        "aptcheck: no background field to look up in a catalogue: the pipeline subtracts no "
        "background from LRS slitless observations; nothing was written.\n"
    )
