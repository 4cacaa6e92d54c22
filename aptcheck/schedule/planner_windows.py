"""Visibility from the windows that APT's Visit Planner stored in the file.

The angles are those of the field of regard (the ``off-normal`` constraint), the dates those of the
visit's final windows. Guide stars and angle requirements narrow the angles further; the first
change with every catalogue, the second are read from the proposal itself.

How a field of regard is sampled was found on 2,752 records of engines 13.1 to 17.0: the limits are
computed at the opening of each window, every 24 hours from there, and at its close, and the steps
between them are switched half a day before a sample. So the first step is for its start, the last
for its end, and every other one for its start plus 12 hours. Engines before 14.10 let the last
step run on for 24 hours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from aptcheck.schedule.spans import FloatArray, Span, as_mjd, intersection, union
from aptcheck.schedule.visibility import Limits, Visibility

if TYPE_CHECKING:
    from aptcheck.model.visit_planner import Piece, VisitRecord


__all__ = [
    "FLOWN_ORBIT",
    "RegardWindow",
    "RollSample",
    "covering_visibility",
    "regard_windows",
    "stored_visibility",
]

HALF_DAY = timedelta(hours=12)
PADDED = timedelta(hours=24)  # a last step longer than this runs on by as much
FLOWN_ORBIT = (14, 17, 1)  # the first engine with the orbit that was flown (APT 2022)
#: How much of the window a stored plan may lack at either end and still count for it.
LACKING = timedelta(days=2)
JOIN = 0.01  # degrees: a wrap is written as 0.0 and 359.9999


@dataclass(frozen=True, slots=True)
class RollSample:
    """V3PA allowed at an instant, degrees: arcs with 0 <= lo < 360, hi may exceed 360."""

    mjd: float
    arcs: tuple[tuple[float, float], ...]

    @property
    def hull(self) -> tuple[float, float]:
        """The shortest arc that holds them all."""
        if len(self.arcs) == 1:
            return self.arcs[0]
        starts = sorted(self.arcs)
        ends = [
            (lo, max(hi for _, hi in starts[:k]) + 360.0) for k, (lo, _) in enumerate(starts) if k
        ]
        whole = (starts[0][0], max(hi for _, hi in starts))
        return min([whole, *ends], key=lambda arc: arc[1] - arc[0])


@dataclass(frozen=True, slots=True)
class RegardWindow:
    """One window of the field of regard, MJD (UTC), with its samples in order of time."""

    start: float
    end: float
    samples: tuple[RollSample, ...]


def regard_windows(record: VisitRecord) -> tuple[RegardWindow, ...]:
    """Return the windows of the field of regard and the angles sampled in them.

    Empty where the record has no angles.
    """
    regard = record.constraint("off-normal")
    if regard is None:
        return ()
    runs = groupby(regard.pieces, key=lambda piece: piece.suitability > 0.0 and bool(piece.rolls))
    return tuple(_window(tuple(pieces)) for visible, pieces in runs if visible)


def _window(pieces: Sequence[Piece]) -> RegardWindow:
    first, last = pieces[0], pieces[-1]
    end = last.end - PADDED if last.end - last.start > PADDED else last.end
    body = pieces[:-1] or pieces  # a single step is for both its ends
    epochs = [first.start, *(piece.start + HALF_DAY for piece in body[1:])]
    samples = [_sample(as_mjd(at), piece) for at, piece in zip(epochs, body, strict=True)]
    close = max(as_mjd(end), samples[-1].mjd)
    return RegardWindow(as_mjd(first.start), close, (*samples, _sample(close, last)))


def _sample(mjd: float, piece: Piece) -> RollSample:
    arcs = sorted((lo, hi if hi >= lo else hi + 360.0) for lo, hi in piece.rolls)
    if len(arcs) > 1 and arcs[0][0] < JOIN and arcs[-1][1] > 360.0 - JOIN:
        (_, end), *middle, (start, _) = arcs
        arcs = [*middle, (start, end + 360.0)]
    return RollSample(mjd, tuple(arcs))


def stored_visibility(target: str, records: Sequence[VisitRecord]) -> Visibility | None:
    """Return the visibility that APT stored for the visits of one observation.

    With several visits (mosaic tiles, split dithers) the windows are those of any of them, and the
    limits the widest. None when no record holds angles.
    """
    stored = [found for record in records if (found := _of_visit(target, record)) is not None]
    if len(stored) < 2:
        return stored[0] if stored else None
    spans = union(span for visit in stored for span in visit.spans)
    limits = _widest([visit.limits for visit in stored])
    return Visibility(target=target, origin="visit-planner", spans=tuple(spans), limits=limits)


def covering_visibility(
    target: str, records: Sequence[VisitRecord], start: datetime, end: datetime
) -> Visibility | None:
    """Return what is stored, where all records know the flown orbit and cover all that is asked."""
    for record in records:
        regard = record.constraint("off-normal")
        if record.release < FLOWN_ORBIT or regard is None or not regard.pieces:
            return None
        if regard.pieces[0].start > start + LACKING or regard.pieces[-1].end < end - LACKING:
            return None
    stored = stored_visibility(target, records)
    return stored.restricted(dates=[(start, end)]) if stored is not None else None


def _of_visit(target: str, record: VisitRecord) -> Visibility | None:
    windows = regard_windows(record)
    if not windows:
        return None
    final: list[Span] = union(
        (as_mjd(piece.start), as_mjd(piece.end))
        for piece in record.windows
        if piece.suitability > 0
    )
    spans = intersection(final, [(window.start, window.end) for window in windows])
    return Visibility(
        target=target, origin="visit-planner", spans=tuple(spans), limits=_between(windows)
    )


def _between(windows: Sequence[RegardWindow]) -> Limits:
    """Interpolate the samples of all windows; the angles between two windows are never used."""
    times, los, his = [], [], []
    for window in windows:
        hulls = np.array([sample.hull for sample in window.samples])
        middle = hulls.mean(axis=1)
        turn = np.unwrap(middle, period=360.0) - middle
        times.append([sample.mjd for sample in window.samples])
        los.append(hulls[:, 0] + turn)
        his.append(hulls[:, 1] + turn)
    time, lo, hi = np.concatenate(times), np.concatenate(los), np.concatenate(his)

    def limits(mjd: FloatArray, /) -> tuple[FloatArray, FloatArray]:
        return np.interp(mjd, time, lo), np.interp(mjd, time, hi)

    return limits


def _widest(visits: Sequence[Limits]) -> Limits:
    def limits(mjd: FloatArray, /) -> tuple[FloatArray, FloatArray]:
        lo, hi = visits[0](mjd)
        for visit in visits[1:]:
            other_lo, other_hi = visit(mjd)
            turn = 360.0 * np.round((lo + hi - other_lo - other_hi) / 720.0)
            lo, hi = np.minimum(lo, other_lo + turn), np.maximum(hi, other_hi + turn)
        return lo, hi

    return limits
