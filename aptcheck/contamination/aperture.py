"""Position angles as APT's form takes them: of the observation's own primary aperture."""

from __future__ import annotations

import math
from collections.abc import Iterator

from aptcheck.model import Observation
from aptcheck.observatory.siaf import Aperture, primary_aperture
from aptcheck.sky.angles import AngleSet
from aptcheck.sky.orient import as_aperture

__all__ = ["aperture_of", "aperture_ranges", "as_requirement"]

#: Decimals of a proposed angle; APT takes any.
_DECIMALS = 2
_MOST_RANGES = 6


def aperture_of(observation: Observation) -> Aperture:
    """Return the aperture that holds the target, in whose position angle APT asks."""
    mrs = observation.mrs
    return primary_aperture(mrs.primary_channel if mrs is not None else None)


def aperture_ranges(angles: AngleSet, aperture: Aperture) -> tuple[tuple[float, float], ...]:
    """Return V3PA as (from, to) in aperture PA, to two decimals and never wider than asked.

    A range may wrap (350.00 to 12.00). One without an angle of two decimals in it is left out.
    """
    return tuple(_inward(as_aperture(angles, aperture.v3_ideal_angle)))


def as_requirement(angles: AngleSet, observation: Observation) -> str:
    """Write V3PA as the Aperture PA Ranges that ask for them, the aperture named.

    Beyond six ranges the widest are given.
    """
    aperture = aperture_of(observation)
    ranges = aperture_ranges(angles, aperture)
    chosen = sorted(sorted(ranges, key=_width, reverse=True)[:_MOST_RANGES])
    told = ", ".join(f"{low:.2f} to {high:.2f}" for low, high in chosen)
    widest = "the widest are " if len(chosen) < len(ranges) else ""
    inferred = ", inferred" if "CHANNEL" not in aperture.name else ""
    return (
        f"Aperture PA Range {widest}{told} degrees (aperture PA of {aperture.name}{inferred}: "
        f"V3PA + {aperture.v3_ideal_angle:.3f})"
    )


def _inward(angles: AngleSet) -> Iterator[tuple[float, float]]:
    scale = 10**_DECIMALS
    for low, high in angles.arcs:
        # a millionth of a degree forgives the sums that made a round number uneven
        first, last = math.ceil(low * scale - 1e-4), math.floor(high * scale + 1e-4)
        if last - first >= 360 * scale:
            yield 0.0, 360.0
        elif last >= first:
            yield first / scale % 360.0, last / scale % 360.0


def _width(ends: tuple[float, float]) -> float:
    low, high = ends
    return high - low if high >= low else high - low + 360.0
