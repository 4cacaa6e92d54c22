"""The sources about the science that shares a background, each with how near it may come."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aptcheck.contamination.empty_sky.area import ROUNDED_ARCSEC
from aptcheck.suggestions import CatalogueDepth, LimitingSource

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aptcheck.catalog.sources import Sources
    from aptcheck.contamination.empty_sky.area import Ground
    from aptcheck.contamination.empty_sky.listed_sky import ListedSky
    from aptcheck.contamination.empty_sky.trial import Trial
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.geometry.clearance import Area, Disc, Discs
    from aptcheck.geometry.footprint import Field
    from aptcheck.model import Observation
    from aptcheck.modes.band_limit import BandLimit

__all__ = ["Surroundings", "Taker"]

#: What is lost where a radius is written in degrees, arcsec.
_ROUNDING = 1e-6
#: Positions along a side of an area that are tested for whether a part of it is left out.
_LOOKED_AT = 101


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Taker:
    """An observation that takes the background, its field, and how far sources spoil it.

    ``spread`` are arrays (N,) by band, arcsec, for the N sources of the surroundings; NaN where one
    spoils nothing.
    """

    observation: Observation
    field: Field
    spread: Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Surroundings:
    """What a search goes through.

    Attributes
    ----------
    ground : Ground
    takers : tuple of Taker
        The observations whose fields differ: a position must be clean for each of them.
    sources : Sources
        The N that spoil a field somewhere, where they are in the middle of the window.
    discs : Discs
        They, east and north of the first science target, each with its radius.
    loose : array (N,)
        How far each may be from where it is listed, arcsec.
    reach : float
        Radius of the disc that the fields sweep, arcsec.
    plain_arcsec : float
        How near a source of no particular brightness may come.
    listed : ListedSky
        All that is listed, of whatever brightness, and the cone in which every source is known.
    checked_arcsec : float
        With one of them this near, a check finds that the catalogue holds something, and trusts
        that a field is empty.
    limits : tuple of BandLimit
        Of every band in use.
    trial : Trial
    """

    ground: Ground
    takers: tuple[Taker, ...]
    sources: Sources
    discs: Discs
    loose: NDArray[np.float64]
    reach: float
    plain_arcsec: float
    listed: ListedSky
    checked_arcsec: float
    limits: tuple[BandLimit, ...]
    trial: Trial

    def nearest(self, east: float, north: float) -> tuple[float, LimitingSource | None]:
        """Return the margin of a position, and the source that limits it."""
        margin, source = self.discs.margin(east, north)
        known = self.known
        edge = known.radius - math.dist((known.x, known.y), (east, north))
        if source is None or edge < margin:
            return min(margin, edge), None
        radius = float(self.discs.radius[source])
        return margin, LimitingSource(
            designation=str(self.sources.designation[source]),
            catalogue=str(self.sources.catalogue[source]),
            ra_deg=float(self.sources.ra_deg[source]),
            dec_deg=float(self.sources.dec_deg[source]),
            distance_arcsec=margin + radius,
            radius_arcsec=radius,
        )

    def avoided(self, taker: Taker, field: Field, east: float, north: float) -> AngleSet:
        """Return the V3PA at which sources spoil a field of a taker about a place, quickly.

        As `examine` finds them but for the dates: each source counts along its whole way in the
        window. Extended sources are left out.
        """
        import numpy as np

        from aptcheck.geometry.angles import AngleSet
        from aptcheck.geometry.sweep import sweep

        x, y = self.discs.x - east, self.discs.y - north
        away = np.hypot(x, y)
        # an Offset moves the field out of the disc that the radii are for
        beyond = max(0.0, field.reach.farthest - taker.field.reach.farthest)
        near = np.flatnonzero(away <= self.discs.radius + beyond)
        unused = np.full(len(near), np.nan)
        spread = {
            band: taker.spread[band][near] if band in taker.spread else unused
            for band in field.bands
        }
        loose = self.loose[near]
        # one that spoils the whole disc needs no sweep
        whole = away[near] + field.reach.farthest - loose
        if any(np.any(radius >= whole) for radius in spread.values()):
            return AngleSet.full()
        return sweep(field, x[near], y[near], loose, band_radius=spread).all_angles()

    @property
    def known(self) -> Disc:
        """The disc in which every source of no particular brightness is known."""
        return self._within_cone(self.plain_arcsec)

    def _within_cone(self, less_arcsec: float) -> Disc:
        cone = self.listed.cone
        return replace(cone, radius=cone.radius - less_arcsec)

    def area(self, inner: float, outer: float, needed_arcsec: float) -> Area:
        """Return where positions between two distances from all science may be.

        ``needed_arcsec`` is how far about each of them every source must be known.
        """
        from aptcheck.geometry.clearance import Area

        area = Area(
            rings=self.ground.rings(inner, outer),
            shut=self.ground.shut(outer, self.reach),
            covered=self._within_cone(needed_arcsec - _ROUNDING),
            known=self.known,
        )
        return replace(area, vouched=self._vouched(area.box))

    def _vouched(self, box: Disc) -> Discs | None:
        """Return discs in which a check trusts that a field is empty, None if all of a disc is.

        They are about listed sources, no more of them than are needed to say where that is.
        """
        import numpy as np

        from aptcheck.geometry.clearance import Discs
        from aptcheck.geometry.covering import covering

        x, y = self.listed.x, self.listed.y
        # what is not rounded away
        radius = self.checked_arcsec - ROUNDED_ARCSEC
        needed = covering(x - box.x, y - box.y, radius, box.radius)
        if needed is None:
            return None
        return Discs(x=x[needed], y=y[needed], radius=np.full(len(needed), radius))

    def leaves_out(self, area: Area) -> bool:
        """Whether positions are left out of an area because no source is listed near them."""
        import numpy as np

        if area.vouched is None:
            return False
        box = area.box
        steps = np.linspace(-box.radius, box.radius, _LOOKED_AT)
        x, y = (axis.ravel() for axis in np.meshgrid(box.x + steps, box.y + steps))
        inside = replace(area, vouched=None).depth(x, y) >= 0
        return bool((area.vouched.depth(x[inside], y[inside]) < 0).any())

    def depths(self) -> tuple[CatalogueDepth, ...]:
        """Return how deep the catalogues look, band by band."""
        from aptcheck.catalog.survey_depth import survey_depth

        surveys = self.trial.found.surveys
        deep = (survey_depth(limit.wavelength_um, surveys) for limit in self.limits)
        return tuple(
            CatalogueDepth(
                band=limit.band,
                wavelength_um=limit.wavelength_um,
                star_ujy=depth.star_ujy,
                any_ujy=depth.any_ujy,
            )
            for limit, depth in zip(self.limits, deep, strict=True)
        )
