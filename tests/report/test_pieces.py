"""A report that is written piece by piece is the report of what was added."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from aptcheck.report import FORMATS, Look, render, streaming
from aptcheck.report.streamed import Streamed, joined
from aptcheck.results import ProposalReport, Report, Summary
from tests.report.plain import every_kind, finding, proposal

GOOD, OTHER = proposal(finding(), path="good.xml"), proposal(finding(), path="other.xml")
WRONG: Any = 3
#: No text that a person reads can be made of its last finding.
BAD = proposal(
    finding(fixable="safe"), finding(message=WRONG), path="bad.xml", title="Not to be seen"
)


def begun(name: str) -> Streamed:
    made = streaming(name, look=Look())
    assert made is not None
    return made


@pytest.mark.parametrize("name", ["text", "concise", "github", "sarif", "junit", "markdown"])
def test_a_piece_that_fails_leaves_the_report_as_it_was(name: str) -> None:
    made = begun(name)
    parts = [made.opening(), made.piece(GOOD)]
    with pytest.raises((TypeError, AttributeError)):
        made.piece(BAD)
    parts += [made.piece(OTHER), *made.closing(Report(proposals=(GOOD, OTHER)).summary)]
    assert joined(parts) == render(name, Report(proposals=(GOOD, OTHER)))


@pytest.mark.parametrize("name", sorted({*FORMATS} - {"html", "parquet"}))
def test_a_report_without_a_proposal_is_whole(name: str) -> None:
    made = begun(name)
    whole = joined([made.opening(), *made.closing(Summary.none())])
    assert whole == render(name, Report(proposals=()))
    assert bool(whole) == (name not in {"concise", "jsonl"})


def test_the_text_of_the_first_proposal_waits_for_the_second() -> None:
    made = begun("text")
    assert (made.opening(), made.piece(GOOD)) == ("", "")
    second = made.piece(OTHER)
    assert isinstance(second, str)
    assert [line for line in second.splitlines() if line.endswith(".xml")] == [
        "good.xml",
        "other.xml",
    ]


def test_the_text_of_one_proposal_alone_has_its_title() -> None:
    clean = replace(proposal(), title="Nothing wrong here")

    def text(*proposals: ProposalReport) -> str:
        return render("text", Report(proposals=proposals))

    assert "Nothing wrong here" in text(clean)
    assert "Nothing wrong here" not in text(clean, GOOD)


@pytest.mark.parametrize("name", ["github", "sarif", "markdown"])
def test_what_is_in_an_order_of_its_own_comes_at_the_end(name: str) -> None:
    made = begun(name)
    assert [made.opening(), *map(made.piece, every_kind().proposals)] == [""] * 4
