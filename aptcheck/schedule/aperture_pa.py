"""Position angles as APT's form takes them: of the observation's own primary aperture."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from aptcheck.modes.mrs.apertures import IMAGER, aperture_of

if TYPE_CHECKING:
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.model import Observation
    from aptcheck.observatory.siaf import Aperture

__all__ = ["aperture_ranges", "as_requirement", "worth_asking"]

#: A range narrower than a degree is no help: it leaves a day or two, and a roll or a source that is
#: a little off closes it (aptcheck's own judgement).
_NARROWEST_DEG = 1.0

_DECIMALS = 2
_FINE_DECIMALS = 6
_MOST_RANGES = 6


def worth_asking(angles: AngleSet) -> AngleSet:
    """Return the V3PA that are worth proposing: the ranges of a degree or more."""
    return angles.at_least(_NARROWEST_DEG)


def aperture_ranges(
    angles: AngleSet, aperture: Aperture, decimals: int = _DECIMALS
) -> tuple[tuple[float, float], ...]:
    """Return V3PA as (from, to) in aperture PA, rounded and never wider than asked.

    A range may wrap (350.00 to 12.00). One without an angle of so many decimals is left out.
    """
    return tuple(_inward(angles.shifted(aperture.v3_ideal_angle), 10**decimals))


def as_requirement(angles: AngleSet, observation: Observation) -> str:
    """Write V3PA as the Aperture PA Ranges that ask for them, the aperture named.

    Beyond six ranges the widest are given; angles too few for two decimals have more.
    """
    aperture = aperture_of(observation)
    decimals = _DECIMALS if aperture_ranges(angles, aperture) else _FINE_DECIMALS
    ranges = aperture_ranges(angles, aperture, decimals)
    chosen = sorted(sorted(ranges, key=_width, reverse=True)[:_MOST_RANGES])
    told = ", ".join(f"{low:.{decimals}f} to {high:.{decimals}f}" for low, high in chosen)
    widest = "the widest are " if len(chosen) < len(ranges) else ""
    inferred = ", inferred" if aperture.name == IMAGER else ""
    return (
        f"Aperture PA Range {widest}{told} degrees (aperture PA of {aperture.name}{inferred}: "
        f"V3PA + {aperture.v3_ideal_angle:.3f})"
    )


def _inward(angles: AngleSet, scale: int) -> Iterator[tuple[float, float]]:
    for low, high in angles.arcs:
        # so much forgives the sums that made a round number uneven, and lets no angle more in
        forgiven = scale * 1e-9
        first, last = math.ceil(low * scale - forgiven), math.floor(high * scale + forgiven)
        if last - first >= 360 * scale:
            yield 0.0, 360.0
        elif last >= first:
            yield first / scale % 360.0, last / scale % 360.0


def _width(ends: tuple[float, float]) -> float:
    low, high = ends
    return high - low if high >= low else high - low + 360.0
