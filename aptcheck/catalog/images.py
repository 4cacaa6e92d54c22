"""Cutouts of 2MASS and WISE as finder images, never for photometry.

The surveys' HiPS are CDS/P/2MASS/K and CDS/P/allWISE/W3 (aladin.cds.unistra.fr/hips/list, 2026-11).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from aptcheck.catalog.failure import NoAnswer
from aptcheck.catalog.grey_png import grey_png
from aptcheck.catalog.hips import Square, cutouts_read, disclosure_of

if TYPE_CHECKING:
    from aptcheck.catalog.kept_image import Frame
    from aptcheck.catalog.patience import Patience

__all__ = ["IMAGE_SURVEYS", "Cutout", "cutouts", "grey_cutouts", "images_disclosure"]

#: Display name and HiPS of each survey.
IMAGE_SURVEYS = (("2MASS Ks", "CDS/P/2MASS/K"), ("WISE W3", "CDS/P/allWISE/W3"))

#: Pixels along a side: finer than either survey in any field, and small enough to embed.
_PIXELS = 400
_KINDS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Cutout:
    """One picture, north up and east left, or why there is none.

    ``silent`` says that the service cannot be reached or did not answer in time, so asking it again
    in the same run is pointless.
    """

    survey: str
    media_type: str = ""
    content: bytes = b""
    reason: str | None = None
    silent: bool = False


def images_disclosure(count: int) -> str:
    """Return the sentence that says what is sent to whom for the images of ``count`` fields.

    Raises
    ------
    MissingExtra
        If astroquery's hips2fits cannot be imported.
    """
    return disclosure_of(count, "picture", (name for name, _ in IMAGE_SURVEYS))


def cutouts(
    ra_deg: float, dec_deg: float, side_arcsec: float, patience: Patience | None = None
) -> tuple[Cutout, ...]:
    """Return the picture of each survey around a position.

    Parameters
    ----------
    ra_deg, dec_deg : float
        Centre, ICRS degrees.
    side_arcsec : float
        Width and height.
    patience : Patience, optional
        How long to wait for the service.

    Raises
    ------
    MissingExtra
        If astroquery's hips2fits cannot be imported.
    """
    square = Square(ra_deg=ra_deg, dec_deg=dec_deg, side_arcsec=side_arcsec, pixels=_PIXELS)
    return _cutouts([name for name, _ in IMAGE_SURVEYS], square, "jpg", _picture, patience)


def grey_cutouts(
    surveys: Iterable[str], frame: Frame, patience: Patience | None = None
) -> tuple[Cutout, ...]:
    """Return small grey pictures of some surveys, to be kept in files.

    Parameters
    ----------
    surveys : iterable of str
        Their display names.
    frame : Frame
        What they show.
    patience : Patience, optional
        How long to wait for the service.

    Raises
    ------
    MissingExtra
        If astroquery's hips2fits cannot be imported.
    """
    square = Square(
        ra_deg=frame.ra_deg,
        dec_deg=frame.dec_deg,
        side_arcsec=frame.side_arcsec,
        pixels=frame.pixels,
    )

    def grey(content: bytes) -> tuple[str, bytes]:
        return "image/png", grey_png(content, frame.pixels)

    return _cutouts(list(surveys), square, "png", grey, patience)


def _cutouts(
    surveys: Sequence[str],
    square: Square,
    kind: Literal["jpg", "png"],
    read: Callable[[bytes], tuple[str, bytes]],
    patience: Patience | None,
) -> tuple[Cutout, ...]:
    hips = dict(IMAGE_SURVEYS)
    found = cutouts_read((hips[survey] for survey in surveys), square, kind, read, patience)
    return tuple(
        Cutout(survey=survey, reason=one.reason, silent=one.silent)
        if isinstance(one, NoAnswer)
        else Cutout(survey=survey, media_type=one[0], content=one[1])
        for survey, one in zip(surveys, found, strict=True)
    )


def _picture(content: bytes) -> tuple[str, bytes]:
    """Return the media type of a picture, and the picture."""
    for start, kind in _KINDS.items():
        if content.startswith(start):
            return kind, content
    raise NoAnswer("sent something that is not an image")
