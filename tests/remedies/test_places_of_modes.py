"""Quadrants of a coronagraphic background, and backgrounds without an acquisition."""

from __future__ import annotations

from typing import Any

import pytest

from aptcheck.testing import (
    coronagraph,
    fixed_slits,
    ifu,
    lrs,
    target,
)
from tests.fixing.correcting import codes, correction, left, reasons
from tests.rules.other_modes import pair_of

SKY = {"background_quadrant": "1"}


def test_a_background_is_repeated_in_the_opposite_quadrant() -> None:
    once = {**SKY, "dither": "NONE", "second_exposure": "NO"}
    document = pair_of(coronagraph, sky=once, skies=2)
    assert left(correction(document, unsafe=False, select=["BKG411"])) == ["BKG411"]
    found = correction(document, select=["BKG411"])
    assert codes(found) == ["BKG411"]
    assert found.data == pair_of(coronagraph, sky={**once, "second_exposure": "YES"}, skies=2).xml
    absent = pair_of(coronagraph, sky={**once, "second_exposure": None})
    assert not correction(absent, select=["BKG411"]).differs


@pytest.mark.parametrize("acquired", ["Same Target as Observation", "3 GUIDE"])
def test_the_ifu_background_gets_no_acquisition(acquired: str) -> None:
    more: dict[str, Any] = {
        "more_targets": [target(3, "GUIDE", north=350, category="Star", extended="NO")]
    }
    sky = {"method": "WATA", "acquisition": acquired}
    document = pair_of(ifu, sky=sky, **more)
    assert left(correction(document, unsafe=False, select=["BKG501"])) == ["BKG501"]
    found = correction(document, select=["BKG501"])
    assert codes(found) == ["BKG501"]
    assert found.data == pair_of(ifu, **more).xml


@pytest.mark.parametrize(
    ("build", "sky"),
    [
        (ifu, {"method": "MSATA"}),
        (fixed_slits, {"method": "WATA"}),
        (lrs, {"acquisition": "Same Target as Observation"}),
        (coronagraph, {}),
    ],
)
def test_no_acquisition_is_left_to_apt_if_no_file_shows_it(build: Any, sky: dict[str, Any]) -> None:
    found = correction(pair_of(build, sky=sky), select=["BKG501"])
    assert left(found) == ["BKG501"]
    assert "does not know" in reasons(found)
