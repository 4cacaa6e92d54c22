"""The dates and angles of a target as a table and as JSON."""

from __future__ import annotations

import json

from aptcheck.geometry.angles import AngleSet
from aptcheck.report.visibility_table import render_json, render_table
from tests.report.visible_dates import EVIL, shown


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


def test_hostile_names_are_harmless():
    assert "\x1b" not in render_table([shown(EVIL)])
