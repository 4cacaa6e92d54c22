"""hips2fits (CDS, Strasbourg) cuts images out of surveys: where it is, and what it is asked.

Through astroquery, which knows its address and its parameters.
"""

from __future__ import annotations

from typing import Any, Literal

from aptcheck.catalog.address import Address
from aptcheck.errors import MissingExtra

__all__ = ["cutout_query", "hips_server"]


def hips_server() -> Address:
    """Return the address of the service.

    Raises
    ------
    MissingExtra
        If astroquery's hips2fits cannot be imported.
    """
    try:
        import matplotlib  # noqa: F401 - astroquery's hips2fits needs it to name a colour table
        from astroquery.hips2fits import hips2fits
    except ImportError:
        raise MissingExtra("--images", "images") from None
    return Address.of(str(hips2fits.server))


def cutout_query(
    hips: str,
    ra_deg: float,
    dec_deg: float,
    side_arcsec: float,
    pixels: int,
    kind: Literal["jpg", "fits"],
) -> dict[str, Any]:
    """Return what the service is asked for a square about a position (ICRS), north up.

    ``side_arcsec`` is its width, over which there are that many ``pixels``.
    """
    from astropy import units
    from astropy.coordinates import Angle, Latitude, Longitude
    from astroquery.hips2fits import hips2fits

    payload: dict[str, Any] = hips2fits.query(
        hips=hips,
        width=pixels,
        height=pixels,
        projection="TAN",
        ra=Longitude(ra_deg * units.deg),
        dec=Latitude(dec_deg * units.deg),
        fov=Angle(side_arcsec * units.arcsec),
        format=kind,
        get_query_payload=True,
    )
    return payload
