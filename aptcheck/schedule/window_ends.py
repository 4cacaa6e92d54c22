"""Why the windows of an observation open and close when they do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from aptcheck.schedule.group_bounds import group_bounds
from aptcheck.schedule.spans import Span, as_datetime, as_mjd

if TYPE_CHECKING:
    from aptcheck.model.requirements import DateBound
    from aptcheck.schedule.observing_window import ObservingWindow
    from aptcheck.schedule.opportunity import Opportunity
    from aptcheck.schedule.visibility import Visibility

__all__ = ["EndCause", "Ends", "WindowEnd", "ends_of_regard", "window_ends"]

#: The observing window, the telescope's field of regard, what APT's Visit Planner stored of both,
#: the observation's dates, its Aperture PA Ranges, its links of angles, the dates or angles of
#: another member of its group.
EndCause = Literal[
    "observing-window",
    "field-of-regard",
    "visit-planner",
    "date",
    "angle-range",
    "orient-link",
    "linked-observation",
]

_SAME_DAYS = 2.0 / 86400.0


@dataclass(frozen=True, kw_only=True, slots=True)
class WindowEnd:
    """What makes a window open or close at one date.

    ``words`` name it, short: ``Before Date``, ``Aperture PA Range``, ``dates of observation 3``;
    ``observation`` is the number of the linked one, None for any other cause.
    """

    cause: EndCause
    words: str
    observation: int | None = None


#: Open and close of one window.
Ends = tuple[WindowEnd, WindowEnd]
_Step = tuple[Sequence[Span], Callable[[float], WindowEnd]]


def window_ends(opportunity: Opportunity) -> tuple[Ends, ...]:
    """Return what opens and what closes each window of `Opportunity.group_windows`.

    Where two things end a window at once, the first of `EndCause` is named.

    Raises
    ------
    FieldUnavailable
        The windows are not known.
    """
    steps = list(_steps(opportunity))
    return tuple(
        (_end(start, 0, steps), _end(end, 1, steps))
        for start, end in opportunity.group_windows.spans
    )


def ends_of_regard(regard: Visibility, window: ObservingWindow) -> tuple[Ends, ...]:
    """Return the same for a position, which nothing but the telescope and the window narrows."""
    name = _of_regard(regard, window)
    return tuple((name(start), name(end)) for start, end in regard.spans)


def _end(at: float, side: int, steps: Sequence[_Step]) -> WindowEnd:
    for spans, name in steps[:-1]:
        if any(abs(span[side] - at) <= _SAME_DAYS for span in spans):
            return name(at)
    return steps[-1][1](at)


def _steps(opportunity: Opportunity) -> Iterator[_Step]:
    """Yield what is left of the windows, and the name of what has narrowed them, step by step."""
    left = opportunity.field_of_regard
    yield left.spans, _of_regard(left, opportunity.window)
    requirements = opportunity.observation.requirements
    if requirements.dates:
        left = opportunity.within_dates
        yield left.spans, _of_dates(requirements.dates)
    if opportunity.own_ranges is not None:
        left = left.restricted(opportunity.own_ranges)
        yield left.spans, _always(WindowEnd(cause="angle-range", words="Aperture PA Range"))
    if opportunity.requested_angles is not None:
        left = opportunity.own_windows
        yield left.spans, _always(WindowEnd(cause="orient-link", words="position angle link"))
    for bound in group_bounds(opportunity):
        left = left.restricted(dates=bound.dates)
        words = f"{bound.asks} of observation {bound.member}"
        end = WindowEnd(cause="linked-observation", words=words, observation=bound.member)
        yield left.spans, _always(end)


def _always(end: WindowEnd) -> Callable[[float], WindowEnd]:
    return lambda _: end


def _of_regard(regard: Visibility, window: ObservingWindow) -> Callable[[float], WindowEnd]:
    if regard.origin == "visit-planner":
        own = WindowEnd(cause="visit-planner", words="Visit Planner")
    else:
        own = WindowEnd(cause="field-of-regard", words="field of regard")
    outer = WindowEnd(cause="observing-window", words=window.origin)

    def name(at: float) -> WindowEnd:
        edges = (as_mjd(window.start), as_mjd(window.end))
        return outer if min(abs(at - edge) for edge in edges) <= _SAME_DAYS else own

    return name


def _of_dates(bounds: Sequence[DateBound]) -> Callable[[float], WindowEnd]:
    def name(at: float) -> WindowEnd:
        date = as_datetime(at)
        found = next((bound for bound in bounds if _is_at(bound, date)), bounds[0])
        if found.after is not None and found.before is not None:
            words = "Between Dates"
        else:
            words = "Before Date" if found.after is None else "After Date"
        return WindowEnd(cause="date", words=words)

    return name


def _is_at(bound: DateBound, date: datetime) -> bool:
    ends = (bound.after, bound.before)
    return any(end is not None and abs((end - date).total_seconds()) <= 1.0 for end in ends)
