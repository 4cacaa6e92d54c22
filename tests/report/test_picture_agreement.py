"""What the picture draws and what the findings say are the same, at many angles of many fields."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from aptcheck.engine.options import Options
from aptcheck.finding import Finding
from aptcheck.geometry.angles import AngleSet
from aptcheck.report.html.alone import svg
from aptcheck.results import SkyField
from aptcheck.tasks.check import check_paths
from tests.report.contacts import UNSURE, traced, within

shapely = pytest.importorskip("shapely", reason="the extra oracle is not installed")

SAMPLES = sorted((Path(__file__).parents[2] / "sample_proposals").glob("*.aptx"))
#: Not a divisor of what proposals ask for.
STEP = 3.7


def touched(field: SkyField, v3pa: float) -> tuple[str, bool, bool]:
    """Return the state of the picture, whether something touches the field, and how surely."""
    picture: Any = etree.fromstring(svg(field, v3pa).encode())
    (footprint,) = picture.xpath("//*[@class='footprint']")
    turn = float(footprint.getparent().get("transform")[len("rotate(") : -1])
    path = "*[local-name()='path'][@data-bands]"
    own = [
        traced(one.get("data-bands"), one.get("data-pad"), one.get("d"))
        for one in footprint.xpath(f".//{path}")
    ]
    depths = [
        within(
            own, turn, one.get("data-bands"), *(float(one.get(name)) for name in ("cx", "cy", "r"))
        )
        for one in picture.xpath("//*[starts-with(@class, 'need')]")
    ]
    whole = shapely.union_all([one.at(turn) for one in own])
    for place in picture.xpath("//*[starts-with(@class, 'beside')]/*[@transform]"):
        if place.get("visibility") == "hidden":
            continue
        east, north = map(float, place.get("transform")[len("translate(") : -1].split())
        beside = [
            traced(one.get("data-bands"), one.get("data-pad"), one.get("d"))
            for one in place.xpath(f".//{path}")
        ]
        there = shapely.union_all([one.at(turn, east, north) for one in beside])
        apart = there.distance(whole)
        depths.append(-apart if apart else 1.0)
    for circle in picture.xpath("//*[starts-with(@class, 'extent')]/*[local-name()='circle']"):
        x, y, radius = (float(circle.get(name)) for name in ("cx", "cy", "r"))
        depths.append(radius - shapely.Point(x, y).distance(whole))
    return (
        picture.get("data-state"),
        any(deep >= 0 for deep in depths),
        all(abs(deep) > UNSURE for deep in depths),
    )


def avoided(findings: tuple[Finding, ...], number: int) -> AngleSet:
    own = [one for one in findings if one.observation == number]
    return AngleSet.any_of(AngleSet.of(one.angles.avoid) for one in own if one.angles is not None)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_red_just_where_something_touches_its_field(path: Path) -> None:
    options = Options(pictures=True, today=datetime(2026, 11, 1))
    (report,) = check_paths([str(path)], options).proposals
    for field in report.fields:
        if field.undrawn is not None or not (
            field.overlaps or any(s.angles for s in field.sources)
        ):
            continue
        avoid = avoided(report.findings, field.observation)
        on_source = any(
            one.code == "BKG603" and one.observation == field.observation for one in report.findings
        )
        for step in range(int(360.0 / STEP)):
            angle = step * STEP
            state, touches, sure = touched(field, angle)
            if state != "outside" and sure:
                assert touches == (state == "meets"), (field.observation, angle)
                assert on_source or touches == avoid.contains(angle), (field.observation, angle)
