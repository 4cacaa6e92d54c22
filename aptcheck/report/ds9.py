"""Footprints as DS9 regions, to lay over an image in DS9 or Aladin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from aptcheck.geometry.tangent import on_sky

if TYPE_CHECKING:
    from regions import Region

    from aptcheck.geometry.footprint import Field

__all__ = ["ds9_regions"]

_COLOURS = {"1": "blue", "2": "green", "3": "yellow", "4": "red"}
_DECIMALS = 8  # degrees: 0.00004 arcsec


def ds9_regions(
    field: Field, ra: float, dec: float, angles: Iterable[float], *, title: str = "MRS field"
) -> str:
    """Return a DS9 region file of a field.

    Parameters
    ----------
    field : Field
    ra, dec : float
        The target, degrees, ICRS.
    angles : iterable of float
        The V3PA, degrees, at which the footprints are drawn; the ring they sweep is drawn once.
    title : str
        Labels the ring; characters that DS9 would read as syntax are left out.
    """
    from regions import Regions

    polygons = [polygon for v3pa in angles for polygon in _polygons(field, ra, dec, v3pa)]
    ring = _ring(field, ra, dec, title)
    return str(Regions([ring, *polygons]).serialize(format="ds9", precision=_DECIMALS))


def _polygons(field: Field, ra: float, dec: float, v3pa: float) -> Iterator[Region]:
    from astropy import units
    from astropy.coordinates import SkyCoord
    from regions import PolygonSkyRegion, RegionMeta, RegionVisual

    for footprint in field.footprints:
        corners = on_sky(footprint.corners, ra, dec, v3pa)
        yield PolygonSkyRegion(
            SkyCoord([c[0] for c in corners] * units.deg, [c[1] for c in corners] * units.deg),
            meta=RegionMeta({"text": f"{footprint.label} V3PA {v3pa:.2f}"}),
            visual=RegionVisual({"color": _COLOURS[footprint.band[0]]}),
        )


def _ring(field: Field, ra: float, dec: float, title: str) -> Region:
    from astropy import units
    from astropy.coordinates import SkyCoord
    from regions import CircleAnnulusSkyRegion, CircleSkyRegion, RegionMeta, RegionVisual

    label = re.sub(r"[^\w .,+-]", "", title, flags=re.ASCII)
    look = {
        "meta": RegionMeta({"text": label}),
        "visual": RegionVisual({"color": "cyan"}),
    }
    target = SkyCoord(ra * units.deg, dec * units.deg)
    nearest, farthest = field.reach.nearest * units.arcsec, field.reach.farthest * units.arcsec
    if field.reach.nearest > 0:
        return CircleAnnulusSkyRegion(target, nearest, farthest, **look)
    return CircleSkyRegion(target, farthest, **look)
