"""No line of the text is longer than the terminal is wide, whatever a proposal says."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

import aptcheck
from aptcheck.report import Look, render
from aptcheck.results import Report
from tests.report.hostile import hostile_findings, reports
from tests.report.plain import finding, proposal

SAMPLES = Path(__file__).resolve().parents[2] / "sample_proposals"
WIDTHS = (40, 80, 100)


def too_long(text: str, width: int, report: Report) -> list[str]:
    """Return the lines that are too long, except those of a path or a command to copy."""
    whole = {one.path for one in report.proposals}
    return [
        line
        for line in text.splitlines()
        # What breaks a runner's command is put in last, on whole lines.
        if cell_len(line.replace("\\x3a", ":").replace("#\\x23", "##")) > width
        and re.sub(r",?( and \d+ more)?$", "", line.strip()) not in whole
        and not line.startswith("  aptcheck fix ")
    ]


@pytest.fixture(scope="module")
def samples() -> Report:
    return aptcheck.check(SAMPLES)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("verbose", [False, True])
def test_the_samples_fit(samples: Report, width: int, verbose: bool) -> None:
    text = render("text", samples, look=Look(width=width), verbose=verbose)
    assert too_long(text, width, samples) == []


@given(reports(), st.sampled_from(WIDTHS), st.booleans())
@settings(max_examples=50)
def test_hostile_text_fits(report: Report, width: int, verbose: bool) -> None:
    named = [replace(one, path=f"{at}.aptx") for at, one in enumerate(report.proposals)]
    report = Report(proposals=tuple(named))
    text = render("text", report, look=Look(width=width), verbose=verbose)
    assert too_long(text, width, report) == []


@given(st.lists(hostile_findings(), min_size=2, max_size=4), st.sampled_from(WIDTHS))
@settings(max_examples=30)
def test_wide_signs_count_twice(found, width: int) -> None:
    wide = [replace(one, message="観測の背景" * 30, target="標的の背景") for one in found]
    report = Report(proposals=(proposal(*wide, title="星雲の塵 " * 20, path="a.aptx"),))
    text = render("text", report, look=Look(width=width))
    assert too_long(text, width, report) == []


def test_a_path_stays_whole() -> None:
    path = "a folder/" * 20 + "1234.aptx"
    lines = render("text", Report(proposals=(proposal(finding(), path=path),))).splitlines()
    assert lines[0] == path
