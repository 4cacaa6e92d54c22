"""Angles are exact until a format writes them, and every written range has a width."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.difference import Compared, Difference, Version
from aptcheck.finding import Angles, ApertureAngles
from aptcheck.geometry.angles import AngleSet
from aptcheck.observatory.siaf import aperture
from aptcheck.report import Look, difference_json, render
from aptcheck.report.html.obstacles import Prospect, prospect
from aptcheck.report.html.view import page
from aptcheck.report.rounding import written
from aptcheck.results import Report, SkyField, SkyFootprint, SkyOverlap, SkySource, SkyStop
from aptcheck.schedule.aperture_pa import position_angles
from tests.report.pages import parsed
from tests.report.plain import finding, proposal

#: No limit of these has only six decimals, and one of them is a single angle.
ALLOWED = AngleSet.of([(350.0 + 1 / 7, 10.0 + 1 / 3), (100.0 + 1 / 9, 100.0 + 1 / 9)])
AVOID = AngleSet.of([(5.0 + 1 / 3, 6.0 + 2 / 3)])
CLEAN = ALLOWED.difference(AVOID)

WRITTEN = {
    "allowed": [[0.0, 10.333333], [100.110611, 100.111611], [350.142857, 360.0]],
    "avoid": [[5.333333, 6.666667]],
    "clean": [
        [0.0, 5.333333],
        [6.666667, 10.333333],
        [100.110611, 100.111611],
        [350.142857, 360.0],
    ],
}
#: The same, 4.835449 degrees farther: position angles of MIRIM_FULL.
TURNED = {
    "allowed": [[0.0, 15.168782], [104.94606, 104.94706], [354.978306, 360.0]],
    "avoid": [[10.168782, 11.502116]],
    "clean": [
        [0.0, 10.168782],
        [11.502116, 15.168782],
        [104.94606, 104.94706],
        [354.978306, 360.0],
    ],
}
STOP = SkyStop(east=1.0, north=5.0, drift=0.1, angles=AVOID.intervals)
STAR = SkySource(designation="A", east=1.0, north=5.0, angles=AVOID.intervals, stops=(STOP,))
SCIENCE = SkyOverlap(
    observations=(1,), target="M33", extent_arcsec=0.0, stops=(STOP,), fields=AVOID.intervals
)
FIELD = SkyField(
    observation=2,
    target="M33-SKY",
    ra_deg=23.46,
    dec_deg=-0.5,
    farthest=6.0,
    radius=8.0,
    footprints=(SkyFootprint(band="1A", dither=1, tile=1, corners=((0.0, 0.0), (2.0, 0.0))),),
    outlined=1,
    sources=(STAR,),
    overlaps=(SCIENCE,),
    allowed=ALLOWED.intervals,
)
EXACT = position_angles(ALLOWED, AVOID, aperture("MIRIM_FULL"))
FOUND = finding(code="ORI101", angles=EXACT.v3, aperture_angles=EXACT.aperture)
REPORT = Report(proposals=(proposal(FOUND, fields=(FIELD,)),))

SETS = st.lists(st.tuples(st.floats(0, 360), st.floats(0, 400)), max_size=5).map(
    lambda pairs: AngleSet.of((low, low + width) for low, width in pairs)
)


def assert_written(rounded) -> None:
    """Check a finding in both frames."""
    assert rounded["angles"] == {"frame": "V3PA", **WRITTEN}
    assert rounded["aperture_angles"] == {
        "frame": "Aperture PA",
        "aperture": "MIRIM_FULL",
        **TURNED,
    }


@given(SETS)
def test_exact_intervals_are_written_as_their_set_is(angles: AngleSet) -> None:
    assert [list(pair) for pair in written(angles.intervals)] == angles.as_json()


def test_json_rounds_findings_fields_and_sources_and_gives_a_single_angle_a_width() -> None:
    (rounded,) = json.loads(render("json", REPORT))["proposals"]
    assert_written(rounded["findings"][0])
    assert rounded["fields"][0]["allowed"] == WRITTEN["allowed"]
    assert rounded["fields"][0]["sources"][0]["angles"] == WRITTEN["avoid"]
    assert rounded["fields"][0]["sources"][0]["stops"][0]["angles"] == WRITTEN["avoid"]
    assert rounded["fields"][0]["overlaps"][0]["fields"] == WRITTEN["avoid"]
    assert rounded["fields"][0]["overlaps"][0]["stops"][0]["angles"] == WRITTEN["avoid"]
    assert all(low < high for intervals in WRITTEN.values() for low, high in intervals)


def test_sarif_rounds_as_json_does() -> None:
    (result,) = json.loads(render("sarif", REPORT))["runs"][0]["results"]
    rounded = result["properties"]
    assert_written({**rounded, "aperture_angles": rounded["apertureAngles"]})


@pytest.mark.parametrize("kind", ["appeared", "fixed", "unchanged", "not_checked"])
def test_the_difference_of_two_versions_rounds_as_json_does(kind: str) -> None:
    version = Version(path="a.aptx", program="1", title=None, verdict="warn", reservations=())
    nothing = Difference(
        old=version, new=version, appeared=(), fixed=(), unchanged=(), not_checked=(), changes=()
    )
    compared: dict[str, Any] = {kind: (Compared(finding=FOUND),)}
    shown = replace(nothing, **compared)
    rounded = json.loads(difference_json.render(shown, look=Look()))["difference"][kind]
    assert_written(rounded[0]["finding"])


@given(SETS, SETS)
def test_sets_come_to_the_page_exactly(allowed: AngleSet, avoid: AngleSet) -> None:
    rounded = replace(
        FOUND,
        angles=Angles(avoid=avoid.intervals),
        aperture_angles=ApertureAngles(aperture="MIRIFU_CHANNEL1A", avoid=avoid.intervals),
    )
    field = replace(FIELD, allowed=allowed.intervals, sources=(), overlaps=())
    there = prospect(proposal(rounded, fields=(field,)), field)
    assert there.allowed == allowed
    assert there.avoid == allowed.intersection(avoid)
    assert there.left == allowed.difference(allowed.intersection(avoid))


def test_the_script_of_the_page_reads_rounded_angles() -> None:
    (view,) = page(REPORT).proposals[0].fields
    assert view.prospect.allowed == ALLOWED
    data = json.loads(parsed(REPORT.proposals[0]).xpath("//@data-field")[0])
    assert data["allowed"] == WRITTEN["allowed"]
    assert [found["angles"] for found in data["findings"]] == [WRITTEN["avoid"]]
    assert [source["angles"] for source in data["sources"]] == [WRITTEN["avoid"]]
    (there,) = data["science"][1:]
    assert there["angles"] == WRITTEN["avoid"]
    assert data["sources"][0]["stops"] == [[1.0, 5.0, 0.1, WRITTEN["avoid"]]]


@pytest.mark.parametrize(("angle", "words"), [(0.0, "0.0° to 0.0°"), (290.0, "290.0° to 290.0°")])
def test_a_single_angle_is_spelled_as_one(angle: float, words: str) -> None:
    single = AngleSet.between(angle, angle)
    document = parsed(proposal(fields=(replace(FIELD, allowed=single.intervals, sources=()),)))
    (rounded,) = document.xpath("//dt[text()='Allowed V3PA']/following-sibling::dd/text()")
    assert rounded == words


def test_of_two_single_angles_a_source_at_one_leaves_half() -> None:
    star = replace(STAR, angles=((95.0, 105.0),))
    singles = AngleSet.of([(100.0, 100.0), (200.0, 200.0)])
    field = replace(FIELD, allowed=singles.intervals, sources=(star,), overlaps=())
    assert prospect(proposal(), field).left.intervals == ((200.0, 200.0),)
    (summary,) = parsed(proposal(fields=(field,))).xpath("//details[@class='field']/summary")
    assert "50 % of the allowed angles remain" in summary.text_content()


def test_what_is_left_is_a_share_of_the_width_where_there_is_one() -> None:
    bare = Prospect(allowed=AngleSet.between(0, 40), obstacles=(), checked=True)
    assert bare.share_left == 1.0
    assert prospect(proposal(), replace(FIELD, allowed=())).share_left == 0.0
    star = replace(STAR, angles=((0.0, 10.0),))
    field = replace(FIELD, allowed=bare.allowed.intervals, sources=(star,), overlaps=())
    assert prospect(proposal(), field).share_left == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("spoiled", "words"),
    [
        ((0.0, 39.9), "<1 %"),
        ((0.0, 0.1), ">99 %"),
        ((0.0, 40.0), "0 %"),
        ((50.0, 60.0), "100 %"),
        ((0.0, 0.0), ">99 %"),
    ],
)
def test_a_share_is_all_or_nothing_only_where_it_is(spoiled, words) -> None:
    star = replace(STAR, angles=(spoiled,))
    field = replace(FIELD, allowed=((0.0, 40.0),), sources=(star,), overlaps=())
    assert prospect(proposal(), field).share_words == words


@pytest.mark.parametrize(
    ("checked", "words"),
    [(True, "75 % of the allowed angles remain"), (False, "remain, not checked for sources")],
)
def test_what_remains_unchecked_is_said_before_the_field_is_opened(checked, words) -> None:
    star = replace(STAR, angles=((0.0, 10.0),))
    field = replace(FIELD, allowed=((0.0, 40.0),), sources=(star,), overlaps=())
    field = replace(field, unchecked=None if checked else "No catalogue was asked.")
    (summary,) = parsed(proposal(fields=(field,))).xpath("//details[@class='field']/summary")
    assert summary.text_content().strip().endswith(words)
