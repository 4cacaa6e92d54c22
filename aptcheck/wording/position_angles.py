"""Position angles in a message, and the dates when they are available."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Protocol

from aptcheck.wording.lists import listed

__all__ = [
    "Turned",
    "angle_words",
    "date_words",
    "moment_words",
    "open_date_words",
    "turn_words",
    "v3pa_words",
]

_MOST = 4
#: The written ends of an arc wider than this are equal.
_NEARLY_ALL = 359.85
_GAP = timedelta(hours=1)
_DAY = timedelta(days=1)


class Turned(Protocol):
    """An aperture: its SIAF name, and its position angle minus V3PA, degrees."""

    @property
    def name(self) -> str:
        """The name."""
        ...

    @property
    def v3_ideal_angle(self) -> float:
        """V3IdlYAngle."""
        ...


def angle_words(
    arcs: Sequence[tuple[float, float]], aperture: Turned, *, again: bool = False
) -> str:
    """Return ranges of V3PA with the aperture PA, or words for every angle or none.

    ``V3PA 12.3 to 20.1 and 350.0 to 2.5 (aperture PA of MIRIM_FULL 17.1 to 24.9 and 354.8 to
    7.3)``; where both are equal ``V3PA 12.3 to 20.1 (aperture PA of MIRIFU_CHANNEL1A the same)``.

    Parameters
    ----------
    arcs : sequence of (from, to)
        V3PA in degrees, as the arcs of an `AngleSet`: an end may exceed 360.
    aperture : Turned
        Holds the target.
    again : bool
        Whether the sentence has already named the aperture: then its name, and a note that both
        angles are equal, are left out.
    """
    turn, chosen, words = aperture.v3_ideal_angle, _worth_writing(arcs), v3pa_words(arcs)
    if not words.startswith("V3PA") or (again and not turn):
        return words
    whose = "" if again else f" of {aperture.name}"
    return f"{words} (aperture PA{whose} {_ranges(chosen, turn) if turn else 'the same'})"


def v3pa_words(arcs: Sequence[tuple[float, float]], between: str = " to ") -> str:
    """Return ``V3PA 12.3 to 20.1 and 350.0 to 2.5``, or that it is every angle or none.

    ``arcs`` are those of an `AngleSet`, as in `angle_words`; ``between`` goes between both ends.
    """
    if not arcs:
        return "no V3PA"
    if tuple(arcs) == ((0.0, 360.0),):
        return "every position angle"
    chosen = _worth_writing(arcs)
    if any(high - low > _NEARLY_ALL for low, high in chosen):
        return "all but a tenth of a degree of the position angles"
    return f"V3PA {_ranges(chosen, between=between)}"


def turn_words(aperture: Turned) -> str:
    """Return ``aperture PA of MIRIM_FULL: V3PA + 4.835``, or that it is equal to V3PA."""
    turn = aperture.v3_ideal_angle
    return f"aperture PA of {aperture.name}: {f'V3PA + {turn:.3f}' if turn else 'equal to V3PA'}"


def _worth_writing(arcs: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the arcs, merged where they touch when written to a tenth of a degree.

    If there are others, an arc too narrow to be written is left out; a single angle is not.
    """
    joined: list[tuple[float, float]] = []
    for low, high in arcs:
        if joined and _one(joined[-1][1]) == _one(low):
            joined[-1] = joined[-1][0], high
        else:
            joined.append((low, high))
    wide = [(low, high) for low, high in joined if low == high or _one(low) != _one(high)]
    return wide or joined[:1]


def _ranges(arcs: Sequence[tuple[float, float]], turn: float = 0.0, between: str = " to ") -> str:
    return _listed(
        [
            f"{_one(low + turn)}{between}{_one(high + turn)}"
            if _one(low) != _one(high)
            else _one(low + turn)
            for low, high in arcs
        ]
    )


def _one(angle: float) -> str:
    return f"{round(angle, 1) % 360:.1f}"


def date_words(windows: Sequence[tuple[datetime, datetime]]) -> str:
    """Return ``2027-04-06 to 2027-05-28``, several listed; ``no date`` for none.

    A window of less than a day has its hours: ``2027-04-06 10:00 to 12:30``.
    """
    words = [_between(start, end) for start, end in _closed(windows)]
    return _listed(words) if words else "no date"


def open_date_words(windows: Sequence[tuple[datetime, datetime]]) -> str:
    """Return ``from 2026-09-01 or to 2026-07-01`` for windows that may be open at one end.

    A time of day is shown unless it is midnight.
    """
    words = " or ".join(_from_to(start, end) for start, end in windows[:3])
    return words or "its own dates are mutually exclusive"


def _from_to(start: datetime, end: datetime) -> str:
    opening = f"from {moment_words(start)}" if start.year > 1 else ""
    same_day = start.date() == end.date()
    closing = f"to {f'{end:%H:%M}' if same_day else moment_words(end)}" if end.year < 9999 else ""
    return f"{opening} {closing}".strip()


def moment_words(at: datetime) -> str:
    """Return ``2027-04-06``, followed by ``10:00`` if the time is not midnight."""
    return f"{at:%Y-%m-%d}" if at.time() == time() else f"{at:%Y-%m-%d %H:%M}"


def _between(start: datetime, end: datetime) -> str:
    if end - start >= _DAY:
        return f"{start:%Y-%m-%d} to {end:%Y-%m-%d}"
    closing = f"{end:%H:%M}" if start.date() == end.date() else f"{end:%Y-%m-%d %H:%M}"
    return f"{start:%Y-%m-%d %H:%M} to {closing}"


def _closed(windows: Sequence[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Close gaps that no schedule could use: texts give days, and an extreme is met in a day."""
    closed: list[tuple[datetime, datetime]] = []
    for start, end in windows:
        if closed and start - closed[-1][1] < _GAP:
            closed[-1] = closed[-1][0], end
        else:
            closed.append((start, end))
    return closed


def _listed(words: list[str]) -> str:
    more = len(words) - _MOST
    return listed([*words[:_MOST], f"{more} more"]) if more > 0 else listed(words)
