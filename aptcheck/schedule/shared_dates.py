"""Whether two observations can be taken together at their requested angles and dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.errors import FieldUnavailable
from aptcheck.model.dates import date_windows, share_a_date
from aptcheck.wording import Reason, numbered

if TYPE_CHECKING:
    from aptcheck.model.dates import DateWindow
    from aptcheck.schedule.opportunity import Opportunity

__all__ = ["PartedDates", "can_share_dates", "parted_dates"]

#: One is taken after the other: how far apart they may start, in days.
_APART = 1.0


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class PartedDates:
    """The windows of two observations, each as it asks for, that have none in common.

    ``by_angle`` where position angles narrow them, and not dates alone.
    """

    sky: tuple[DateWindow, ...]
    science: tuple[DateWindow, ...]
    by_angle: bool


def parted_dates(sky: Opportunity, science: Opportunity) -> PartedDates | None:
    """Return the dates of two that cannot both be taken as requested, a day apart at most.

    None where they can; where neither asks for angles or dates no numpy is loaded.

    Raises
    ------
    FieldUnavailable
        It is not known when one of them can be taken, or it never can, or they share no date of a
        window that is only a guess.
    """
    sides = (sky, science)
    by_angle = any(side.requested_angles is not None for side in sides)
    dated = any(side.observation.requirements.dates for side in sides)
    if not (by_angle or dated):
        return None
    windows, others = sky.own_windows, science.own_windows
    for side in sides:
        if not side.own_windows.spans:
            number = side.observation.number
            raise FieldUnavailable(
                Reason(f"observation {number} cannot be taken as it asks in the window")
            )
    if any(
        start - _APART < end and begin < close + _APART
        for start, close in windows.spans
        for begin, end in others.spans
    ):
        return None
    if dated and sky.window.is_guess:
        numbers = numbered("observation", [side.observation.number for side in sides])
        raise FieldUnavailable(
            Reason(f"the proposal names no Cycle, and {numbers} share no date of the coming year")
        )
    return PartedDates(sky=windows.windows, science=others.windows, by_angle=by_angle)


def can_share_dates(sky: Opportunity, science: Opportunity) -> bool:
    """Whether two can be taken together, as far as their dates and angles are known."""
    if not share_a_date(*(date_windows(one.observation.requirements) for one in (sky, science))):
        return False
    try:
        return parted_dates(sky, science) is None
    except FieldUnavailable:
        return True
