"""``aptcheck footprint`` as a user types it."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from pathlib import Path

import pytest

from aptcheck.testing import (
    FIELD,
    fixed_slits,
    ifu,
    ifu_exposure,
    lrs,
    moving,
    mrs,
    offset,
    other,
    pair,
    proposal,
    slit_exposure,
    target,
)
from tests.cli.running import refused, spawn
from tests.other_modes import three_modes
from tests.rules.imager import imager_pair
from tests.rules.other_modes import Builder, pair_of
from tests.samp import ALADIN, DS9, HOSTILE_NAMES, TOPCAT, running_hub


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
    reported = re.findall(r"V3PA ([0-9.]+), aperture PA ([0-9.]+)}", text)
    assert {round(float(turned) - float(v3pa), 2) for v3pa, turned in reported} <= {4.83, 4.84}
    angles = {v3pa for v3pa, _ in reported}
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


def test_several_with_only_one_field_go_into_a_folder_too(tmp_path: Path) -> None:
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
def test_invalid_angles_are_refused(imaging: Path, angles: str) -> None:
    assert "is not a list of angles" in refused("footprint", imaging, "--angles", angles)


def test_a_moving_target_is_refused(tmp_path: Path) -> None:
    file = proposal(targets=[moving(1, "TITAN")], observations=[mrs(1)]).write(tmp_path / "t.xml")
    assert "target TITAN moves" in refused("footprint", file)


def test_dates_when_nothing_is_visible_are_refused(imaging: Path) -> None:
    line = refused("footprint", imaging, "--dates", "2026-07-01/2026-08-01")
    assert "cannot be observed between 2026-07-01 and 2026-08-01" in line


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    file = pair().write(tmp_path / "pair.xml")
    line = refused("footprint", file, "--observation", 1, "--observation", 2, "-o", file)
    assert "pair.xml" in line


def test_the_fields_that_would_be_written_are_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = pair().write(tmp_path / "pair.xml")
    both = ("--observation", 1, "--observation", 2, "--angles", "100")
    folder = tmp_path / "regions"
    with running_hub(tmp_path, monkeypatch) as hub:
        ds9, aladin = hub.program(DS9), hub.program(ALADIN)
        done = spawn("footprint", file, *both, "--send", "-o", folder)
        assert spawn("footprint", file, *both, "--send").stderr == done.stderr
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr == b"aptcheck: sent 98 outlines to Aladin; 98 outlines to SAOImageDS9.\n"
    (_, sent), (_, again) = ds9.of("ds9.set")
    assert sent == again
    written = [folder / f"observation-{number}.reg" for number in (1, 2)]
    shapes = [line for path in written for line in path.read_bytes().splitlines()[2:]]
    assert sent.splitlines()[2:] == shapes
    planes = [params["script"].split(";")[2] for params, _ in aladin.of("script.aladin.send")]
    assert planes[:4] == [
        'draw newtool("Observation 1 NGC-1")',
        'draw newtool("Observation 1 NGC-1 V3PA 100.00")',
        'draw newtool("Observation 2 NGC-1-SKY")',
        'draw newtool("Observation 2 NGC-1-SKY V3PA 100.00")',
    ]


def test_what_is_sent_is_also_printed_on_request(
    imaging: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_hub(tmp_path, monkeypatch) as hub:
        ds9 = hub.program(DS9)
        done = spawn("footprint", imaging, "--angles", "100", "--send", "-o", "-")
    ((_, sent),) = ds9.of("ds9.set")
    assert done.stdout == sent
    assert polygons(done.stdout.decode())


def test_without_a_program_that_accepts_it_sending_is_refused(
    imaging: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMP_HUB", f"std-lockurl:{(tmp_path / 'none').as_uri()}")
    assert "no SAMP hub is running" in refused("footprint", imaging, "--send")
    with running_hub(tmp_path, monkeypatch) as hub:
        hub.program(("Player", ("sound.play",)))
        assert "start Aladin, DS9 or TOPCAT" in refused("footprint", imaging, "--send")
        hub.program(TOPCAT)
        done = spawn("footprint", imaging, "--send")
    assert done.stderr == b"aptcheck: sent where to look to TOPCAT.\n"


def test_backgrounds_of_every_mode_are_drawn(tmp_path: Path) -> None:
    file = three_modes().write(tmp_path / "three.xml")
    folder = tmp_path / "regions"
    done = spawn("footprint", file, "--angles", "0", "-o", folder)
    assert (done.returncode, done.stderr) == (0, b"")
    names = [f"observation-{number}.reg" for number in (2, 4, 6)]
    assert sorted(path.name for path in folder.iterdir()) == names
    ifu_text = (folder / names[1]).read_text()
    assert "Observation 4 SKY-2, aperture NRS_FULL_IFU" in ifu_text
    assert "G235H F170LP dither 1" in ifu_text
    # how well the position is known if not exactly
    assert re.search(
        r"F770W dither 1 within [0-9.]+ arcsec V3PA 0.00", (folder / names[2]).read_text()
    )
    assert " within " not in (folder / names[0]).read_text()


def test_the_sides_of_a_slit_are_those_of_the_aperture(tmp_path: Path) -> None:
    file = pair_of(lrs, both={"dither": "NONE"}).write(tmp_path / "lrs.xml")
    (corners,) = polygons(spawn("footprint", file, "--angles", "30").stdout.decode())
    shrink = math.cos(math.radians(corners[1]))
    places = [(ra * shrink * 3600, dec * 3600) for ra, dec in batched(corners)]
    sides = sorted(math.dist(a, b) for a, b in pairwise([*places, places[0]]))
    assert sides == pytest.approx([0.51, 0.51, 4.7, 4.7], abs=0.05)
    # its long side, along Ideal x, turns with the aperture: perpendicular to its position angle
    (east, north), (there_east, there_north) = max(
        pairwise([*places, places[0]]), key=lambda side: math.dist(*side)
    )
    along = math.degrees(math.atan2(there_east - east, there_north - north))
    assert math.sin(math.radians(along - 30.0 - 4.758 - 90.0)) == pytest.approx(0.0, abs=0.01)


def batched(corners: list[float]) -> list[tuple[float, float]]:
    return list(zip(corners[::2], corners[1::2], strict=True))


@pytest.mark.parametrize("build", [ifu, fixed_slits])
@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_grating_adds_no_region(tmp_path: Path, build: Builder, name: str) -> None:
    regions = pytest.importorskip("regions")
    text = name.replace("\x00", "").replace("\x1b", "").replace("\ud800", "")
    row = ifu_exposure if build is ifu else slit_exposure
    both = {"exposures": [row(text, text)], **({"dither": "NONE"} if build is ifu else {})}
    file = pair_of(build, both=both).write(tmp_path / "hostile.xml")
    done = spawn("footprint", file, "--angles", "10")
    read = regions.Regions.parse(done.stdout.decode(), format="ds9")
    assert [type(one).__name__ for one in read] == ["CircleSkyRegion", "PolygonSkyRegion"]
    assert all(set(one.meta) == {"include", "tag", "text"} for one in read)
    assert "evil" not in read[1].meta["text"]
    assert "quit" not in read[1].meta["text"]


def test_an_observation_in_another_mode_is_refused(tmp_path: Path) -> None:
    alone = proposal(targets=[target(1)], observations=[other(1, "NircamImaging", target=1)])
    file = alone.write(tmp_path / "nircam.xml")
    assert "no observation that is still to be taken in a mode" in refused("footprint", file)
    assert refused("footprint", file, "--observation", "1") == (
        "aptcheck: observation 1 has a mode that aptcheck does not judge."
    )
