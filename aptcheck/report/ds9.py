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
_SMALLEST = 0.001  # arcsec: the smallest length that survives rounding
_NONE = "# Region file format: DS9\n"


def ds9_regions(outlines: Iterable[Outline]) -> str:
    """Return a DS9 region file; what DS9 would read as syntax is left out of labels.

    The layer of an outline is its tag, so that DS9's groups can hide it. A circle without an extent
    is a point.
    """
    from regions import Regions

    shapes = [_region(outline) for outline in outlines]
    return str(Regions(shapes).serialize(format="ds9", precision=_DECIMALS)) if shapes else _NONE


def _region(outline: Outline) -> Region:
    from astropy import units
    from astropy.coordinates import SkyCoord
    from regions import (
        CircleAnnulusSkyRegion,
        CircleSkyRegion,
        PointSkyRegion,
        PolygonSkyRegion,
        RegionMeta,
        RegionVisual,
    )

    named = {"text": label} if (label := bare(outline.label)) else {}
    look = {
        "meta": RegionMeta({"tag": [bare(outline.layer)], **named}),
        "visual": RegionVisual({"color": outline.colour}),
    }
    if isinstance(outline, Polygon):
        ra, dec = ([corner[axis] for corner in outline.corners] for axis in (0, 1))
        return PolygonSkyRegion(SkyCoord(ra * units.deg, dec * units.deg), **look)
    centre = SkyCoord(outline.ra_deg * units.deg, outline.dec_deg * units.deg)
    inner, outer = outline.inner_arcsec * units.arcsec, outline.radius_arcsec * units.arcsec
    if outline.radius_arcsec < _SMALLEST:
        return PointSkyRegion(centre, **look)
    if _SMALLEST <= outline.inner_arcsec <= outline.radius_arcsec - _SMALLEST:
        return CircleAnnulusSkyRegion(centre, inner, outer, **look)
    return CircleSkyRegion(centre, outer, **look)
