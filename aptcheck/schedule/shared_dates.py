"""Whether two observations can be taken together, the angles and dates asked for considered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from aptcheck.errors import FieldUnavailable
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from aptcheck.model.dates import DateWindow
    from aptcheck.schedule.opportunity import Opportunity

__all__ = ["SharedDates", "shared_dates"]

#: One is taken after the other: how far apart they may start.
_APART = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class SharedDates:
    """The windows of two observations, each as it asks for, and what is common to them."""

    sky: tuple[DateWindow, ...]
    science: tuple[DateWindow, ...]
    common: tuple[DateWindow, ...]


def shared_dates(sky: Opportunity, science: Opportunity) -> SharedDates | None:
    """Return the dates at which the angles asked of both can be had, a day apart at most.

    None where neither asks for angles: no numpy is loaded then.

    Raises
    ------
    FieldUnavailable
        It cannot be told when one of them can be taken, or it never can.
    """
    if sky.requested_angles is None and science.requested_angles is None:
        return None
    windows, others = sky.own_windows, science.own_windows
    for side in (sky, science):
        if not side.own_windows.spans:
            number = side.observation.number
            raise FieldUnavailable(
                Reason(f"observation {number} cannot be taken as it asks in the window")
            )
    near = [(start - _APART, end + _APART) for start, end in others.windows]
    return SharedDates(
        sky=windows.windows,
        science=others.windows,
        common=windows.restricted(dates=near).windows,
    )
