"""Sets of position angles: allowed, spoiled by a source, left over."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["AngleSet"]

Interval = tuple[float, float]

#: Width of a single angle in reports that allow only intervals of positive width, degrees.
POINT_WIDTH = 0.001

#: Largest gap that rounding may leave between two intervals that share an end, degrees.
_CRACK = 1e-9


@dataclass(frozen=True, slots=True)
class AngleSet:
    """A closed set of angles on the circle.

    Angles are in degrees. The intervals are sorted, disjoint and within 0 to 360; a set that
    crosses 0 is stored as two of them. An interval with equal ends is a single angle, as in a
    proposal with Min = Max. Ends belong to the set, so two sets that touch share one angle;
    `complement` and `difference` return the closure of what is left, and never add a single angle.

    Build one with a class method: the bare constructor checks nothing.
    """

    intervals: tuple[Interval, ...] = ()

    @classmethod
    def full(cls) -> AngleSet:
        """Every angle."""
        return cls(((0.0, 360.0),))

    @classmethod
    def empty(cls) -> AngleSet:
        """No angle."""
        return cls()

    @classmethod
    def between(cls, lo: float, hi: float) -> AngleSet:
        """Return the angles from `lo` counter-clockwise to `hi`.

        Any real numbers are valid: `between(350, 10)` and `between(-10, 10)` are the same set.
        Equal ends are a single angle, ends 360 degrees apart or more are the full circle.

        Raises
        ------
        ValueError
            If an end is not finite.
        """
        return cls.of([(lo, hi)])

    @classmethod
    def of(cls, intervals: Iterable[Interval]) -> AngleSet:
        """Return the union of `between(lo, hi)` over the intervals.

        Raises
        ------
        ValueError
            If an end is not finite.
        """
        return cls(_merged(piece for lo, hi in intervals for piece in _wrapped(lo, hi)))

    @classmethod
    def any_of(cls, sets: Iterable[AngleSet]) -> AngleSet:
        """Return the angles in any of several sets."""
        return cls(_merged(piece for angles in sets for piece in angles.intervals))

    @property
    def without_cracks(self) -> AngleSet:
        """The same set without the gaps that rounding leaves between touching intervals."""
        if len(self.intervals) < 2:
            return self
        ends = [list(interval) for interval in self.intervals]
        if ends[0][0] + 360.0 - ends[-1][1] < _CRACK:
            ends[0][0], ends[-1][1] = 0.0, 360.0
        for before, after in pairwise(ends):
            if after[0] - before[1] < _CRACK:
                before[1] = after[0]
        return AngleSet(_merged((lo, hi) for lo, hi in ends))

    @property
    def is_empty(self) -> bool:
        """Whether no angle is in the set."""
        return not self.intervals

    @property
    def is_full(self) -> bool:
        """Whether every angle is in the set."""
        return self.intervals == ((0.0, 360.0),)

    @property
    def total(self) -> float:
        """Summed width of the intervals, degrees."""
        return math.fsum(hi - lo for lo, hi in self.intervals)

    def share_of(self, whole: AngleSet) -> float:
        """Return its share of a set that contains it, 0 to 1; 1 of single angles if any is left."""
        if whole.total == 0:
            return 0.0 if self.is_empty else 1.0
        return self.total / whole.total

    @property
    def arcs(self) -> tuple[Interval, ...]:
        """The intervals, one that crosses 0 in one piece: 0 <= lo < 360, hi may exceed 360."""
        if len(self.intervals) < 2 or self.intervals[0][0] > 0 or self.intervals[-1][1] < 360:
            return self.intervals
        (_, end), *middle, (start, _) = self.intervals
        return (*middle, (start, end + 360.0))

    def contains(self, angle: float) -> bool:
        """Whether the angle, any real number of degrees, is in the set."""
        angle = _reduced(angle)
        return any(lo <= angle <= hi or (angle == 0.0 and hi == 360.0) for lo, hi in self.intervals)

    def union(self, other: AngleSet) -> AngleSet:
        """Return the angles in either set."""
        return AngleSet(_merged((*self.intervals, *other.intervals)))

    def intersection(self, other: AngleSet) -> AngleSet:
        """Return the angles in both sets; single angles survive."""
        pieces = [
            (max(a, c), min(b, d))
            for a, b in self.intervals
            for c, d in other.intervals
            if max(a, c) <= min(b, d)
        ]
        if self.contains(0.0) and other.contains(0.0):
            pieces.append((0.0, 0.0))
        return AngleSet(_merged(pieces))

    def complement(self) -> AngleSet:
        """Return the closure of the angles outside the set; a single angle leaves no gap."""
        edges = [0.0, *(end for lo, hi in self.intervals if lo < hi for end in (lo, hi)), 360.0]
        gaps = zip(edges[::2], edges[1::2], strict=True)
        return AngleSet(tuple((lo, hi) for lo, hi in gaps if lo < hi))

    def difference(self, other: AngleSet) -> AngleSet:
        """Return the closure of the angles in this set and not in the other."""
        outside = other.complement().intervals
        pieces = [
            (max(a, c), min(b, d))
            for a, b in self.intervals
            for c, d in outside
            if max(a, c) < min(b, d)
        ]
        pieces += [(a, b) for a, b in self.intervals if a == b and not other.contains(a)]
        return AngleSet(_merged(pieces))

    def shifted(self, degrees: float) -> AngleSet:
        """Return the set turned counter-clockwise by `degrees`."""
        if self.is_full or not degrees:
            return self
        return AngleSet.of((lo + degrees, hi + degrees) for lo, hi in self.arcs)

    def widened(self, degrees: float) -> AngleSet:
        """Return the set with each interval extended by `degrees` >= 0 at both ends.

        Raises
        ------
        ValueError
            If `degrees` is negative.
        """
        if degrees < 0:
            raise ValueError(f"An angle set can be widened by 0 or more degrees, not by {degrees}.")
        return AngleSet.of((lo - degrees, hi + degrees) for lo, hi in self.arcs)

    def at_least(self, degrees: float) -> AngleSet:
        """Return the intervals at least this wide; one that crosses 0 counts as one."""
        return AngleSet.of((lo, hi) for lo, hi in self.arcs if hi - lo >= degrees)

    def as_json(self) -> list[list[float]]:
        """Return `[lo, hi]` pairs with lo < hi, rounded to a millionth of a degree.

        An interval narrower than 0.001 degree, such as a single angle, is widened to that width.
        """
        pieces = []
        for lo, hi in self.intervals:
            lack = max(0.0, POINT_WIDTH - (hi - lo)) / 2
            start = min(max(lo - lack, 0.0), 360.0 - POINT_WIDTH)
            pieces.append((start, max(min(hi + lack, 360.0), start + 2 * lack)))
        return [[round(lo, 6), round(hi, 6)] for lo, hi in _merged(pieces)]


def _reduced(angle: float) -> float:
    """Return the angle in 0 <= angle < 360."""
    if not math.isfinite(angle):
        raise ValueError(f"An angle must be a finite number of degrees, not {angle}.")
    reduced = angle % 360.0
    return 0.0 if reduced == 360.0 else reduced  # -1e-20 % 360 rounds to 360


def _wrapped(lo: float, hi: float) -> Iterator[Interval]:
    """Split the arc from `lo` counter-clockwise to `hi` into intervals within 0 to 360."""
    width = hi - lo if hi >= lo else _reduced(hi - lo)
    start = _reduced(lo)
    if not math.isfinite(width):
        raise ValueError(f"An angle must be a finite number of degrees, not {hi}.")
    if width >= 360.0:
        yield (0.0, 360.0)
        return
    # the end is computed from `hi` itself: lo + (hi - lo) is not always hi in floating point
    end = _reduced(hi)
    # equal after rounding: a whole turn, or an arc too short to separate its ends
    if end < start or (end == start and width > 180.0):
        yield (start, 360.0)
        yield (0.0, end)
    else:
        yield (start, end)


def _merged(pieces: Iterable[Interval]) -> tuple[Interval, ...]:
    """Sort and join the pieces, keeping the angle 0 = 360 only once."""
    joined: list[Interval] = []
    for lo, hi in sorted(pieces):
        if joined and lo <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(hi, joined[-1][1]))
        else:
            joined.append((lo, hi))
    if joined and joined[-1] == (360.0, 360.0):
        joined.pop()
        if not joined or joined[0][0] > 0.0:
            joined.insert(0, (0.0, 0.0))
    if len(joined) > 1 and joined[0] == (0.0, 0.0) and joined[-1][1] == 360.0:
        joined.pop(0)
    return tuple(joined)
