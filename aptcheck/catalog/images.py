"""Cutouts of 2MASS and WISE as finder pictures, never for photometry.

From hips2fits (CDS, Strasbourg) through astroquery, which knows its address and its parameters.
The surveys' HiPS are CDS/P/2MASS/K and CDS/P/allWISE/W3 (aladin.cds.unistra.fr/hips/list, 2026-11).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from aptcheck.catalog.address import Address
from aptcheck.catalog.failure import NoAnswer, explain
from aptcheck.catalog.patience import Patience
from aptcheck.errors import MissingExtra

if TYPE_CHECKING:
    import requests

__all__ = ["IMAGE_SURVEYS", "Cutout", "cutouts", "images_disclosure"]

#: Name for a reader and HiPS of each survey.
IMAGE_SURVEYS = (("2MASS Ks", "CDS/P/2MASS/K"), ("WISE W3", "CDS/P/allWISE/W3"))

#: Pixels along a side: finer than either survey in any field, and small enough to embed.
_PIXELS = 400
_BYTES_LIMIT = 4 << 20
_KINDS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Cutout:
    """One picture, north up and east left, or why there is none.

    ``silent`` says that the service cannot be reached or did not speak in time, so that asking it
    again in the same run is pointless.
    """

    survey: str
    media_type: str = ""
    content: bytes = b""
    reason: str | None = None
    silent: bool = False


def images_disclosure(count: int) -> str:
    """Return the sentence that says what is sent to whom for the pictures of ``count`` fields.

    Raises
    ------
    MissingExtra
        If astroquery's hips2fits cannot be imported.
    """
    positions = "1 position and its" if count == 1 else f"{count} positions and their"
    names = " and ".join(name for name, _ in IMAGE_SURVEYS)
    return (
        f"Sending {positions} picture width to hips2fits at CDS, Strasbourg "
        f"({_server().origin.host}) for images of {names}."
    )


def cutouts(
    ra_deg: float, dec_deg: float, side_arcsec: float, patience: Patience | None = None
) -> tuple[Cutout, ...]:
    """Return the picture of each survey about a position.

    Parameters
    ----------
    ra_deg, dec_deg : float
        Centre, ICRS degrees.
    side_arcsec : float
        Width and height.
    patience : Patience, optional
        How long the service is waited for.

    Raises
    ------
    MissingExtra
        If astroquery's hips2fits cannot be imported.
    """
    from aptcheck.catalog.http import PatientSession

    limits = patience or Patience(read_s=30.0, retries=1, bytes_limit=_BYTES_LIMIT)
    server = _server()
    found: list[Cutout] = []
    with PatientSession(server, limits) as web:
        for survey, hips in IMAGE_SURVEYS:
            if found and found[-1].silent:
                found.append(replace(found[-1], survey=survey))
                continue
            try:
                found.append(
                    _cutout(web, server.url, survey, _payload(hips, ra_deg, dec_deg, side_arcsec))
                )
            except Exception as fault:  # noqa: BLE001 - a picture must never cost the report
                why = explain(fault, limits.read_s)
                found.append(Cutout(survey=survey, reason=why.reason, silent=why.silent))
    return tuple(found)


def _cutout(web: requests.Session, server: str, survey: str, payload: dict[str, Any]) -> Cutout:
    answer = web.get(server, params=payload)
    answer.raise_for_status()
    for start, kind in _KINDS.items():
        if answer.content.startswith(start):
            return Cutout(survey=survey, media_type=kind, content=answer.content)
    raise NoAnswer("sent something that is no picture")


def _payload(hips: str, ra_deg: float, dec_deg: float, side_arcsec: float) -> dict[str, Any]:
    from astropy import units
    from astropy.coordinates import Angle, Latitude, Longitude
    from astroquery.hips2fits import hips2fits

    payload: dict[str, Any] = hips2fits.query(
        hips=hips,
        width=_PIXELS,
        height=_PIXELS,
        projection="TAN",
        ra=Longitude(ra_deg * units.deg),
        dec=Latitude(dec_deg * units.deg),
        fov=Angle(side_arcsec * units.arcsec),
        format="jpg",
        get_query_payload=True,
    )
    return payload


def _server() -> Address:
    try:
        import matplotlib  # noqa: F401 - astroquery's hips2fits needs it to name a colour table
        from astroquery.hips2fits import hips2fits
    except ImportError:
        raise MissingExtra("--images", "images") from None
    return Address.of(str(hips2fits.server))
