"""Allowed V3 position angles of a target against date.

Everything is continuous in time: the limits can be asked for at any date, and the edges of windows
are roots, not samples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np

from aptcheck.geometry.angles import AngleSet
from aptcheck.model.dates import DateWindow
from aptcheck.schedule.spans import (
    FloatArray,
    Span,
    as_datetime,
    as_datetimes,
    as_mjd,
    daily,
    intersection,
    not_negative,
    peaks,
    total_days,
    union,
)

if TYPE_CHECKING:
    from aptcheck.observatory.siaf import Aperture
    from aptcheck.schedule.window_ends import Ends
    from aptcheck.wording import Reason

__all__ = ["Limits", "ObservationVisibility", "Origin", "Sample", "Track", "Visibility"]

Track = tuple[FloatArray, FloatArray, FloatArray]
Origin = Literal["computed", "visit-planner"]
#: Degrees by which a limit can pass its daily samples between two of them, generously.
_BETWEEN = 30.0


class Limits(Protocol):
    """The lowest and the highest allowed V3PA at any date inside the windows."""

    def __call__(self, mjd: FloatArray, /) -> tuple[FloatArray, FloatArray]:
        """Return lo and hi, degrees, hi >= lo, on any turn of the circle."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """Allowed V3PA at one date: 0 <= ``lo`` < 360, ``hi`` may exceed 360; degrees, naive UTC."""

    time: datetime
    lo: float
    hi: float


@dataclass(frozen=True, kw_only=True)
class Visibility:
    """When a target can be observed, and at which V3PA.

    ``spans`` are the windows of start times in MJD (UTC); ``limits`` gives the angles at a date in
    them; ``angles`` is what angle requirements leave of the circle. Angles are V3PA at the target,
    degrees; dates are naive UTC.
    """

    target: str
    origin: Origin
    spans: tuple[Span, ...]
    limits: Limits = field(repr=False, compare=False)
    angles: AngleSet = field(default_factory=AngleSet.full)

    @cached_property
    def windows(self) -> tuple[DateWindow, ...]:
        """The windows as dates, to the second."""
        return tuple((as_datetime(start), as_datetime(end)) for start, end in self.spans)

    @cached_property
    def samples(self) -> tuple[Sample, ...]:
        """The limits at the opening, each midnight (UTC) and the close of every window.

        They are the telescope's own; requirements on the angle (`angles`) do not narrow them.
        """
        return tuple(
            Sample(time=time, lo=lo, hi=hi)
            for times, los, his in self.tracks
            for time, lo, hi in zip(
                as_datetimes(times),
                (los % 360.0).tolist(),
                (los % 360.0 + (his - los)).tolist(),
                strict=True,
            )
        )

    @cached_property
    def allowed(self) -> AngleSet:
        """Every V3PA that is allowed at some date."""
        return AngleSet.of(_reaches(self.limits, self.tracks)).intersection(self.angles)

    @property
    def days(self) -> float:
        """Summed length of the windows."""
        return total_days(self.spans)

    def dates_for(self, angles: AngleSet) -> tuple[DateWindow, ...]:
        """Return the dates at which some of the allowed angles are in a set of V3PA.

        Edges are exact to a second.
        """
        return tuple(
            (as_datetime(start), as_datetime(end)) for start, end in self.spans_for(angles)
        )

    def spans_for(self, angles: AngleSet) -> tuple[Span, ...]:
        """Return what `dates_for` does, in MJD (UTC)."""
        wanted = angles.intersection(self.angles)
        if wanted.is_full:
            return self.spans
        found = [
            piece
            for (times, los, his), limits in zip(self.tracks, self._branches, strict=True)
            for arc in _turns(wanted, float(los.min()) - _BETWEEN, float(his.max()) + _BETWEEN)
            for piece in not_negative(_fits(limits, arc), times)
        ]
        return tuple(union(found))

    def restricted(
        self, angles: AngleSet | None = None, dates: Sequence[DateWindow] | None = None
    ) -> Visibility:
        """Return the visibility under a requirement on V3PA, on dates, or both.

        A date stays where some allowed angle is left. None requires nothing.
        """
        spans = self.spans
        if dates is not None:
            wanted = union((as_mjd(start), as_mjd(end)) for start, end in dates if start <= end)
            spans = tuple(intersection(spans, wanted))
        left = replace(self, spans=spans)
        if angles is None:
            return left
        narrowed = left.angles.intersection(angles)
        return replace(left, spans=left.spans_for(angles), angles=narrowed)

    def during(self, start: float, end: float) -> Visibility:
        """Return what is left of it between two MJD (UTC)."""
        return replace(self, spans=tuple(intersection(self.spans, [(start, end)])))

    @cached_property
    def tracks(self) -> tuple[Track, ...]:
        """Times (MJD), lo and hi of each window, hi >= lo, without a jump inside a window."""
        if not self.spans:
            return ()
        times = [daily(start, end) for start, end in self.spans]
        lo, hi = self.limits(np.concatenate(times))
        middle = (lo + hi) / 2.0
        # from one day to the next no limit moves by half a circle, so a larger step is a jump
        jumps = np.round(np.diff(middle, prepend=middle[0]) / 360.0)
        turn = -360.0 * np.cumsum(jumps)
        ends = np.cumsum([len(part) for part in times])[:-1]
        los, his = np.split(lo + turn, ends), np.split(hi + turn, ends)
        return tuple(zip(times, los, his, strict=True))

    @cached_property
    def _branches(self) -> tuple[Limits, ...]:
        return tuple(_branch(self.limits, *sampled) for sampled in self.tracks)


@dataclass(frozen=True, kw_only=True, slots=True)
class ObservationVisibility:
    """The visibility of one observation; None is a position without a proposal.

    ``aperture`` is the one that holds the target; ``micrometeoroid`` are the parts of the windows
    in the micrometeoroid avoidance zone; ``ends`` say of each window what opens and what closes it,
    empty where that is not known; ``never`` says why there is no window.
    """

    observation: int | None
    visibility: Visibility
    aperture: Aperture
    micrometeoroid: tuple[DateWindow, ...]
    ends: tuple[Ends, ...] = ()
    never: Reason | None = None


def _reaches(limits: Limits, tracks: Sequence[Track]) -> list[tuple[float, float]]:
    """Return lowest and highest angle of each window; what is between is met on the way."""
    if not tracks:
        return []
    # one bracket about the lowest sample of each window, then one about the highest
    extremes = [(t, -los, int(np.argmin(los))) for t, los, _ in tracks]
    extremes += [(t, his, int(np.argmax(his))) for t, _, his in tracks]
    low = np.array([t[max(pick - 1, 0)] for t, _, pick in extremes])
    high = np.array([t[min(pick + 1, len(t) - 1)] for t, _, pick in extremes])
    known = np.array([value[pick] for _, value, pick in extremes])
    lows = np.arange(len(extremes))[:, None] < len(tracks)

    def height(mjd: FloatArray) -> FloatArray:
        lo, hi = limits(mjd)
        value = np.where(lows, -lo, hi)
        nearest: FloatArray = value + 360.0 * np.round((known[:, None] - value) / 360.0)
        return nearest

    _, found = peaks(height, low, high)
    greatest = np.maximum(found, known).tolist()
    return [
        (-down, up)
        for down, up in zip(greatest[: len(tracks)], greatest[len(tracks) :], strict=True)
    ]


def _branch(limits: Limits, times: FloatArray, los: FloatArray, his: FloatArray) -> Limits:
    """Return the limits on the turn of the circle that the samples of a window follow."""
    middles = (los + his) / 2.0

    def followed(mjd: FloatArray, /) -> tuple[FloatArray, FloatArray]:
        lo, hi = limits(mjd)
        turn = 360.0 * np.round((np.interp(mjd, times, middles) - (lo + hi) / 2.0) / 360.0)
        return lo + turn, hi + turn

    return followed


def _turns(angles: AngleSet, low: float, high: float) -> Iterator[tuple[float, float]]:
    """Yield the arcs of a set on every turn of the circle that meets low to high."""
    for start, end in angles.arcs:
        first, last = np.ceil((low - end) / 360.0), np.floor((high - start) / 360.0)
        for turn in range(int(first), int(last) + 1):
            yield start + 360.0 * turn, end + 360.0 * turn


def _fits(limits: Limits, arc: tuple[float, float]) -> Callable[[FloatArray], FloatArray]:
    """Return a curve that is not negative where some of the limits' range is in the arc."""
    start, end = arc

    def curve(mjd: FloatArray) -> FloatArray:
        lo, hi = limits(mjd)
        return np.minimum(hi - start, end - lo)

    return curve
