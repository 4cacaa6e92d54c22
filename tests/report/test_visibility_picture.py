"""The dates and angles of a target as a picture."""

from __future__ import annotations

import sys
from xml.etree import ElementTree

import pytest

from aptcheck.errors import MissingExtra
from aptcheck.geometry.angles import AngleSet
from aptcheck.report.visibility_picture import render_png, render_svg
from tests.report.visible_dates import DATES, EVIL, shown

SVG = "{http://www.w3.org/2000/svg}"


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
    assert "the angles that the proposal requests" in svg
    assert 'class="regard"' not in render_svg([shown()], DATES)


def test_the_micrometeoroid_zone_is_hatched_and_named():
    root = ElementTree.fromstring(render_svg([shown()], DATES))
    (zone,) = (rect for rect in root.iter(f"{SVG}rect") if rect.get("class") == "zone")
    (summer, _) = shown().visibility.windows
    days = (summer[1] - summer[0]).total_seconds() / 86400
    assert float(zone.get("width", 0)) == pytest.approx(860 * days / 365, abs=0.02)
    assert any((text.text or "").startswith("hatched: ") for text in root.iter(f"{SVG}text"))
    assert "hatched: " not in render_svg([shown("POLE", 270, 66.5)], DATES)


def test_the_turn_of_an_aperture_is_said_where_there_is_one():
    assert "aperture PA of MIRIM_FULL = V3PA + 4.835" in render_svg([shown(held_by="MIRIM_FULL")])
    assert "aperture PA" not in render_svg([shown()])


def test_a_target_that_is_never_visible_is_reported_as_such():
    svg = render_svg([shown(angles=AngleSet.between(120, 121))])
    assert "no date remains" in svg


def test_hostile_names_are_harmless():
    text = render_svg([shown(EVIL)])
    assert "\x1b" not in text
    assert not list(ElementTree.fromstring(text).iter(f"{SVG}script"))


def test_a_png_needs_its_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtra, match=r"aptcheck\[plot\]"):
        render_png([shown()])


def test_a_png_is_drawn_where_matplotlib_is():
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    png = render_png([shown(EVIL.replace("\x1b", "")), shown("CVZ", 270, 66.5, 2)], DATES)
    assert png.startswith(b"\x89PNG")
