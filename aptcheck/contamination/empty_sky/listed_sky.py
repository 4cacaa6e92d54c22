"""All that the catalogues list about a search, and whether they may not cover some of that sky."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aptcheck.geometry.clearance import Disc

__all__ = ["ListedSky"]

#: Sources of any brightness are counted within this distance of a place, arcsec.
_ABOUT = 90.0
#: A count rarer than this puts the catalogue in doubt: aptcheck's own judgement; the emptiest
#: place of a sky is also rare.
_RARE = 1e-6


@dataclass(frozen=True, kw_only=True, eq=False)
class ListedSky:
    """Sources of whatever brightness where they are listed.

    ``x`` and ``y`` (M,) are arcsec east and north of the first science target, ``cone`` is what was
    asked for.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    cone: Disc

    def is_thin_at(self, east: float, north: float) -> bool:
        """Whether so few are listed about a place that no catalogue may cover it.

        The expected number, spread by chance, is the mean over that part of the cone where there
        are any: elsewhere no survey may have looked.
        """
        import numpy as np

        count = int((np.hypot(self.x - east, self.y - north) <= _ABOUT).sum())
        expected = self._expected
        if count >= expected:
            return False
        # Poisson's distribution, by logarithms: its terms may be beyond any float
        log = math.log(expected)
        terms = (math.exp(k * log - expected - math.lgamma(k + 1)) for k in range(count + 1))
        return math.fsum(terms) < _RARE

    @cached_property
    def _expected(self) -> float:
        """How many there are about a place on average; 0 where nothing is listed."""
        import numpy as np

        from aptcheck.geometry.covering import covered_share

        x, y, radius = self.x - self.cone.x, self.y - self.cone.y, self.cone.radius
        share = covered_share(x, y, _ABOUT, radius)
        inside = float((np.hypot(x, y) <= radius).sum())
        return inside * (_ABOUT / radius) ** 2 / share if share else 0.0
