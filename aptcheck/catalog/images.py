"""Cutouts of 2MASS and WISE as finder pictures, never for photometry.

The surveys' HiPS are CDS/P/2MASS/K and CDS/P/allWISE/W3 (aladin.cds.unistra.fr/hips/list, 2026-11).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from aptcheck.catalog.failure import NoAnswer, explain
from aptcheck.catalog.hips import cutout_query, hips_server
from aptcheck.catalog.patience import Patience

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
        f"({hips_server().origin.host}) for images of {names}."
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
    server = hips_server()
    found: list[Cutout] = []
    with PatientSession(server, limits) as web:
        for survey, hips in IMAGE_SURVEYS:
            if found and found[-1].silent:
                found.append(replace(found[-1], survey=survey))
                continue
            try:
                query = cutout_query(hips, ra_deg, dec_deg, side_arcsec, _PIXELS, "jpg")
                found.append(_cutout(web, server.url, survey, query))
            except Exception as fault:  # noqa: BLE001 - a picture must never cost the report
                why = explain(fault, limits.read_s)
                found.append(Cutout(survey=survey, reason=why.reason, silent=why.silent))
    return tuple(found)


def _cutout(web: requests.Session, server: str, survey: str, query: dict[str, Any]) -> Cutout:
    answer = web.get(server, params=query)
    answer.raise_for_status()
    for start, kind in _KINDS.items():
        if answer.content.startswith(start):
            return Cutout(survey=survey, media_type=kind, content=answer.content)
    raise NoAnswer("sent something that is no picture")
