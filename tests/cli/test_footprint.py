"""``aptcheck footprint`` as a user types it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aptcheck.testing import FIELD, moving, mrs, offset, pair, proposal, target
from tests.cli.running import refused, spawn
from tests.rules.imager import imager_pair


@pytest.fixture
def imaging(tmp_path: Path) -> Path:
    return imager_pair().write(tmp_path / "imaging.xml")


def polygons(text: str) -> list[list[float]]:
    lines = [line for line in text.splitlines() if line.startswith("polygon")]
    return [[float(x) for x in line[8 : line.index(")")].split(",")] for line in lines]


def test_a_background_is_drawn_with_its_ring(imaging: Path) -> None:
    done = spawn("footprint", imaging, "--angles", "100")
    assert done.returncode == 0
    text = done.stdout.decode()
    assert text.startswith("# Region file format: DS9")
    assert text.count("annulus") == 1
    assert "Observation 2 NGC-1-CLONE" in text
    drawn = polygons(text)
    assert len(drawn) == 12 * 4
    assert all(abs(x[0] - FIELD[0]) * 3600 < 90 for x in drawn)


def test_without_angles_the_allowed_ones_are_drawn(imaging: Path) -> None:
    text = spawn("footprint", imaging).stdout.decode()
    told = re.findall(r"V3PA ([0-9.]+), aperture PA ([0-9.]+)}", text)
    assert {round(float(turned) - float(v3pa), 2) for v3pa, turned in told} <= {4.83, 4.84}
    angles = {v3pa for v3pa, _ in told}
    assert min(map(float, angles)) == pytest.approx(93.6, abs=0.1)
    assert len(angles) == 4 + 4


def test_the_file_is_read_by_regions(imaging: Path, tmp_path: Path) -> None:
    regions = pytest.importorskip("regions")
    file = tmp_path / "field.reg"
    assert spawn("footprint", imaging, "--angles", "100,110", "-o", file).returncode == 0
    assert len(regions.Regions.read(file, format="ds9")) == 1 + 2 * 48


def test_several_observations_go_into_a_folder(tmp_path: Path) -> None:
    file = pair().write(tmp_path / "pair.xml")
    both = ("--observation", 1, "--observation", 2, "--angles", "100")
    line = refused("footprint", file, *both)
    assert "2 observations have a field (1, 2)" in line
    folder = tmp_path / "regions"
    assert spawn("footprint", file, *both, "-o", folder).returncode == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "observation-1.reg",
        "observation-2.reg",
    ]


def test_several_of_which_one_has_a_field_go_into_a_folder_too(tmp_path: Path) -> None:
    file = pair(sky={"special": [offset(3000, 3000)]}).write(tmp_path / "pair.xml")
    folder = tmp_path / "regions"
    both = ("--observation", 1, "--observation", 2, "--angles", "100")
    done = spawn("footprint", file, *both, "-o", folder)
    assert done.returncode == 0
    assert b"observation 2 has an Offset of more than a degree" in done.stderr
    assert [path.name for path in folder.iterdir()] == ["observation-1.reg"]


def test_without_a_background_every_spectrum_counts(tmp_path: Path) -> None:
    file = proposal(targets=[target(1)], observations=[mrs(1)]).write(tmp_path / "one.xml")
    done = spawn("footprint", file, "--angles", "0")
    assert b"Observation 1 NGC-1" in done.stdout


@pytest.mark.parametrize("angles", ["", "north", "10,nan", "400", "10,-5", "1,,2"])
def test_angles_that_are_none_are_refused(imaging: Path, angles: str) -> None:
    assert "no list of angles" in refused("footprint", imaging, "--angles", angles)


def test_a_moving_target_is_refused(tmp_path: Path) -> None:
    file = proposal(targets=[moving(1, "TITAN")], observations=[mrs(1)]).write(tmp_path / "t.xml")
    assert "target TITAN moves" in refused("footprint", file)


def test_dates_at_which_nothing_is_visible_are_refused(imaging: Path) -> None:
    line = refused("footprint", imaging, "--dates", "2026-07-01/2026-08-01")
    assert "cannot be observed between 2026-07-01 and 2026-08-01" in line


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    file = pair().write(tmp_path / "pair.xml")
    line = refused("footprint", file, "--observation", 1, "--observation", 2, "-o", file)
    assert "pair.xml" in line
