"""hips2fits (CDS, Strasbourg), which cuts images out of surveys: its address and its queries.

They go through astroquery, which knows the address and the parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from aptcheck.catalog.address import Address
from aptcheck.catalog.failure import NoAnswer, explain
from aptcheck.catalog.patience import Patience
from aptcheck.errors import MissingExtra

__all__ = ["Square", "cutouts_read", "disclosure_of"]

Image = TypeVar("Image")

#: Of one cutout.
_BYTES_LIMIT = 4 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Square:
    """A square about (RA, Dec), ICRS degrees, north up; ``pixels`` are along a side."""

    ra_deg: float
    dec_deg: float
    side_arcsec: float
    pixels: int


def disclosure_of(count: int, what: str, names: Iterable[str]) -> str:
    """Return the sentence that says what is sent to whom, for images of ``count`` positions.

    ``what`` is the word for one image, ``names`` are those of the surveys.

    Raises
    ------
    MissingExtra
        If astroquery's hips2fits cannot be imported.
    """
    positions = "1 position" if count == 1 else f"{count} positions"
    return (
        f"Sending {positions} and the {what} width to hips2fits at CDS, Strasbourg "
        f"({_server().origin.host}) for images of {' and '.join(names)}."
    )


def cutouts_read(
    surveys: Iterable[str],
    square: Square,
    kind: Literal["jpg", "png", "fits"],
    read: Callable[[bytes], Image],
    patience: Patience | None = None,
) -> list[Image | NoAnswer]:
    """Return what was read from the cutout of each survey, by its HiPS, or why there is none.

    A service that does not answer is not asked again.

    Raises
    ------
    MissingExtra
        If astroquery's hips2fits cannot be imported.
    """
    from aptcheck.catalog.http import PatientSession

    limits = patience or Patience(read_s=30.0, retries=1, bytes_limit=_BYTES_LIMIT)
    server = _server()
    found: list[Image | NoAnswer] = []
    with PatientSession(server, limits) as web:
        for survey in surveys:
            if found and isinstance(found[-1], NoAnswer) and found[-1].silent:
                found.append(found[-1])
                continue
            try:
                answer = web.get(server.url, params=_query(survey, square, kind))
                answer.raise_for_status()
                found.append(read(answer.content))
            except Exception as fault:  # noqa: BLE001 - an image must never cost the answer
                found.append(explain(fault, limits.read_s))
    return found


def _server() -> Address:
    try:
        import matplotlib  # noqa: F401 - astroquery's hips2fits needs it to name a colour table
        from astroquery.hips2fits import hips2fits
    except ImportError:
        raise MissingExtra("--images", "images") from None
    return Address.of(str(hips2fits.server))


def _query(survey: str, square: Square, kind: str) -> dict[str, Any]:
    from astropy import units
    from astropy.coordinates import Angle, Latitude, Longitude
    from astroquery.hips2fits import hips2fits

    payload: dict[str, Any] = hips2fits.query(
        hips=survey,
        width=square.pixels,
        height=square.pixels,
        projection="TAN",
        ra=Longitude(square.ra_deg * units.deg),
        dec=Latitude(square.dec_deg * units.deg),
        fov=Angle(square.side_arcsec * units.arcsec),
        format=kind,
        get_query_payload=True,
    )
    return payload
