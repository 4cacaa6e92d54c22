"""``aptcheck footprint`` as a user types it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aptcheck.testing import FIELD, moving, mrs, offset, pair, proposal, target
from tests.cli.running import refused, spawn
from tests.other_modes import ifu_pair, three_modes
from tests.rules.imager import imager_pair
from tests.samp import ALADIN, DS9, TOPCAT, running_hub


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


def test_what_is_sent_is_printed_too_if_asked(
    imaging: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_hub(tmp_path, monkeypatch) as hub:
        ds9 = hub.program(DS9)
        done = spawn("footprint", imaging, "--angles", "100", "--send", "-o", "-")
    ((_, sent),) = ds9.of("ds9.set")
    assert done.stdout == sent
    assert polygons(done.stdout.decode())


def test_without_who_takes_it_sending_is_refused(
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


def test_other_modes_are_refused_or_left_out_with_a_sentence(tmp_path: Path) -> None:
    alone = "fields and dates are shown for MRS observations alone so far"
    ifu_alone = ifu_pair().write(tmp_path / "ifu.xml")
    assert refused("footprint", ifu_alone) == (
        f"aptcheck: the proposal has no MRS observation that is still to be taken: {alone}."
    )
    three = three_modes().write(tmp_path / "three.xml")
    assert refused("footprint", three, "--observation", "4") == (
        f"aptcheck: observation 4 is a NIRSpec IFU observation: {alone}."
    )
    done = spawn("footprint", three)
    assert done.returncode == 0
    assert done.stderr.decode() == (
        f"aptcheck: MIRI imaging and NIRSpec IFU observations are left out: {alone}.\n"
    )
    assert spawn("footprint", three, "--observation", "2").stderr == b""
