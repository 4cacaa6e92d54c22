"""The dates and angles of a target as a table and as JSON."""

from __future__ import annotations

import json
import re

import pytest

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
    assert "no date remains" in text


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


def test_each_window_says_which_dates_are_in_the_micrometeoroid_zone():
    summer, winter = [
        line for line in render_table([shown()]).splitlines() if re.match(r".* 20\d\d-", line)
    ]
    assert re.search(r" 54\.8 +all ", summer)
    assert re.search(r" 52\.6 +none ", winter)
    text = render_table([shown("POLARIS", 37.9, 89.3)])
    assert re.search(r" to 2026-1\d-\d\d ", text)
    assert "within 75 degrees" in text


def test_the_json_has_the_micrometeoroid_zone_as_windows():
    (only,) = json.loads(render_json([shown()]))["observations"]
    assert only["micrometeoroid"] == [only["windows"][0]]


def test_the_aperture_is_named_and_its_angle_is_beside_v3pa():
    mrs, imager = json.loads(render_json([shown(), shown(held_by="MIRIM_FULL")]))["observations"]
    assert (mrs["aperture"], mrs["aperture_offset_deg"]) == ("MIRIFU_CHANNEL1A", 0.0)
    assert mrs["aperture_angles"] == mrs["angles"]
    assert mrs["aperture_allowed"] == mrs["allowed"]
    assert (imager["aperture"], imager["aperture_offset_deg"]) == ("MIRIM_FULL", 4.835449)
    for ours, theirs in zip(imager["angles"], imager["aperture_angles"], strict=True):
        assert theirs["time"] == ours["time"]
        assert (theirs["lo"] - ours["lo"]) % 360 == pytest.approx(4.835, abs=0.001)
        assert theirs["hi"] - theirs["lo"] == pytest.approx(ours["hi"] - ours["lo"], abs=2e-4)
        assert 0 <= theirs["lo"] < 360
    (low, high), *_ = imager["allowed"]
    assert imager["aperture_allowed"][0] == pytest.approx([low + 4.8354, high + 4.8354], abs=1e-3)


def test_the_table_has_aperture_pa_on_a_line_of_its_own_where_it_differs():
    assert "aperture PA" not in render_table([shown()])
    assert "Aperture PA of MIRIFU_CHANNEL1A is V3PA." in render_table([shown()])
    text = render_table([shown(held_by="MIRIM_FULL")])
    assert "is V3PA." not in text
    assert "aperture PA of MIRIM_FULL (V3PA + 4.835)" in text
    v3pa, aperture_pa = re.search(
        r"2026-07-21 .*? (\d+\.\d\d) to .*\n +aperture PA +(\d+\.\d\d) to ", text
    ).groups()
    assert float(aperture_pa) - float(v3pa) == pytest.approx(4.835, abs=0.01)


def test_hostile_names_are_harmless():
    assert "\x1b" not in render_table([shown(EVIL)])
