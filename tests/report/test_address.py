"""Where a finding is, for a machine."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.finding import Location
from aptcheck.report import Look
from aptcheck.report.address import Address, address, relative, uri
from tests.report.plain import finding, proposal

AT_812: dict[str, Any] = {"line": 812, "column": 9, "exact": True}


def test_the_xml_beside_has_the_line() -> None:
    place = address(proposal(path="p/1.aptx", beside="p/1.xml"), finding(), Look())
    assert place == Address(path="p/1.xml", **AT_812)


def test_an_archive_alone_is_its_first_line() -> None:
    place = address(proposal(path="p/1.aptx"), finding(), Look())
    assert place == Address(path="p/1.aptx", line=1, column=1, exact=False)


def test_an_xml_of_its_own_has_the_line() -> None:
    place = address(proposal(path="p/1234.xml"), finding(), Look())
    assert place == Address(path="p/1234.xml", **AT_812)


def test_a_finding_without_a_line_is_at_the_file() -> None:
    nowhere = finding(location=Location(member="1234.xml"))
    place = address(proposal(path="p/1234.xml", beside="p/other.xml"), nowhere, Look())
    assert place == Address(path="p/1234.xml", line=1, column=1, exact=False)


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("a.aptx", "sub/a.aptx"),
        ("./a.aptx", "sub/a.aptx"),
        ("../a.aptx", "a.aptx"),
        ("/repo/b/a.aptx", "b/a.aptx"),
        ("/elsewhere/a.aptx", "/elsewhere/a.aptx"),
        ("/repository/a.aptx", "/repository/a.aptx"),
    ],
)
def test_paths_are_relative_to_the_repository(path: str, seen: str) -> None:
    assert relative(path, Look(here="/repo/sub", root="/repo")) == seen


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("a b/c#1.aptx", "a%20b/c%231.aptx"),
        ("100%.aptx", "100%25.aptx"),
        ("mailto:x.aptx", "mailto%3Ax.aptx"),
        ("Größe.aptx", "Gr%C3%B6%C3%9Fe.aptx"),
        ("bad\udcff.aptx", "bad%FF.aptx"),
        ("/abs/a.aptx", "file:///abs/a.aptx"),
    ],
)
def test_a_uri_is_percent_encoded(path: str, address: str) -> None:
    assert uri(path) == address


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_uri_gives_back_the_path(path: str) -> None:
    encoded = uri(path)
    assert encoded.isascii()
    if not path.startswith("/"):
        assert unquote(encoded) == path
        assert ":" not in encoded
