from __future__ import annotations

import json
import sys
from datetime import datetime
from xml.etree import ElementTree

import pytest

from aptcheck.errors import MissingExtra
from aptcheck.geometry.angles import AngleSet
from aptcheck.report.visibility_picture import render_png, render_svg
from aptcheck.report.visibility_table import render_json, render_table
from aptcheck.schedule.field_of_regard import computed_visibility
from aptcheck.schedule.roll import Pointing
from aptcheck.schedule.visibility import ObservationVisibility

DATES = (datetime(2026, 7, 1), datetime(2027, 7, 1))
EVIL = "</title><script>alert(1)</script>\x1b[31m&amp;$\\frac{1}{2}$"
SVG = "{http://www.w3.org/2000/svg}"


def shown(name="M33", ra=23.5, dec=30.52, number: int | None = 1, angles=None):
    visibility = computed_visibility(
        name, ra, dec, pointing=Pointing(-503.3, -318.9), start=DATES[0], end=DATES[1]
    ).restricted(angles)
    return ObservationVisibility(observation=number, visibility=visibility)


def test_the_table_has_a_line_for_each_window_and_the_angles_of_all():
    text = render_table([shown()])
    assert text.count("2026-07-21") == 1
    assert "allowed V3PA 61." in text
    assert "computed" in text


def test_the_table_says_when_nothing_is_left():
    text = render_table([shown(angles=AngleSet.between(120, 121))])
    assert "never" in text
    assert "no date is left" in text


def test_the_json_is_that_of_the_schema():
    document = json.loads(render_json([shown(), shown(number=None, ra=270.0, dec=66.5)]))
    assert document["schema_version"] == "1"
    first, second = document["observations"]
    assert (first["observation"], first["target"], first["origin"]) == (1, "M33", "computed")
    assert second["observation"] is None
    assert first["windows"][0] == {
        "start": first["angles"][0]["time"],
        "end": first["windows"][0]["end"],
    }
    assert first["angles"][1]["time"] == "2026-07-22T00:00:00Z"
    assert all(0 <= a["lo"] < 360 and a["lo"] < a["hi"] < 380 for a in first["angles"])
    assert max(a["hi"] for a in second["angles"]) > 360
    assert second["allowed"] == [[0.0, 360.0]]


def test_the_picture_is_one_svg_document_with_a_panel_each():
    root = ElementTree.fromstring(render_svg([shown(), shown("CVZ", 270, 66.5, 2)], DATES))
    assert root.tag == f"{SVG}svg"
    names = [text.text for text in root.iter(f"{SVG}text") if text.get("class") == "name"]
    assert names == ["Observation 1: M33", "Observation 2: CVZ"]
    labels = {text.text for text in root.iter(f"{SVG}text")}
    assert {"Jul 2026", "Aug", "Jan 2027", "0°", "60°", "360°"} <= labels
    assert sum(path.get("class") == "allowed" for path in root.iter(f"{SVG}path")) >= 3


def test_the_picture_knows_light_and_dark():
    assert "prefers-color-scheme:dark" in render_svg([shown()])


def test_a_requirement_shows_what_it_leaves_out():
    svg = render_svg([shown(angles=AngleSet.between(240, 245))], DATES)
    assert 'class="regard"' in svg
    assert "the angles that the proposal asks for" in svg
    assert 'class="regard"' not in render_svg([shown()], DATES)


def test_a_target_never_visible_is_said_so():
    svg = render_svg([shown(angles=AngleSet.between(120, 121))])
    assert "no date is left" in svg


@pytest.mark.parametrize("render", [render_table, render_svg])
def test_hostile_names_are_harmless(render):
    text = render([shown(EVIL)])
    assert "\x1b" not in text
    if render is render_svg:
        root = ElementTree.fromstring(text)
        assert not list(root.iter(f"{SVG}script"))


def test_a_png_needs_its_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtra, match=r"aptcheck\[plot\]"):
        render_png([shown()])


def test_a_png_is_drawn_where_matplotlib_is():
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    png = render_png([shown(EVIL.replace("\x1b", "")), shown("CVZ", 270, 66.5, 2)], DATES)
    assert png.startswith(b"\x89PNG")
