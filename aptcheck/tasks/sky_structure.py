"""Looks for structure in WISE images of positions, on request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from aptcheck.wording import count

if TYPE_CHECKING:
    from aptcheck.catalog.wise_images import WiseImage

__all__ = ["Place", "structure_remarks"]

#: A position (RA, Dec), degrees, ICRS, and how far the field reaches from it, arcsec.
Place = tuple[float, float, float]


def structure_remarks(
    places: Iterable[Place],
    *,
    announce: Callable[[str], None],
    progress: Callable[[str, int, int], None] | None = None,
) -> dict[Place, tuple[str, ...]]:
    """Return what WISE W3 and W4 show at each position, one fragment per band.

    A fragment says whether there is structure in the field, or why no image arrived; it never says
    that a field is clean.

    Parameters
    ----------
    places : iterable of Place
        Each is queried once.
    announce : callable
        Called with what is sent to whom before it is sent, and with what did not arrive.
    progress : callable, optional
        Called as ``progress(what, done, total)`` before each position.

    Raises
    ------
    MissingExtra
        The packages for images are not installed.
    """
    from aptcheck.catalog.wise_images import WISE_BANDS, wise_disclosure, wise_images
    from aptcheck.contamination.sky_structure import surroundings_arcsec

    distinct = tuple(dict.fromkeys(places))
    if not distinct:
        return {}
    announce(wise_disclosure(len(distinct)))
    widest = max(band.fwhm_arcsec for band in WISE_BANDS)
    failures: Counter[str] = Counter()
    gone: tuple[WiseImage, ...] = ()
    found: dict[Place, tuple[str, ...]] = {}
    for done, place in enumerate(distinct):
        ra_deg, dec_deg, reach_arcsec = place
        if progress is not None:
            progress("WISE images from hips2fits", done, len(distinct))
        images = gone or wise_images(
            ra_deg, dec_deg, 2.0 * surroundings_arcsec(reach_arcsec, widest)
        )
        if images[-1].silent:
            gone = tuple(replace(images[-1], band=one.band) for one in images)
        failures.update(f"{one.band.name}, hips2fits {one.reason}" for one in images if one.reason)
        found[place] = tuple(_fragment(one, reach_arcsec) for one in images)
    for failure, times in failures.items():
        announce(f"No image of {count(times, 'position')}: {failure}.")
    return found


def _fragment(image: WiseImage, reach_arcsec: float) -> str:
    from aptcheck.contamination.sky_structure import structure_in
    from aptcheck.contamination.structure_words import structure_words

    band = image.band
    if image.values is None:
        return f"no image of {band.name}: hips2fits {image.reason}"
    structure = structure_in(image.values, image.pixel_arcsec, reach_arcsec, band.fwhm_arcsec)
    return structure_words(band.name, structure)
