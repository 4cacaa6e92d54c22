"""The dates that the other members of a Non-interruptible group leave to an observation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Literal

from aptcheck.errors import FieldUnavailable
from aptcheck.model.dates import DateWindow, date_windows
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from aptcheck.model import GroupLink, Observation, Proposal
    from aptcheck.schedule.opportunity import Opportunity

__all__ = ["GroupBound", "group_bounds"]

#: Members of a Non-interruptible group follow each other: how far apart they may start beyond the
#: science time of the group.
_FOLLOWING = timedelta(days=1)
#: Members with dates or angles of their own; beyond, a file could keep a machine busy for hours.
_MOST_MEMBERS = 100


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class GroupBound:
    """What one member of a group leaves to another, by the dates or the angles it asks for itself.

    ``dates`` are wider than those of the member by the time that the group takes.
    """

    member: int
    asks: Literal["dates", "angles"]
    dates: tuple[DateWindow, ...]


def group_bounds(opportunity: Opportunity) -> Iterator[GroupBound]:
    """Yield what each other member leaves to an observation; loads no numpy where none asks angles.

    Raises
    ------
    FieldUnavailable
        The dates of a member cannot be read, or there are too many of them.
    """
    own, proposal = opportunity.observation, opportunity.proposal
    for link in proposal.links.binding_by_member.get(own.number, ()):
        # One more than can be followed shows that there are too many.
        others = tuple(islice(_others(link, own, proposal), _MOST_MEMBERS + 1))
        if len(others) > _MOST_MEMBERS:
            raise FieldUnavailable(
                Reason(f"observation {own.number} is in a group with too many dates to follow")
            )
        apart = _FOLLOWING + _science_time(link, proposal) if others else _FOLLOWING
        for member in others:
            for asks, windows in _binding(opportunity.of(member)):
                dates = tuple((_less(start, apart), _more(end, apart)) for start, end in windows)
                yield GroupBound(member=member.number, asks=asks, dates=dates)


def _binding(
    member: Opportunity,
) -> Iterator[tuple[Literal["dates", "angles"], tuple[DateWindow, ...]]]:
    """Yield the dates that bind the others of a member's group: what it asks for, if anything.

    One that asks for the impossible is reported separately and binds no other.
    """
    requirements = member.observation.requirements
    member.demand_dates()
    if requirements.dates and (dates := date_windows(requirements)):
        yield "dates", dates
    if requirements.orients:
        try:
            alone = member.own_windows
        except FieldUnavailable:
            return
        if alone.spans:
            yield "angles", alone.windows


def _others(link: GroupLink, own: Observation, proposal: Proposal) -> Iterator[Observation]:
    """Yield the other members that ask for dates or angles and are still to be taken.

    One that has been taken binds no other: its dates are settled.
    """
    for number in link.members:
        member = proposal.observation(number) if number in proposal.restricted else None
        if member is not None and number != own.number:
            yield member


def _science_time(link: GroupLink, proposal: Proposal) -> timedelta:
    members = [proposal.observation(number) for number in link.members]
    seconds = sum((m.science_duration_s or 0) for m in members if m is not None)
    return timedelta(seconds=min(seconds, 30 * 86_400))


def _less(date: datetime, by: timedelta) -> datetime:
    return date - by if date - datetime.min > by else datetime.min


def _more(date: datetime, by: timedelta) -> datetime:
    return date + by if datetime.max - date > by else datetime.max
