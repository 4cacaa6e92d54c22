"""``aptcheck visibility`` as a user types it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from aptcheck.testing import (
    before_date,
    between_dates,
    coronagraph,
    fixed_slits,
    ifu,
    image,
    lrs,
    moving,
    mrs,
    orient_range,
    other,
    pair,
    proposal,
    target,
)
from tests.cli.running import refused, spawn
from tests.other_modes import three_modes
from tests.rules.other_modes import Builder, pair_of


@pytest.fixture
def two(tmp_path: Path) -> Path:
    return pair().write(tmp_path / "pair.xml")


def visibility_json(*arguments: object) -> dict[str, Any]:
    done = spawn("visibility", *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_table_has_the_windows_of_each_observation(two: Path) -> None:
    done = spawn("visibility", two)
    assert done.returncode == 0
    text = done.stdout.decode()
    assert text.count("2026-11-1") == 2
    assert "NGC-1-SKY" in text
    assert "allowed V3PA 93." in text
    assert "(computed)" in text


def test_json_holds_windows_and_daily_angles(two: Path) -> None:
    document = visibility_json(two)
    assert document["schema_version"] == "1"
    first, second = document["observations"]
    assert (first["observation"], second["observation"]) == (1, 2)
    assert (first["target"], first["origin"]) == ("NGC-1", "computed")
    assert len(first["windows"]) == 2
    assert all(sample["lo"] < sample["hi"] for sample in first["angles"])


def test_one_observation_and_other_dates_can_be_chosen(two: Path) -> None:
    document = visibility_json(two, "--observation", 2, "--dates", "2027-04-01/2027-06-01")
    (only,) = document["observations"]
    assert only["observation"] == 2
    assert [window["start"][:7] for window in only["windows"]] == ["2027-04"]


def test_a_required_range_narrows_the_dates(tmp_path: Path) -> None:
    asked = pair(sky={"special": [orient_range(100, 101)]}).write(tmp_path / "asked.xml")
    narrow = visibility_json(asked, "--observation", 2)["observations"][0]
    assert narrow["allowed"] == [[100.0, 101.0]]
    assert len(narrow["windows"]) == 1


def test_the_reasons_for_the_ends_of_a_window_are_shown(tmp_path: Path) -> None:
    dated = pair(sky={"special": [before_date("01-DEC-2026")]}).write(tmp_path / "dated.xml")
    science, sky = visibility_json(dated)["observations"]
    (window,) = sky["windows"]
    assert window["opened_by"]["cause"] == "field-of-regard"
    assert window["closed_by"] == {"cause": "date", "words": "Before Date", "observation": None}
    (window,) = science["windows"]
    assert window["closed_by"]["cause"] == "linked-observation"
    assert window["closed_by"]["observation"] == 2
    assert sky["never"] is None
    text = spawn("visibility", dated).stdout.decode()
    assert "Closed by" in text
    assert "dates of observation 2" in text


def test_a_target_that_is_never_visible_has_a_reason(tmp_path: Path) -> None:
    dated = pair(both={"special": [between_dates("01-JAN-2025", "01-FEB-2025")]})
    file = dated.write(tmp_path / "dated.xml")
    first, _ = visibility_json(file)["observations"]
    assert first["windows"] == []
    assert "outside Cycle 5" in first["never"]
    assert "outside Cycle 5" in spawn("visibility", file).stdout.decode()
    assert "outside Cycle 5" in spawn("visibility", file, "--format", "svg").stdout.decode()


def test_a_position_needs_no_file() -> None:
    for place in ("150.1163 2.2010", "10 00 27.912 +02 12 03.6", "10h00m27.912s +02d12m03.6s"):
        document = visibility_json("--target", place, "--dates", "2026-07-01/2027-07-01")
        (only,) = document["observations"]
        assert only["observation"] is None
        assert only["allowed"][0][0] == pytest.approx(93.62, abs=0.02)


def test_pictures_are_svg_and_png(two: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="the extra plot is not installed")
    for form, head in (("svg", b"<svg"), ("png", b"\x89PNG")):
        file = tmp_path / f"picture.{form}"
        assert spawn("visibility", two, "--format", form, "-o", file).returncode == 0
        assert file.read_bytes().startswith(head)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), "give a proposal file, or --target"),
        (("--target", "north"), "is not a position"),
        (("--target", "10 91"), "is not a position"),
        (("--target", "nan 5"), "is not a position"),
        (("--target", "10 5", "--observation", "1"), "--observation needs a proposal file"),
        (("--target", "10 5", "--dates", "2027-01-01/2026-01-01"), "ends before it starts"),
        (("--target", "10 5", "--dates", "soon"), "is not a window of dates"),
        (("nowhere.xml",), "nowhere.xml"),
    ],
)
def test_wrong_usage_is_one_line(arguments: tuple[str, ...], expected: str) -> None:
    assert expected in refused("visibility", *arguments)


def test_a_missing_observation_or_one_without_spectra(tmp_path: Path) -> None:
    file = proposal(
        targets=[target(1)], observations=[mrs(1), other(2, "NircamImaging", target=1)]
    ).write(tmp_path / "two.xml")
    assert "has no observation 7" in refused("visibility", file, "--observation", 7)
    assert "observation 2 has a mode that aptcheck does not judge" in refused(
        "visibility", file, "--observation", 2
    )


def test_a_moving_target_is_refused(tmp_path: Path) -> None:
    file = proposal(targets=[moving(1, "TITAN")], observations=[mrs(1)]).write(tmp_path / "t.xml")
    assert "target TITAN moves" in refused("visibility", file)


def test_a_target_without_coordinates_is_refused(tmp_path: Path) -> None:
    file = proposal(targets=[target(1, "GRB", coordinates=None)], observations=[mrs(1)]).write(
        tmp_path / "grb.xml"
    )
    assert "GRB has no coordinates that can be read" in refused("visibility", file)


def test_one_moving_target_does_not_hide_the_others(tmp_path: Path) -> None:
    file = proposal(targets=[target(1), moving(2, "TITAN")], observations=[mrs(1), mrs(2)]).write(
        tmp_path / "mixed.xml"
    )
    done = spawn("visibility", file)
    assert done.returncode == 0
    assert b"NGC-1" in done.stdout
    assert b"observation 2: target TITAN moves" in done.stderr


def test_a_proposal_without_spectra_is_refused(tmp_path: Path) -> None:
    file = proposal(targets=[target(1)], observations=[other(1, "NircamImaging")]).write(
        tmp_path / "images.xml"
    )
    assert "no observation that is still to be taken in a mode" in refused("visibility", file)


def test_a_target_that_cannot_be_seen_is_shown_as_never(two: Path) -> None:
    done = spawn("visibility", two, "--dates", "2026-07-01/2026-08-01")
    assert done.returncode == 0
    assert b"never" in done.stdout


def test_every_mode_is_shown(tmp_path: Path) -> None:
    file = three_modes().write(tmp_path / "three.xml")
    shown = visibility_json(file)["observations"]
    assert sorted(one["observation"] for one in shown) == [1, 2, 3, 4, 5, 6]
    assert all(one["windows"] for one in shown)


@pytest.mark.parametrize(
    ("build", "aperture", "offset"),
    [
        (ifu, "NRS_FULL_IFU", 138.97),
        (fixed_slits, "NRS_S200A1_SLIT", 138.84),
        (lrs, "MIRIM_SLIT", 4.76),
        (coronagraph, "MIRIM_MASK1140", 4.84),
        (image, "MIRIM_ILLUM", 4.84),
    ],
)
def test_the_angle_of_the_aperture_is_shown_with_v3pa(
    tmp_path: Path, build: Builder, aperture: str, offset: float
) -> None:
    file = pair_of(build).write(tmp_path / "pair.xml")
    text = spawn("visibility", file, "--observation", 2).stdout.decode()
    (only,) = visibility_json(file, "--observation", 2)["observations"]
    assert only["aperture"] == aperture
    assert only["aperture_offset_deg"] == pytest.approx(offset, abs=0.01)
    assert f"aperture PA of {aperture} (V3PA + {only['aperture_offset_deg']:.3f})" in text
    expected = [float(angle) for angle in re.findall(r"V3PA \+ [0-9.]+\) ([0-9.]+) to", text)]
    lows = [(low + only["aperture_offset_deg"]) % 360.0 for low, _ in only["allowed"]]
    assert expected == [pytest.approx(min(lows), abs=0.02)]


def test_a_required_aperture_angle_narrows_the_v3pa_of_nirspec(tmp_path: Path) -> None:
    # 240 of the IFU's aperture is a V3PA of 101
    asked = pair_of(ifu, sky={"special": [orient_range(239.972, 240.972)]})
    file = asked.write(tmp_path / "asked.xml")
    (only,) = visibility_json(file, "--observation", 2)["observations"]
    ((low, high),) = only["allowed"]
    assert (low, high) == pytest.approx((101.0, 102.0), abs=0.01)
