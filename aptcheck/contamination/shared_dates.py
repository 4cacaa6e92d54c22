"""Whether a background and its science can be taken together, angles and dates considered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from aptcheck.contamination.swept import NoField
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from aptcheck.background.edge import Edge
    from aptcheck.contamination.opportunities import Opportunities
    from aptcheck.sky.windows import Window

__all__ = ["SharedDates", "shared_dates", "without_shared_dates"]

#: One is taken after the other: how far apart they may start.
_APART = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class SharedDates:
    """The windows of both sides, each as it asks for, and what is common to them (naive UTC)."""

    edge: Edge
    sky: tuple[Window, ...]
    science: tuple[Window, ...]
    windows: tuple[Window, ...]


def shared_dates(opportunities: Opportunities, edge: Edge) -> SharedDates | NoField | None:
    """Return the dates at which the angles asked of both sides can be had, a day apart at most.

    None where neither side asks for angles: no numpy is loaded then.
    """
    if all(opportunities.asked(side) is None for side in (edge.sky, edge.science)):
        return None
    sky, science = opportunities.alone(edge.sky), opportunities.alone(edge.science)
    if isinstance(sky, NoField):
        return sky
    if isinstance(science, NoField):
        return science
    for side, seen in ((edge.sky, sky), (edge.science, science)):
        if not seen.spans:
            reason = f"observation {side.number} cannot be taken as it asks in the window"
            return NoField(Reason(reason))
    near = [(start - _APART, end + _APART) for start, end in science.windows]
    return SharedDates(
        edge=edge,
        sky=sky.windows,
        science=science.windows,
        windows=sky.restricted(dates=near).windows,
    )


def without_shared_dates(
    opportunities: Opportunities, edges: Iterable[Edge]
) -> tuple[list[SharedDates], list[Reason]]:
    """Return the pairs whose angles can be had on no common date, and why others are not known."""
    apart: list[SharedDates] = []
    unknown: list[Reason] = []
    for edge in edges:
        shared = shared_dates(opportunities, edge)
        if isinstance(shared, NoField):
            unknown.append(shared.reason)
        elif shared is not None and not shared.windows:
            apart.append(shared)
    return apart, unknown
