"""Backgrounds of modes other than the MRS at a pole of the ecliptic, and stars about them."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from aptcheck import apt
from aptcheck.catalog.photometry import zero_colour
from aptcheck.geometry.ecliptic import ecliptic_latitude_deg
from aptcheck.modes.band_limit import BandLimit
from aptcheck.modes.judged import mode_of
from aptcheck.results import ProposalReport
from aptcheck.testing import Document, check, coronagraph, fixed_slits, ifu, image, lrs
from tests.rules.orient.ring import PLACE, POLE
from tests.rules.other_modes import Builder, pair_of
from tests.skies import Star, allwise, star

#: A builder of each mode, and what keeps its field where it is drawn.
BUILT: dict[str, tuple[Builder, dict[str, Any]]] = {
    "IFU": (ifu, {"dither": "NONE"}),
    "LRS": (lrs, {"dither": "NONE"}),
    "slit": (fixed_slits, {"subpixel": "NONE"}),
    "coronagraph": (coronagraph, {}),
    "image": (image, {"dithers": None, "dither": "None"}),
}
#: Those whose field is to be empty.
EMPTY = [name for name in BUILT if name != "image"]
SLITS = ["LRS", "slit"]
#: By default; NIRSpec's background is a mean over the field.
BY_PIXEL = {"LRS", "coronagraph", "image"}


def polar(name: str, *, both: dict[str, Any] | None = None, **changes: Any) -> Document:
    """Return a pair whose background is at the pole, 90 arcsec from the science target."""
    build, plain = BUILT[name]
    return pair_of(
        build,
        both={**plain, **(both or {})},
        science_target={**PLACE, "north": -90},
        sky_target={**PLACE, "north": 0},
        **changes,
    )


def look(folder: Path, document: Document | str, *stars: Star, **how: Any) -> ProposalReport:
    """Check a background, by default of a mode, against stars about it."""
    built = polar(document) if isinstance(document, str) else document
    return check(built, catalog=allwise(folder / "wise.csv", stars, POLE), **how)


def limit_of(document: Document | str) -> BandLimit:
    """Return what the first band of a background sees where it is."""
    built = polar(document) if isinstance(document, str) else document
    sky = apt.read_bytes(built.xml, "p.xml").proposal.observation(2)
    assert sky is not None
    mode = mode_of(sky)
    assert mode is not None
    assert mode.band_limit is not None
    latitude = ecliptic_latitude_deg(*POLE)
    found = mode.band_limit(mode.field(sky).footprints[0], None, latitude)
    assert found is not None
    return found


def levels(name: str, *, pixel: bool | None = None) -> tuple[float, float]:
    """Return from which flux on a source matters and cannot be borne in a mode, microjansky."""
    by_pixel = name in BY_PIXEL if pixel is None else pixel
    return limit_of(name).levels(pixel=by_pixel, sky_fraction=0.1)


def shining(
    document: Document | str, east: float, north: float, ujy: float, **changes: Any
) -> dict[str, Any]:
    """Return a star of a flux in the first band of a background, of one magnitude everywhere."""
    zero = float(zero_colour(0.0, limit_of(document).wavelength_um)) * 1e6
    return star(east, north, -2.5 * math.log10(ujy / zero), **changes)
