"""Where the target falls at each position of a dither pattern, by APT's names."""

from __future__ import annotations

import math
import re

from aptcheck.geometry.footprint import Dither
from aptcheck.geometry.tangent import Point
from aptcheck.modes.mrs.vocabulary import is_for_background
from aptcheck.observatory.dither_table import mrs_dithers

__all__ = ["NO_DITHER", "dither"]

#: The background pattern is the imager's CYCLING LARGE points 5, 7, 1, 3 about their mean and has
#: not been compared with an APT export.
BACKGROUND_PAD = 1.0

#: Whether a pattern runs along the imager's axes when the imager is primary is not known: the axes
#: are 4.835 degrees apart, 0.084 arcsec for each arcsec from the middle.
IMAGER_PAD = 0.0844

_BACKGROUND = "DEDICATED-BG"

NO_DITHER = Dither(name="NONE", offsets=((0.0, 0.0),))


def dither(
    optimized_for: str | None,
    *,
    points: int | None = None,
    direction: str | None = None,
    primary_channel: str | None = None,
) -> Dither:
    """Return the positions of a dither specification.

    Parameters
    ----------
    optimized_for : str or None
        APT's Optimized For, in any case; spellings before APT 2020 (`ALL`, `Channel 2`) too.
    points : int or None
        2 uses the first two points of the table; None, or 4, all of them; more than 4 both
        directions of a point-source pattern.
    direction : str or None
        NEGATIVE or POSITIVE; without one NEGATIVE, which the table lists first.
    primary_channel : str or None
        Chooses the table: ALL, and the imager, use the channel 1 point-source pattern
        (`qaplot_ps4all` in miricoord) and the ALL extended-source pattern; CHANNELn its own.

    A text outside the vocabulary gives the undithered position, padded by the farthest point of
    any pattern that the primary aperture may use.
    """
    text = re.sub(r"[\s_]+", " ", optimized_for or "").strip().upper()
    on_imager = "IMAG" in (primary_channel or "").upper()
    channel = _channel(text) or _channel((primary_channel or "").upper())
    if is_for_background(text):
        return Dither(name=_BACKGROUND, offsets=_first(_BACKGROUND, points), pad=BACKGROUND_PAD)
    if text == "EXTENDED SOURCE":
        name = f"CHANNEL{channel}-EXTENDED_SOURCE" if channel else "ALL-EXTENDED_SOURCE"
        return _dither(name, _first(name, points), on_imager=on_imager)
    if text in {"POINT SOURCE", "ALL"} or _channel(text):
        sense = "POSITIVE" if (direction or "").strip().upper() == "POSITIVE" else "NEGATIVE"
        name = f"CHANNEL{channel or 1}-POINT_SOURCE-{sense}"
        offsets = _first(name, points)
        if points is not None and points > len(offsets):
            other = "NEGATIVE" if sense == "POSITIVE" else "POSITIVE"
            offsets += mrs_dithers()[name.replace(sense, other)]
        return _dither(name, offsets, on_imager=on_imager)
    return Dither(name="UNKNOWN", offsets=((0.0, 0.0),), pad=_farthest(background=on_imager))


def _dither(name: str, offsets: tuple[Point, ...], *, on_imager: bool) -> Dither:
    pad = IMAGER_PAD * max(math.hypot(*xy) for xy in offsets) if on_imager else 0.0
    return Dither(name=name, offsets=offsets, pad=pad)


def _channel(text: str) -> str | None:
    named = re.fullmatch(r"CHANNEL ?([1-4])", text)
    return named[1] if named else None


def _first(name: str, points: int | None) -> tuple[Point, ...]:
    return mrs_dithers()[name][: max(points or 4, 1)]


def _farthest(*, background: bool) -> float:
    pad = BACKGROUND_PAD if background else 0.0
    names = [name for name in mrs_dithers() if background or name != _BACKGROUND]
    return pad + max(math.hypot(*point) for name in names for point in mrs_dithers()[name])
