"""Position angles as APT takes them: of the observation's own primary aperture.

That is V3PA plus V3IdlYAngle of SIAF PRDOPSSOC-075: 0 for the MRS, 4.835 degrees with Primary
Channel = Imager (MIRIM_FULL) and in MIRI's other modes, 138 to 139 for NIRSpec. Seen for MIRI: both
angles of the 242 Aperture PA Ranges that APT printed for 15 programmes (294.835 for V3PA 290.0 in
observation 4 of programme 4586; read 2026-11).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from aptcheck.finding import Angles, ApertureAngles, PositionAngles
from aptcheck.geometry.angles import AngleSet
from aptcheck.modes.judged import aperture_of
from aptcheck.wording import PA_RANGE, turn_words

if TYPE_CHECKING:
    from aptcheck.model import Observation
    from aptcheck.observatory.siaf import Aperture

__all__ = [
    "aperture_ranges",
    "as_requirement",
    "position_angles",
    "range_words",
    "requirement_ranges",
    "worth_asking",
]

#: A narrower range does not help: it leaves a day or two, and a roll or a source that is a little
#: off closes it (aptcheck's own judgement).
_NARROWEST_DEG = 1.0

_DECIMALS = 2
_FINE_DECIMALS = 6


def worth_asking(angles: AngleSet) -> AngleSet:
    """Return the V3PA that are worth proposing: the ranges of a degree or more.

    And single angles, which the proposal itself asks for: arithmetic never leaves one.
    """
    single = AngleSet.of((low, high) for low, high in angles.intervals if low == high)
    return angles.at_least(_NARROWEST_DEG).union(single)


def aperture_ranges(
    angles: AngleSet, aperture: Aperture, decimals: int = _DECIMALS
) -> tuple[tuple[float, float], ...]:
    """Return V3PA as (from, to) in aperture PA, rounded and never wider than asked.

    A range may wrap (350.00 to 12.00). One without an angle of so many decimals is left out.
    """
    return tuple(_inward(angles.shifted(aperture.v3_ideal_angle), 10**decimals))


def as_requirement(angles: AngleSet, observation: Observation) -> str:
    """Write V3PA as the Aperture PA Ranges that ask for them, with the name of the aperture."""
    ranges = range_words(angles, observation)
    return f"{PA_RANGE} {ranges} degrees ({turn_words(aperture_of(observation))})"


def range_words(angles: AngleSet, observation: Observation) -> str:
    """Return ``12.00 to 20.15, 350.00 to 2.50`` in aperture PA.

    Angles too few for two decimals have more.
    """
    return ", ".join(f"{low} to {high}" for low, high in requirement_ranges(angles, observation))


def requirement_ranges(angles: AngleSet, observation: Observation) -> tuple[tuple[str, str], ...]:
    """Return the ends of V3PA in aperture PA, degrees, as `range_words` writes them."""
    aperture = aperture_of(observation)
    decimals = _DECIMALS if aperture_ranges(angles, aperture) else _FINE_DECIMALS
    ranges = sorted(aperture_ranges(angles, aperture, decimals))
    return tuple((f"{low:.{decimals}f}", f"{high:.{decimals}f}") for low, high in ranges)


def position_angles(allowed: AngleSet, avoid: AngleSet, aperture: Aperture) -> PositionAngles:
    """Return allowed V3PA for a finding, parted into those to avoid and the clean ones."""
    bad, clean = allowed.intersection(avoid), allowed.difference(avoid)
    turn = aperture.v3_ideal_angle
    return PositionAngles(
        v3=Angles(allowed=allowed.intervals, avoid=bad.intervals, clean=clean.intervals),
        aperture=ApertureAngles(
            aperture=aperture.name,
            allowed=allowed.shifted(turn).intervals,
            avoid=bad.shifted(turn).intervals,
            clean=clean.shifted(turn).intervals,
        ),
    )


def _inward(angles: AngleSet, scale: int) -> Iterator[tuple[float, float]]:
    for low, high in angles.arcs:
        # forgives the arithmetic that made a round number uneven, and lets no other angle in
        forgiven = scale * 1e-9
        first, last = math.ceil(low * scale - forgiven), math.floor(high * scale + forgiven)
        if last - first >= 360 * scale:
            yield 0.0, 360.0
        elif last >= first:
            yield first / scale % 360.0, last / scale % 360.0
