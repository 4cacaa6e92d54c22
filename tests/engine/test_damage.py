"""Damaged copies of the samples, through reader, graph, rules and every plain format."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from aptcheck.report import render
from aptcheck.report.verdict_words import STAMPS
from aptcheck.results import Report
from tests.judging import judged

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "sample_proposals").glob("*.xml"))
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

#: Texts of one kind of field that must not crash another kind.
ODD = st.sampled_from(
    [
        "",
        " ",
        "0",
        "-1",
        "1e308",
        "nan",
        "inf",
        "99999999999999999999",
        "NONE",
        "ALL",
        "IMAGER",
        "SHORT(A)",
        "Dither 9",
        "4-Point",
        "\u0663-Point",
        "1 X",
        "2 F01-SKY",
        "true",
        "YES",
        "C[2 X]",
        "360 Degrees",
        "31-FEB-2027",
        "(Obs 2)",
        "12 00 00.0 +90 00 00.0",
        "x" * 2000,
        "\u202e<script>",
    ]
)


@cache
def sample_root(index: int) -> etree._Element:
    return etree.parse(str(SAMPLES[index])).getroot()


def assert_survived(data: bytes) -> None:
    """A damaged proposal is refused, or judged without an internal fault."""
    report = judged(data)
    crashes = [f.message for f in report.findings if f.code == "APT900"]
    assert not crashes, crashes
    whole = Report(proposals=(report,))
    assert len(render("concise", whole).splitlines()) == len(report.findings)
    assert len(json.loads(render("json", whole))["proposals"][0]["findings"]) == len(
        report.findings
    )
    assert STAMPS[report.verdict] in render("text", whole)


def damaged(index: int, change: Callable[[list[etree._Element]], None]) -> bytes:
    root: Any = deepcopy(sample_root(index))
    change([element for element in root.iter() if isinstance(element.tag, str)])
    return etree.tostring(root, encoding="utf-8")


which = st.integers(0, len(SAMPLES) - 1)
spots = st.lists(st.integers(0, 10**6), min_size=1, max_size=5)


@FEW
@given(index=which, places=spots, texts=st.lists(ODD, min_size=5, max_size=5))
def test_odd_values_never_crash_a_rule(index: int, places: list[int], texts: list[str]) -> None:
    def change(elements: list[etree._Element]) -> None:
        leaves = [element for element in elements if len(element) == 0]
        for place, text in zip(places, texts, strict=False):
            leaf = leaves[place % len(leaves)]
            if leaf.attrib and place % 2:
                leaf.set(min(leaf.attrib), text)
            else:
                leaf.text = text

    assert_survived(damaged(index, change))


@FEW
@given(index=which, places=spots)
def test_dropped_elements_never_crash_a_rule(index: int, places: list[int]) -> None:
    def change(elements: list[etree._Element]) -> None:
        for place in places:
            victim = elements[1 + place % (len(elements) - 1)]
            parent = victim.getparent()
            if parent is not None:
                parent.remove(victim)

    assert_survived(damaged(index, change))


@FEW
@given(index=which, places=spots)
def test_doubled_elements_never_crash_a_rule(index: int, places: list[int]) -> None:
    def change(elements: list[etree._Element]) -> None:
        for place in places:
            twin = elements[1 + place % (len(elements) - 1)]
            twin.addnext(deepcopy(twin))

    assert_survived(damaged(index, change))


@FEW
@given(index=which, at=st.floats(0, 1), junk=st.binary(max_size=12), cut=st.integers(0, 300))
def test_damaged_bytes_never_crash_a_rule(index: int, at: float, junk: bytes, cut: int) -> None:
    data = SAMPLES[index].read_bytes()
    start = int(at * len(data))
    assert_survived(data[:start] + junk + data[start + cut :])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_undamaged_samples_are_judged(path: Path) -> None:
    assert_survived(path.read_bytes())
