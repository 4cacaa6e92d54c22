"""Outlines as DS9 regions, to lay over an image in DS9 or Aladin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from aptcheck.parcel import Outline, Polygon
from aptcheck.report.bare import bare

if TYPE_CHECKING:
    from regions import Region

__all__ = ["ds9_regions"]

_DECIMALS = 8  # degrees: 0.00004 arcsec


def ds9_regions(outlines: Iterable[Outline]) -> str:
    """Return a DS9 region file; what DS9 would read as syntax in a label is left out of it."""
    from regions import Regions

    shapes = [_region(outline) for outline in outlines]
    return str(Regions(shapes).serialize(format="ds9", precision=_DECIMALS))


def _region(outline: Outline) -> Region:
    from astropy import units
    from astropy.coordinates import SkyCoord
    from regions import (
        CircleAnnulusSkyRegion,
        CircleSkyRegion,
        PolygonSkyRegion,
        RegionMeta,
        RegionVisual,
    )

    look = {
        "meta": RegionMeta({"text": bare(outline.label)}),
        "visual": RegionVisual({"color": outline.colour}),
    }
    if isinstance(outline, Polygon):
        ra, dec = ([corner[axis] for corner in outline.corners] for axis in (0, 1))
        return PolygonSkyRegion(SkyCoord(ra * units.deg, dec * units.deg), **look)
    centre = SkyCoord(outline.ra_deg * units.deg, outline.dec_deg * units.deg)
    inner, outer = outline.inner_arcsec * units.arcsec, outline.radius_arcsec * units.arcsec
    if outline.inner_arcsec > 0.0:
        return CircleAnnulusSkyRegion(centre, inner, outer, **look)
    return CircleSkyRegion(centre, outer, **look)
