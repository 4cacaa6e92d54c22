"""The lines of XML around a place, of a plain file and of an archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from aptcheck import apt
from aptcheck.errors import UnreadableProposal
from aptcheck.finding import Location

SAMPLES = Path(__file__).resolve().parents[2] / "sample_proposals"


def test_the_lines_around_a_place_and_its_column(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes("one\ntwo\r\nth\x85ree\rfour <x>\nfive\nsix\nseven".encode())
    place = Location(member="a.xml", line=4, column=6)
    found = apt.excerpts(path, [place])[place]
    assert found.lines == ("two", "th\x85ree", "four <x>", "five", "six")
    assert (found.first, found.marked) == (2, 2)
    assert found.lines[found.marked][found.caret] == "<"


def test_an_archive_and_its_export_have_the_same_lines() -> None:
    place = Location(member="4107.xml", line=699, column=29)
    packed = apt.excerpts(SAMPLES / "broken.aptx", [place])[place]
    exported = apt.excerpts(
        SAMPLES / "broken.xml", [Location(member="broken.xml", line=699, column=29)]
    )
    assert [packed] == list(exported.values())
    assert packed.lines[packed.marked][packed.caret :].startswith("<mmrs:Exposure>")


def test_a_place_in_another_file_or_beyond_the_end_has_no_lines() -> None:
    elsewhere = [
        Location(),
        Location(member="4107.xml", line=10**6),
        Location(member="aptcheck.toml", line=3),
        Location(member="4107.xml"),
    ]
    assert apt.excerpts(SAMPLES / "broken.aptx", elsewhere) == {}


def test_a_long_line_is_cut_around_the_place(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(f"{'a' * 100_000}<x>{'b' * 100_000}\n", encoding="utf-8")
    place = Location(member="a.xml", line=1, column=100_001)
    found = apt.excerpts(path, [place])[place]
    assert len(found.lines[0]) <= 1_000
    assert found.lines[0][found.caret :].startswith("<x>b")


def test_the_first_column_is_after_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(b"\xef\xbb\xbf<a/>\xff")
    place = Location(member="a.xml", line=1, column=1)
    found = apt.excerpts(path, [place])[place]
    assert found.lines == ("<a/>\N{REPLACEMENT CHARACTER}",)


def test_a_file_that_is_gone_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableProposal):
        apt.excerpts(tmp_path / "gone.xml", [])
