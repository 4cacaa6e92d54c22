"""A proposal of 24 targets: every background is moved to what is suggested, and all are clean."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from aptcheck.contamination.empty_sky.terms import Terms
from aptcheck.finding import Severity
from aptcheck.testing import SKY_KEYWORD, Document, check, group, mrs, proposal, target
from tests.contamination.empty_sky.searching import searched
from tests.skies import allwise, of_code, offset_position, star

TARGETS = 24
STARS = 25


def place(number: int) -> tuple[float, float]:
    """Return (RA, Dec) of a science target: all over the sky, the RA wrap and high latitudes too."""
    return (360.0 / TARGETS * number + 359.9999) % 360.0, -82.0 + 7.0 * number


def stars(number: int) -> list[dict[str, Any]]:
    """Return stars about a science target, one of them on its background."""
    dice = random.Random(number)
    about = [star(0.0, 60.0)]
    about += [
        star(dice.uniform(-190, 190), dice.uniform(-190, 190), dice.uniform(5, 14))
        for _ in range(STARS)
    ]
    return about


def programme(moved: dict[int, str]) -> Document:
    """Return pairs of science and background, the backgrounds 60 arcsec north or moved."""
    targets, observations, links = [], [], []
    for number in range(TARGETS):
        science, sky, name = 2 * number + 1, 2 * number + 2, f"NGC-{number + 1}"
        ra, dec = place(number)
        there = {"coordinates": moved[sky]} if moved else {"ra": ra, "dec": dec, "north": 60.0}
        targets += [
            target(science, name, ra=ra, dec=dec, background=[sky]),
            target(sky, f"{name}-SKY", category="Calibration", keywords=[SKY_KEYWORD], **there),
        ]
        observations += [mrs(science, label=name), mrs(sky, label=f"{name} sky")]
        links.append(group(science, sky))
    return proposal(targets=targets, observations=observations, links=links)


def test_every_background_is_clean_once_it_is_moved(tmp_path: Path) -> None:
    shifted = []
    for number in range(TARGETS):
        for at, one in enumerate(stars(number)):
            ra, dec = offset_position(place(number), one.pop("east"), one.pop("north"))
            name = f"J{number:03d}{at:03d}.00+000000.0"
            shifted.append(
                {**one, "east": 0.0, "north": 0.0, "ra": ra, "dec": dec, "designation": name}
            )
    catalogue = allwise(tmp_path / "allwise.csv", shifted, place(0))
    found = searched(tmp_path, programme({}), catalogue, terms=Terms(count=1), every=False)
    assert [one.present for one in found.targets] == ["contaminated"] * TARGETS
    assert [one.status for one in found.targets] == ["ok"] * TARGETS
    moved = {
        number: one.suggestions[0].apt
        for one in found.targets
        for number in one.background_observations
    }
    report = check(programme(moved), catalog=catalogue)
    assert report.scope.fields_checked == report.scope.fields == TARGETS
    grave = [one for one in of_code(report, "SKY", "ORI", "BKG6") if one.severity != Severity.INFO]
    assert grave == []
