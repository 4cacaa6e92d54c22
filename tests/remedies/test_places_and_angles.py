"""Moved backgrounds, and requested ranges of angles."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from aptcheck.testing import dither, group, mrs, offset, orient_range, pair
from tests.fixing.correcting import codes, correction, left, model_after, reasons, remaining
from tests.rules.orient.ring import POLE, on_ring, polar
from tests.skies import allwise, star

#: One star is where the background of `pair` is.
STARS = [star(0, 90), star(-70, 20, 9.0), star(60, 45, 10.0), star(50, -80), star(-40, -95)]


@pytest.fixture
def wise(tmp_path: Path) -> list[Path]:
    return [allwise(tmp_path / "wise.csv", STARS)]


def checked(found: Any, catalog: list[Path]) -> list[str]:
    return remaining(found, catalog=catalog, ignore=("SKY105",))


def test_a_spoiled_background_is_moved_where_its_finding_says(wise: list[Path]) -> None:
    found = correction(pair(), unsafe=False, suggest=True, catalog=wise)
    assert codes(found) == ["SKY101"]
    (fixed,) = found.fixed
    place = model_after(found).targets[1].coordinates_text
    assert place is not None
    assert place in fixed.finding.fix
    assert fixed.kind == "move"
    assert checked(found, wise) == []
    assert not correction(found.data, unsafe=True, suggest=True, catalog=wise).differs


def test_nothing_is_moved_unless_requested(wise: list[Path]) -> None:
    found = correction(pair(), unsafe=True, catalog=wise)
    assert not found.differs
    assert left(found) == ["SKY101"]
    assert "--suggest" in reasons(found)


def test_a_moved_background_loses_offset_and_motion(wise: list[Path]) -> None:
    moving = {"proper_motion": ("5", "5"), "epoch": "2016.0", "parallax": "0.01", "north": 85}
    document = pair(sky={"special": [offset(0, 0.5)]}, sky_target=moving)
    found = correction(document, unsafe=True, suggest=True, catalog=wise)
    assert any(one.kind == "move" for one in found.fixed)
    assert model_after(found).observations[1].requirements.offset is None
    entry = model_after(found).targets[1]
    assert not entry.motion.moves
    assert entry.motion.epoch is None
    assert checked(found, wise) == []


def test_all_observations_of_one_background_are_moved_together(wise: list[Path]) -> None:
    second = mrs(3, 2, label="second background", special=[offset(1, 1)])
    document = pair(more_observations=[second], links=[group(1, 2, 3)])
    found = correction(document, suggest=True, catalog=wise, select=["SKY"])
    assert codes(found) == ["SKY101", "SKY101"]
    assert model_after(found).observations[2].requirements.offset is None


def test_a_background_on_its_source_is_moved_away(tmp_path: Path) -> None:
    wise = [allwise(tmp_path / "wise.csv", STARS[1:])]
    document = pair(sky_target={"north": 3})
    found = correction(document, unsafe=False, suggest=True, catalog=wise, select=["BKG6", "SKY"])
    assert codes(found) == ["BKG603"]
    assert remaining(found, select=["BKG6", "SKY101", "SKY102"], catalog=wise) == []
    assert left(correction(document, catalog=wise, select=["BKG6", "SKY"])) == ["BKG603"]


def ringed(tmp_path: Path, **sky: Any) -> tuple[Any, list[Path]]:
    stars = [star(east, north, 7.0) for east, north in map(on_ring, (3.0, 40.0, 200.0))]
    return polar(**sky), [allwise(tmp_path / "ring.csv", stars, POLE)]


def ranges(found: Any) -> list[str]:
    return re.findall("<OrientRange[^>]*>", found.data.decode())


def test_clean_angles_are_requested(tmp_path: Path) -> None:
    document, wise = ringed(tmp_path)
    found = correction(document, catalog=wise, select=["ORI1"])
    assert {"ORI101", "ORI104"} <= {*codes(found)}
    assert "dates" in found.fixed[0].cost
    assert all('Mode="APA" MsaSelectedAngle="false"/>' in one for one in ranges(found))
    asked = model_after(found).observations[1].requirements.orients
    fixes = " ".join(one.finding.fix for one in found.fixed)
    assert asked
    assert all(f"{one.min_deg:.2f} to {one.max_deg:.2f}" in fixes for one in asked)
    assert remaining(found, catalog=wise, select=["ORI101", "ORI102", "ORI104"]) == []
    assert not correction(found.data, catalog=wise, select=["ORI1"]).differs


@pytest.mark.parametrize(
    ("schema", "ending"),
    [(47, 'Degrees"/>'), (52, 'MsaSelectedAngle="false"/>'), (55, 'Mode="APA" MsaSelectedAngle')],
)
def test_each_version_has_its_own_attributes(tmp_path: Path, schema: int, ending: str) -> None:
    document, wise = ringed(tmp_path)
    old = document.text.replace('schemaVersion="71"', f'schemaVersion="{schema}"')
    found = correction(old, catalog=wise, select=["ORI101"])
    assert codes(found) == ["ORI101"]
    assert all(ending in one for one in ranges(found))
    assert schema >= 55 or not any("Mode" in one for one in ranges(found))
    assert schema >= 52 or not any("Msa" in one for one in ranges(found))


def test_new_ranges_replace_the_old_one(tmp_path: Path) -> None:
    document, wise = ringed(tmp_path, special=[orient_range(0, 359), offset(0, 0)])
    found = correction(document, catalog=wise, select=["ORI101"])
    assert codes(found) == ["ORI101"]
    assert not any('OrientMax="359 Degrees"' in one for one in ranges(found))
    assert "<Offset " in found.data.decode()
    assert remaining(found, catalog=wise, select=["ORI101", "APT"]) == []


def test_a_field_is_not_changed_together_with_its_angles(tmp_path: Path) -> None:
    stars = [star(east, north, 7.0) for east, north in map(on_ring, (3.0, 40.0, 200.0))]
    wise = [allwise(tmp_path / "ring.csv", stars, POLE)]
    sky = {"dithers": [dither("2-Point")]}
    found = correction(polar(**sky), catalog=wise, select=["ORI101", "BKG406"])
    assert codes(found) == ["ORI101"]
    assert left(found) == ["BKG406"]
    again = correction(found.data, catalog=wise, select=["ORI101", "BKG406"])
    assert "BKG406" in codes(again)


def test_a_background_used_for_an_acquisition_is_not_moved(wise: list[Path]) -> None:
    document = pair(science={"acquisition": "2 NGC-1-SKY"})
    assert not correction(document, suggest=True, catalog=wise, select=["SKY1"]).differs
