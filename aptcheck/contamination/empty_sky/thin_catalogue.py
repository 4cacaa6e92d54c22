"""Whether a catalogue may not cover the sky about a place: an empty place, or one nobody listed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.contamination.empty_sky.surroundings import Surroundings

__all__ = ["is_thin"]

#: So far about a place sources of any brightness are counted, arcsec.
_ABOUT = 90.0
#: With fewer than so rare a count the catalogue is doubted: aptcheck's own judgement; the emptiest
#: place of a sky is rare, too.
_RARE = 1e-6


def is_thin(around: Surroundings, east: float, north: float) -> bool:
    """Whether so few sources are listed about a place that the catalogue may not cover it.

    As many are expected, spread by chance, as there are on the mean in that part of the cone where
    any are: elsewhere nobody may have looked.
    """
    import numpy as np

    from aptcheck.geometry.covering import covered_share
    from aptcheck.geometry.sweep import offsets

    sources, cone = around.trial.found.sources, around.cone
    if sources is None:
        return False
    x, y = offsets(*around.ground.centre, sources.ra_deg, sources.dec_deg)
    count = int((np.hypot(x - east, y - north) <= _ABOUT).sum())
    inside = np.hypot(x - cone.x, y - cone.y) <= cone.radius
    share = covered_share(x - cone.x, y - cone.y, _ABOUT, cone.radius)
    if not share:
        return False
    expected = float(inside.sum()) * (_ABOUT / cone.radius) ** 2 / share
    if count >= expected:
        return False
    # Poisson's distribution, by logarithms: its terms may be beyond any float
    log = math.log(expected)
    terms = (math.exp(k * log - expected - math.lgamma(k + 1)) for k in range(count + 1))
    return math.fsum(terms) < _RARE
