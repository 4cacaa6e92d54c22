"""The picture of a field in a browser never contradicts its verdict, and can be used."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from aptcheck.engine.options import Options
from aptcheck.report import render
from aptcheck.results import ProposalReport, Report
from aptcheck.tasks.check import check_paths
from aptcheck.tasks.footprint import drawn_fields
from aptcheck.testing import coronagraph, fixed_slits, ifu, image, lrs, pair
from tests.browser.test_page import one, until
from tests.report.contacts import UNSURE, Traced, traced, within
from tests.report.pages import looked_up, ringed
from tests.rules.imager import imager_pair
from tests.rules.other_modes import pair_of
from tests.skies import allwise, star

shapely = pytest.importorskip("shapely", reason="the extra oracle is not installed")

SAMPLES = Path(__file__).parents[2] / "sample_proposals"
STEP = 0.5
#: As in `looked_up`.
TODAY = datetime(2026, 11, 1)

#: Turns a field through all angles and returns what it draws at each.
TURN = """
const field = document.querySelector(".field");
const box = field.querySelector(".angle");
const number = (part, ...names) => names.map((name) => Number(part.getAttribute(name)));
const paths = (within) => [...within.querySelectorAll("path[data-bands]")].map((path) => [path.dataset.bands, path.dataset.pad ?? null, path.getAttribute("d")]);
const shown = (parts) => [...parts].filter((part) => part.getAttribute("visibility") !== "hidden");
const rows = [];
for (let angle = 0; angle < 360; angle += arguments[0]) {
  box.value = angle;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  rows.push({
    angle,
    state: field.dataset.state,
    words: field.querySelector(".words").textContent,
    title: field.querySelector(".close .sky > title").textContent,
    turn: Number(/rotate\\((.+)\\)/.exec(field.querySelector(".footprint").parentElement.getAttribute("transform"))[1]),
    needs: [...field.querySelectorAll(".stage .need")].map((part) => [part.dataset.source, part.dataset.bands, ...number(part, "cx", "cy", "r"), part.classList.contains("hit"), getComputedStyle(part).visibility === "visible"]),
    fields: [...field.querySelectorAll(".stage .beside")].map((part) => [part.classList.contains("hit"), shown(part.querySelectorAll(":scope > g")).map((place) => place.getAttribute("transform"))]),
    targets: [...field.querySelectorAll(".stage .extent")].map((part) => [part.classList.contains("hit"), shown(part.querySelectorAll("circle")).map((place) => number(place, "cx", "cy", "r"))]),
  });
}
return { rows, own: paths(field.querySelector(".stage .footprint")), beside: [...field.querySelectorAll(".stage .beside > g:first-of-type")].map(paths) };
"""


def covered(arcs: list[list[float]], angle: float) -> bool:
    return any(low <= angle <= high for low, high in arcs)


def ends(arcs: list[list[float]]) -> list[float]:
    return [end for arc in arcs for end in arc]


def check_every_angle(browser, report: ProposalReport, step: float = STEP) -> list[str]:
    """Turn the only field of a page and compare picture, words and JSON at every angle."""
    (field,) = report.fields
    found = browser.execute_script(TURN, step)
    own = [traced(*path) for path in found["own"]]
    beside = [[traced(*path) for path in paths] for paths in found["beside"]]
    document = json.loads(render("json", Report(proposals=(report,))))["proposals"][0]
    allowed = document["fields"][0]["allowed"]
    avoided = [
        arc
        for one in document["findings"]
        if one["observation"] == field.observation and one["angles"]
        for arc in one["angles"]["avoid"]
        if one["code"] != "SKY103"
    ]
    if any(
        f["code"] == "BKG603" and f["observation"] == field.observation
        for f in document["findings"]
    ):
        avoided = [[0.0, 360.0]]
    states = []
    for row in found["rows"]:
        angle = row["angle"]
        if any(abs(end - angle) < 1e-3 for end in (*ends(avoided), *ends(allowed))):
            continue
        expected = (
            "outside"
            if not covered(allowed, angle)
            else "meets"
            if covered(avoided, angle)
            else "clean"
        )
        assert row["state"] == expected, (angle, row)
        assert f"at V3PA {angle:.1f}°" in row["title"]
        states.append(expected)
        if expected != "outside":
            touched = touching(row, own, beside)
            seen = "whatever the angle" not in row["words"]
            assert bool(touched) == (expected == "meets" and seen), (angle, touched, row)
    return states


def touching(row: dict[str, Any], own: list[Traced], beside: list[list[Traced]]) -> list[str]:
    """Return what touches an outline, after checking that just this is shown as a hit."""
    touched = []
    for number, bands, east, north, radius, hit, visible in row["needs"]:
        deep = within(own, row["turn"], bands, east, north, radius)
        assert hit == visible == (deep > 0) or abs(deep) < UNSURE, (row["angle"], number, deep)
        if hit:
            assert f"source {number} (" in row["words"]
            touched.append(number)
    whole = shapely.union_all([outline.at(row["turn"]) for outline in own])
    for (hit, places), outlines in zip(row["fields"], beside, strict=True):
        apart = min(
            outline.at(row["turn"], *map(float, re.findall(r"-?[\d.]+", place))).distance(whole)
            for place in places
            for outline in outlines
        )
        assert hit == (apart == 0.0) or apart < UNSURE, (row["angle"], apart)
        if hit:
            assert "the field of science" in row["words"]
            touched.append("field")
    for hit, places in row["targets"]:
        deep = max(radius - shapely.Point(x, y).distance(whole) for x, y, radius in places)
        assert hit == (deep >= 0.0) or abs(deep) < UNSURE, (row["angle"], deep)
        if hit:
            assert "of science observation" in row["words"]
            touched.append("target")
    return touched


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("imager-primary", 2),
        ("high-declinations", 2),
        ("high-declinations", 4),
        ("star-in-the-background", 2),
        ("disc-through-the-slit", 2),
        ("broken", 20),
        ("jet-with-the-ifu", 2),
    ],
)
def test_the_picture_of_a_sample_agrees_with_its_verdict(opened, name, number) -> None:
    (report,) = check_paths(
        [str(SAMPLES / f"{name}.aptx")], Options(pictures=True, today=TODAY)
    ).proposals
    fields = tuple(field for field in report.fields if field.observation == number)
    report = replace(report, fields=fields)
    states = check_every_angle(opened(Report(proposals=(report,))), report)
    assert {"clean", "meets"} & set(states)


#: On the ring of the MRS, in the edge of a slit or a cube, and far outside with wings.
PLANTED = [star(1.4, 400.9, 10.0), star(-9.0, 393.0, 3.0), star(60.0, 460.0, 16.0)]


@pytest.mark.parametrize("build", [ifu, lrs, fixed_slits, image, coronagraph])
def test_the_picture_of_every_mode_agrees_with_its_verdict(opened, tmp_path, build) -> None:
    catalogue = allwise(tmp_path / "stars.csv", PLANTED)
    report = looked_up(pair_of(build), tmp_path, catalogue, pictures=True)
    states = check_every_angle(opened(Report(proposals=(report,))), report)
    assert "meets" in states


@pytest.mark.parametrize(
    "changes", [{"dither": "CYCLING", "size": "LARGE"}, {"dither": "CYCLING", "size": "SMALL"}]
)
def test_a_widened_field_agrees_too(opened, tmp_path, changes) -> None:
    stars = [star(2.8, 400.3, 10.0), star(60.0, 460.0, 16.0)]
    catalogue = allwise(tmp_path / "stars.csv", stars)
    report = looked_up(pair_of(ifu, both=changes), tmp_path, catalogue, pictures=True)
    assert any(footprint.pad for footprint in report.fields[0].footprints)
    check_every_angle(opened(Report(proposals=(report,))), report)


def test_wings_from_beyond_the_picture_are_pointed_at_and_reach_into_it(opened, tmp_path) -> None:
    stars = [star(-7.0, 110.0, 1.0), star(60.0, 150.0, 16.0)]
    catalogue = allwise(tmp_path / "stars.csv", stars)
    report = looked_up(pair(), tmp_path, catalogue, pictures=True)
    browser = opened(Report(proposals=(report,)))
    assert "meets" in check_every_angle(browser, report)
    assert browser.find_elements("css selector", ".stage .beyond")


def test_a_target_and_stars_that_move_agree_too(opened, tmp_path) -> None:
    stars = [star(-74.0, -1.0, 8.0), star(20.0, 30.0, 12.0)]
    catalogue = allwise(tmp_path / "stars.csv", stars)
    moving = {"proper_motion": (2500, -1500), "epoch": "2027"}
    report = looked_up(
        imager_pair(science_target=moving, sky_target=moving), tmp_path, catalogue, pictures=True
    )
    assert len(report.fields[0].sources[0].stops) > 1
    check_every_angle(opened(Report(proposals=(report,))), report)


def test_a_background_on_its_science_says_that_it_is_so_whatever_the_angle(
    opened, tmp_path
) -> None:
    catalogue = allwise(tmp_path / "stars.csv", [star(60.0, 60.0, 16.0)])
    report = looked_up(pair(sky_target={"north": 5.5}), tmp_path, catalogue, pictures=True)
    assert "BKG603" in {finding.code for finding in report.findings}
    alone = replace(report, fields=(replace(report.fields[0], overlaps=()),))
    browser = opened(Report(proposals=(alone,)))
    assert "background on source, whatever the angle (BKG603)" in one(browser, ".words").text


@pytest.fixture
def ring(opened, tmp_path):
    report = ringed(tmp_path)
    browser = opened(Report(proposals=(report,)))
    browser.execute_script("arguments[0].scrollIntoView()", one(browser, ".field"))
    return browser


def typed(browser, css: str, value: float) -> None:
    browser.execute_script(
        "const box = document.querySelector(arguments[0]); box.value = arguments[1];"
        "box.dispatchEvent(new Event('input', {bubbles: true}))",
        css,
        value,
    )


def test_an_angle_beyond_the_circle_is_put_right_where_it_was_typed(ring) -> None:
    typed(ring, ".angle", 400)
    assert one(ring, ".angle").get_attribute("value") == "360"
    assert one(ring, ".reading").text == "360.0°"


def test_the_address_has_the_angle_only_once_the_field_was_turned(ring) -> None:
    assert "@" not in ring.current_url
    before = ring.execute_script("return history.length")
    for angle in (100, 101.5, 123.5):
        typed(ring, ".angle", angle)
    until(ring, "return location.hash.endsWith('@123.5')")
    key = one(ring, ".field").get_attribute("id")
    assert ring.current_url.endswith(f"#{key}@123.5")
    assert ring.execute_script("return history.length") == before


@pytest.mark.parametrize("at", ["@", "%40"])
def test_an_address_with_an_angle_opens_the_field_at_it(ring, at) -> None:
    key = one(ring, ".field").get_attribute("id")
    ring.execute_script("document.querySelector('.field').open = false")
    ring.execute_script("location.hash = '#%zz@1'")
    ring.execute_script(f"location.hash = '#{key}{at}211.25'")
    until(ring, "return document.querySelector('.angle').value === '211.25'")
    assert one(ring, ".field").get_attribute("open") is not None
    assert ring.get_log("browser") == []


def test_what_is_built_later_does_not_turn_a_field_back(ring) -> None:
    typed(ring, ".angle", 100)
    until(ring, "return location.hash.endsWith('@100')")
    typed(ring, ".angle", 101)
    ring.execute_script(
        "const more = document.createElement('div'); document.body.append(more);"
        "more.dispatchEvent(new Event('built', {bubbles: true}))"
    )
    assert one(ring, ".angle").get_attribute("value") == "101"


def test_keys_buttons_and_the_wheel_zoom_and_words_keep_their_size(ring) -> None:
    from selenium.webdriver.common.keys import Keys

    size = lambda css: ring.execute_script(  # noqa: E731
        "return document.querySelector(arguments[0]).getBoundingClientRect().width", css
    )
    before, text = size(".stage .footprint"), size(".stage .tag text")
    one(ring, ".zooming [data-zoom='1.5']").click()
    assert size(".stage .footprint") == pytest.approx(1.5 * before, rel=0.03)
    assert size(".stage .tag text") == pytest.approx(text, rel=0.03)
    sky = one(ring, ".stage .sky")
    sky.send_keys("+")
    assert size(".stage .footprint") == pytest.approx(2.25 * before, rel=0.03)
    ring.execute_script(
        "arguments[0].dispatchEvent(new WheelEvent('wheel',"
        " {deltaY: -200, bubbles: true, cancelable: true}))",
        sky,
    )
    assert size(".stage .footprint") > 2.5 * before
    sky.send_keys(Keys.ARROW_LEFT)
    sky.send_keys("0")
    assert size(".stage .footprint") == pytest.approx(before, rel=0.01)


def test_the_wheel_scrolls_the_page_until_the_picture_is_clicked(ring) -> None:
    ring.execute_script("document.activeElement.blur()")
    taken = ring.execute_script(
        "const turn = new WheelEvent('wheel', {deltaY: -200, bubbles: true, cancelable: true});"
        "document.querySelector('.stage .sky').dispatchEvent(turn); return turn.defaultPrevented"
    )
    assert not taken


def test_the_number_of_a_source_names_it_and_marks_its_row(ring) -> None:
    tag = one(ring, ".stage .tag")
    ring.execute_script("arguments[0].focus()", tag)
    tip = one(ring, ".tip")
    assert tip.text.startswith("Source 1: WISEA J000000.00+000000.0")
    assert "named" in one(ring, "tr[data-source='1']").get_attribute("class")
    ring.execute_script("arguments[0].blur()", tag)
    assert not tip.is_displayed()
    assert "named" not in one(ring, "tr[data-source='1']").get_attribute("class")


#: Catches what a button of the page would save.
CAUGHT = """
const done = arguments[1];
const make = URL.createObjectURL;
URL.createObjectURL = (blob) => {
  const reader = new FileReader();
  reader.onload = () => done([blob.type, reader.result.split(",")[1]]);
  reader.readAsDataURL(blob);
  return make(blob);
};
document.addEventListener("click", (event) => { if (event.target.download) event.preventDefault(); }, true);
document.querySelector(`[data-take="${arguments[0]}"]`).click();
"""


def taken(browser, what: str) -> tuple[str, bytes]:
    from base64 import b64decode

    kind, content = browser.execute_async_script(CAUGHT, what)
    return kind, b64decode(content)


def test_saved_regions_are_those_of_the_footprint_command(ring, tmp_path) -> None:
    from regions import Regions

    typed(ring, ".angle", 123.4)
    _, text = taken(ring, "reg")
    mine = Regions.parse(text.decode(), format="ds9")
    drawn = drawn_fields(
        tmp_path / "proposal.xml", (), (123.4,), Options(today=TODAY), several=False, unknowns=print
    )
    theirs = Regions.parse(drawn.regions[2], format="ds9")
    assert len(mine) == len(theirs) == 49
    corners = lambda found: [  # noqa: E731
        shape.vertices for shape in found if hasattr(shape, "vertices")
    ]
    left = corners(theirs)
    for shape in corners(mine):
        apart = [max(shape.separation(other).arcsec) for other in left]
        nearest = min(range(len(apart)), key=apart.__getitem__)
        assert apart[nearest] < UNSURE
        left.pop(nearest)


def test_saved_tables_have_angles_in_both_frames_and_sources_by_number(ring) -> None:
    kind, text = taken(ring, "angles")
    assert kind == "text/csv"
    lines = text.decode().splitlines()
    assert lines[0].startswith("kind,v3pa_from_deg,v3pa_to_deg,aperture_pa_from_deg")
    assert {line.split(",")[0] for line in lines[1:]} == {"allowed", "avoid", "clean"}
    low, turned = (float(lines[1].split(",")[column]) for column in (1, 3))
    assert (turned - low) % 360.0 == pytest.approx(4.835449, abs=1e-6)
    ring.refresh()
    _, text = taken(ring, "sources")
    first = text.decode().splitlines()[1].split(",")
    assert first[:2] == ["1", "WISEA J000000.00+000000.0"]
    assert math.hypot(float(first[4]), float(first[5])) == pytest.approx(74.0, abs=0.1)


def test_the_picture_is_saved_as_it_is_seen(ring) -> None:
    kind, content = taken(ring, "png")
    assert kind == "image/png"
    assert content.startswith(b"\x89PNG")
    assert ring.get_log("browser") == []


def test_on_a_phone_the_picture_stays_in_view_above_the_slider(ring) -> None:
    ring.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 380, "height": 800, "deviceScaleFactor": 1, "mobile": True},
    )
    try:
        slider = one(ring, ".slider")
        ring.execute_script("arguments[0].scrollIntoView({block: 'end'})", slider)
        box = "const box = arguments[0].getBoundingClientRect(); return [box.top, box.bottom]"
        top, bottom = ring.execute_script(box, one(ring, ".stage"))
        assert top >= 0.0
        assert bottom - top <= 0.47 * 800
        assert ring.execute_script(box, slider)[0] >= bottom
        ring.execute_script("arguments[0].scrollIntoView({block: 'center'})", one(ring, ".dial"))
        top, bottom = ring.execute_script(box, one(ring, ".stage"))
        assert top == pytest.approx(0.0, abs=1.0)
        assert ring.execute_script("return document.documentElement.scrollWidth") <= 380
    finally:
        ring.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
