"""Footprints as DS9 regions, to lay over an image in DS9 or Aladin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from aptcheck.geometry.tangent import on_sky

if TYPE_CHECKING:
    from regions import Region

    from aptcheck.geometry.footprint import Field
    from aptcheck.observatory.siaf import Aperture

__all__ = ["DECIMALS", "ds9_regions", "label"]

_COLOURS = {"1": "blue", "2": "green", "3": "yellow", "4": "red"}
DECIMALS = 8  # degrees: 0.00004 arcsec


def ds9_regions(
    field: Field,
    ra: float,
    dec: float,
    angles: Iterable[float],
    aperture: Aperture,
    *,
    title: str = "MRS field",
) -> str:
    """Return a DS9 region file of a field.

    Parameters
    ----------
    field : Field
    ra, dec : float
        The target, degrees, ICRS.
    angles : iterable of float
        The V3PA, degrees, at which the footprints are drawn; the ring they sweep is drawn once.
    aperture : Aperture
        Holds the target: its position angle is beside each V3PA.
    title : str
        Labels the ring, with the name of the aperture; characters that DS9 would read as syntax are
        left out.
    """
    from regions import Regions

    polygons = [p for v3pa in angles for p in _polygons(field, ra, dec, v3pa, aperture)]
    ring = _ring(field, ra, dec, f"{title}, aperture {aperture.name}")
    return str(Regions([ring, *polygons]).serialize(format="ds9", precision=DECIMALS))


def label(text: str) -> str:
    """Return a text without the characters that DS9 would read as syntax."""
    return re.sub(r"[^\w .,+-]", "", text, flags=re.ASCII)


def _polygons(
    field: Field, ra: float, dec: float, v3pa: float, aperture: Aperture
) -> Iterator[Region]:
    from astropy import units
    from astropy.coordinates import SkyCoord
    from regions import PolygonSkyRegion, RegionMeta, RegionVisual

    at = f"V3PA {v3pa:.2f}, aperture PA {(v3pa + aperture.v3_ideal_angle) % 360.0:.2f}"
    for footprint in field.footprints:
        corners = on_sky(footprint.corners, ra, dec, v3pa)
        yield PolygonSkyRegion(
            SkyCoord([c[0] for c in corners] * units.deg, [c[1] for c in corners] * units.deg),
            meta=RegionMeta({"text": f"{footprint.label} {at}"}),
            visual=RegionVisual({"color": _COLOURS[footprint.band[0]]}),
        )


def _ring(field: Field, ra: float, dec: float, title: str) -> Region:
    from astropy import units
    from astropy.coordinates import SkyCoord
    from regions import CircleAnnulusSkyRegion, CircleSkyRegion, RegionMeta, RegionVisual

    look = {
        "meta": RegionMeta({"text": label(title)}),
        "visual": RegionVisual({"color": "cyan"}),
    }
    target = SkyCoord(ra * units.deg, dec * units.deg)
    nearest, farthest = field.reach.nearest * units.arcsec, field.reach.farthest * units.arcsec
    if field.reach.nearest > 0:
        return CircleAnnulusSkyRegion(target, nearest, farthest, **look)
    return CircleSkyRegion(target, farthest, **look)
