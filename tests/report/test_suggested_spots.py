"""Suggested positions on the page: where their marks are, and their table."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import pytest
from astropy import units
from astropy.coordinates import SkyCoord
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from aptcheck.report.html.paper import HALF, Box, Paper
from aptcheck.report.html.sky_picture import locator, sky_picture
from aptcheck.results import SkyField, SkyPlace, SkyPosition, SkySource
from tests.report.pages import HOSTILE, parsed
from tests.report.plain import proposal
from tests.report.test_html import FIELD, assert_sound, text_of


def position(east: float, north: float, **changes) -> SkyPosition:
    """Return a suggestion as seen from a science target 60 arcsec to the east."""
    apart = math.hypot(east - 60.0, north)
    plain = SkyPosition(
        apt="04 33 08.1630 -22 52 46.844",
        east=east,
        north=north,
        reach=FIELD.farthest,
        margin_arcsec=42.345,
        offset_arcsec=round(apart, 2),
        position_angle_deg=round(math.degrees(math.atan2(east - 60.0, north)) % 360.0, 2),
    )
    return replace(plain, **changes)


THREE = (position(-90.0, 20.0), position(10.0, 70.0), position(30.0, -60.0))


def spoiled(*suggested: SkyPosition, **changes) -> SkyField:
    return replace(FIELD, suggested=suggested, **changes)


def shown(*suggested: SkyPosition, **changes):
    return parsed(proposal(fields=(spoiled(*suggested, **changes),)))


def test_a_position_in_the_close_view_is_a_disc_as_large_as_the_field_sweeps() -> None:
    picture = sky_picture(spoiled(position(4.0, -5.0), science=()))
    (spot,) = picture.suggested
    scale = HALF / FIELD.radius
    assert (spot.x, spot.y) == pytest.approx((-4.0 * scale, 5.0 * scale))
    assert spot.radius == pytest.approx(FIELD.farthest * scale)
    assert (spot.badge_x, spot.badge_y) == (spot.x, spot.y)
    assert not spot.outside
    assert spot.words is None
    assert picture.complete


def test_without_its_offset_a_field_sweeps_another_disc() -> None:
    picture = sky_picture(spoiled(position(4.0, -5.0, reach=2.0 * FIELD.farthest), science=()))
    (spot,) = picture.suggested
    assert spot.radius == pytest.approx(2.0 * FIELD.farthest * HALF / FIELD.radius, abs=0.1)
    clause = "once you clear the Offset of observation 2 (Special Requirements)."
    clearing = clause.removeprefix("once you ").rstrip(".")
    assert f"at any position angle, {clause}" in text_of(shown(*THREE, clearing=clearing))
    assert "once you" not in text_of(shown(*THREE))


def test_a_position_beyond_the_close_view_is_pointed_at_and_shown_in_the_wide_view() -> None:
    first = sky_picture(spoiled(*THREE)).suggested[0]
    assert first.outside
    assert first.words is not None
    assert first.words.lines == ("92″ away",)
    picture = locator(spoiled(*THREE))
    assert picture.complete
    for spot in picture.suggested:
        assert math.hypot(spot.x, spot.y) + spot.radius < HALF
        assert spot.radius == pytest.approx(FIELD.farthest * picture.scale, abs=0.1)


@given(st.floats(-200, 200), st.floats(-200, 200))
@settings(deadline=None)
def test_the_arrow_turns_to_the_position_angle_of_the_sky(east, north) -> None:
    if max(abs(east), abs(north)) < FIELD.radius:
        return
    (spot,) = sky_picture(spoiled(position(east, north), science=())).suggested
    here = SkyCoord(FIELD.ra_deg, FIELD.dec_deg, unit="deg")
    there = here.spherical_offsets_by(east * units.arcsec, north * units.arcsec)
    angle = here.position_angle(there).wrap_at("360d").deg
    assert math.cos(math.radians(spot.turn - angle)) == pytest.approx(1.0, abs=1e-4)
    # the badge is in that direction too, north up and east left, unless it makes room for the
    # buttons that zoom, top right
    towards = math.degrees(math.atan2(-spot.badge_x, -spot.badge_y))
    aside = (towards - spot.turn + 180.0) % 360.0 - 180.0
    assert abs(aside) < 0.2 or (abs(aside) < 30.0 and 270.0 < spot.turn < 360.0)


PLACES = st.tuples(st.floats(-150, 150), st.floats(-150, 150))


@given(st.lists(PLACES, min_size=1, max_size=3), PLACES)
@settings(deadline=None)
def test_numbers_stay_in_the_picture_and_off_each_other_and_the_science(at, science) -> None:
    # fields at suggested positions share no point, and a background is 30 arcsec from any science
    assume(all(math.dist(one, other) > 2.0 * FIELD.farthest for one, other in combinations(at, 2)))
    assume(all(math.dist(one, science) > 30.0 for one in at))
    target = SkyPlace(observation=1, target="IRAS-04302+2247", east=science[0], north=science[1])
    field = spoiled(*(position(*one) for one in at), science=(target,))
    for picture in (sky_picture(field), locator(field)):
        (star,) = picture.science
        for spot in picture.suggested:
            assert max(abs(spot.badge_x), abs(spot.badge_y)) + spot.badge <= HALF
            assert math.hypot(spot.badge_x - star.x, spot.badge_y - star.y) >= spot.badge + 9.0
        for one, other in combinations(picture.suggested, 2):
            apart = math.hypot(one.badge_x - other.badge_x, one.badge_y - other.badge_y)
            assert apart >= one.badge + other.badge


def test_words_avoid_what_is_occupied_and_stay_on_the_paper() -> None:
    mark = Box.about(0.0, 0.0, 10.0)
    free = Paper([mark], size=20.0).write(["name"], 0, 0, clear=12, side="above", anchor="middle")
    assert (free.anchor, free.rise) == ("middle", -0.25)
    above = Box(-100.0, -40.0, 100.0, -10.0)
    paper = Paper([mark, above], size=20.0)
    assert paper.write(["name"], 0, 0, clear=12, side="above", anchor="middle").y > 0
    at_the_top = Paper([], size=20.0).write(
        ["name", "note"], 0, 15 - HALF, clear=12, side="above", anchor="middle"
    )
    assert at_the_top.y > 15 - HALF
    at_the_left = Paper([], size=20.0).write(
        ["name"], 15 - HALF, 0, clear=12, side="above", anchor="end"
    )
    assert at_the_left.anchor == "start"


def test_the_number_of_a_source_is_not_on_the_cross() -> None:
    star = SkySource(designation="A", east=0.6, north=0.0, flux_ujy=900.0, angles=((20.0, 30.0),))
    (tag,) = sky_picture(spoiled(sources=(star,))).tags
    assert tag.words.lines == ("1",)
    assert abs(tag.words.x) > 9.0


def test_the_table_has_what_to_type_into_apt_in_one_piece() -> None:
    document = shown(*THREE)
    (table,) = document.xpath("//table[@class='suggestions']")
    rows = [text_of(row) for row in table.xpath("tbody/tr")]
    assert rows[0] == "1 04 33 08.1630 -22 52 46.844 151.3″ 277.6° 42.3″"
    assert len(rows) == 3
    assert table.xpath("tbody//code[@class='apt']/text()") == [one.apt for one in THREE]
    text = text_of(table.getparent().getparent())
    assert (
        "At these positions no catalogue source spoils the field at any position angle. "
        "aptcheck suggest lists more." in text
    )
    assert "Offset and PA (east of north) are measured from M33." in text
    titles = document.xpath("//*[contains(@class, 'suggested ')]/*[local-name()='title']/text()")
    assert (
        "Suggested position 1, 92″ away: 04 33 08.1630 -22 52 46.844, margin 42.3 arcsec" in titles
    )
    assert len(document.xpath("//figure[@class='wide']")) == 1
    assert "field at a suggested position, over all angles" in text_of(document)
    assert_sound(document)


def test_one_position_is_in_the_singular() -> None:
    text = text_of(shown(position(4.0, -5.0), science=(replace(FIELD.science[0], east=3.0),)))
    assert "At this position no catalogue source spoils the field at any position angle" in text
    assert "Wide view" not in text


def test_offsets_are_from_the_science_that_they_were_measured_from() -> None:
    other = SkyPlace(observation=1, target="M31", east=-30.0, north=10.0)
    text = text_of(shown(*THREE, science=(other, replace(FIELD.science[0], observation=3))))
    assert "Offset and PA (east of north) are measured from M33." in text


def test_without_a_suggestion_the_page_mentions_none() -> None:
    document = shown()
    assert "uggested" not in text_of(document.find(".//main"))
    assert not document.xpath("//*[@class='suggested' or @class='instead']")


def test_a_position_of_script_stays_text() -> None:
    science = (replace(FIELD.science[0], target=HOSTILE),)
    document = shown(replace(THREE[0], apt=HOSTILE + "\x1b[2J\u202e"), science=science)
    assert len(document.xpath("//script")) == 1
    (apt,) = document.xpath("//code[@class='apt']")
    assert text_of(apt) == HOSTILE + "\\x1b[2J\\u202e"
    assert_sound(document)
