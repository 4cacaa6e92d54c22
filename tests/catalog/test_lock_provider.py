from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from aptcheck.catalog import lock_file
from aptcheck.catalog.choose import providers
from aptcheck.catalog.failure import NoAnswer
from aptcheck.catalog.fetch import fetch
from aptcheck.catalog.lock_file import dumps, loads
from aptcheck.catalog.lock_provider import LockFile
from aptcheck.catalog.position import Position
from aptcheck.catalog.survey import ALLWISE, TWO_MASS
from tests.catalog.locks import batch, locked
from tests.catalog.skies import POSITION, RADIUS
from tests.shared import ROOT


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return locked(tmp_path)


def answer(path: Path, position: Position = POSITION, radius: float = RADIUS):
    return fetch([position], radius, [LockFile(path)])


def test_a_lock_answers_without_any_service(path: Path) -> None:
    found = answer(path)
    assert found.fields[0].checked
    assert list(found.sources.catalogue) == ["AllWISE+2MASS"]
    assert {b.provider for b in found.batches} == {"IRSA"}
    assert LockFile(path).recipient is None


def test_line_endings_of_another_system_do_no_harm(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert answer(path).fields[0].checked


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("11.95", "19.95"),
        ("[\"observation 2\", 150.0, 2.0]", "[\"observation 2\", 150.5, 2.0]"),
        ("2026-11-22T10", "2026-11-23T10"),
        ('"w1mpro"', '"w4mpro"'),
    ],
)  # fmt: skip
def test_an_edited_answer_is_found_by_its_hash(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    (field,) = answer(path).fields
    assert not field.checked
    assert "edited after it was written" in str(field.reason)


def test_a_removed_row_is_found_by_the_hash(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith('["J100000')]
    assert len(kept) == len(lines) - 1
    path.write_text("".join(kept), encoding="utf-8")
    assert "edited after it was written" in str(answer(path).fields[0].reason)


def test_a_moved_field_is_stale(path: Path) -> None:
    field = answer(path, replace(POSITION, dec_deg=2.001)).fields[0]
    assert "the position of this field has changed" in str(field.reason)


def test_a_new_field_is_not_in_the_lock(path: Path) -> None:
    field = answer(path, Position(field_id="observation 9", ra_deg=10, dec_deg=10)).fields[0]
    assert "does not contain this field" in str(field.reason)


def test_the_name_of_a_field_does_not_matter_when_it_stays_where_it_was(path: Path) -> None:
    assert answer(path, replace(POSITION, field_id="renamed")).fields[0].checked


def test_another_radius_is_stale(path: Path) -> None:
    field = answer(path, radius=400 / 3600).fields[0]
    assert "it covers 300 arcsec around this field and 400 are needed" in str(field.reason)


def test_another_query_is_stale(path: Path) -> None:
    path.write_text(dumps([batch(query="SELECT ra FROM allwise_p3as_psd")]), encoding="utf-8")
    assert "sends a different query" in str(answer(path).fields[0].reason)


def test_a_frozen_failure_stays_a_failure(path: Path) -> None:
    path.write_text(dumps([batch(rows=None, reason="refused the connection")]), encoding="utf-8")
    assert "refused the connection" in str(answer(path).fields[0].reason)


def test_a_lock_of_one_survey_names_the_other_as_missing(path: Path) -> None:
    path.write_text(dumps([batch(TWO_MASS)]), encoding="utf-8")
    assert answer(path).missing == (ALLWISE,)


@pytest.mark.parametrize(
    "text",
    ["", "format = 2", "{" * 5000, "format = 1\n[[answer]]\n", "format = 1\nanswer = 3", "\x00"],
)
def test_what_is_not_a_lock_is_not_checked(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    if text.startswith("format = 1"):
        with pytest.raises(NoAnswer):
            loads(text)
    assert not answer(path).fields[0].checked


def test_nested_brackets_do_not_exhaust_the_reader(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('["observation 2", 150.0, 2.0]', "[" * 100_000), encoding="utf-8")
    assert "not a readable lock" in str(answer(path).fields[0].reason)


@pytest.mark.parametrize(
    "more", ["a" + ".a" * 40 + " = 1", "x = [" + "1," * 200_000 + "]", "k" * 300 + " = 1"]
)
def test_a_lock_is_bounded_before_it_is_parsed(path: Path, more: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + f"\n{more}\n", encoding="utf-8")
    assert "not a readable lock" in str(answer(path).fields[0].reason)


def test_a_lock_that_is_not_there_is_not_checked(tmp_path: Path) -> None:
    assert "does not exist" in str(answer(tmp_path / "aptcheck.lock").fields[0].reason)


def test_a_lock_of_any_size_is_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock_file, "MAX_LOCK", 100)
    assert "larger than" in str(answer(path).fields[0].reason)


def test_what_a_lock_no_longer_answers_is_asked_of_the_next(path: Path) -> None:
    moved = replace(POSITION, field_id="observation 5", dec_deg=2.01)
    sky = path.with_name("sky.csv")
    sky.write_text("ra,dec,w1mpro\n150,2.011,9.5\n", encoding="utf-8")
    chain = providers(["lock", str(sky)], folder=path.parent)
    old, new = fetch([POSITION, moved], RADIUS, chain).fields
    assert old.counts == {"2MASS": 1, "AllWISE": 2}
    assert "2MASS: aptcheck.lock does not contain this field" in str(new.reason)
    assert "AllWISE" not in str(new.reason)


def test_a_lock_is_read_without_astropy(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path;"
        "from aptcheck.catalog.choose import providers; from aptcheck.catalog.fetch import fetch;"
        "from aptcheck.catalog.position import Position;"
        "chain = providers(['lock'], folder=Path(sys.argv[1]));"
        "where = Position(field_id='observation 2', ra_deg=150.0, dec_deg=2.0);"
        "assert fetch([where], 300 / 3600, chain).fields[0].checked;"
        "heavy = {'astropy', 'astroquery', 'pyvo', 'requests', 'scipy'};"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(path.parent)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert ran.stdout == "[]\n"
