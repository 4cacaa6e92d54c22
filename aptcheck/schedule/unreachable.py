"""Why an observation cannot be taken on any date of the observing window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from aptcheck.model.dates import date_windows
from aptcheck.schedule.group_bounds import GroupBound, group_bounds
from aptcheck.wording import Reason, agree, briefly, open_date_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aptcheck.schedule.opportunity import Opportunity

__all__ = ["Cause", "Unreachable", "unreachable"]

#: What leaves no date: the telescope in the window; the observation's own dates, which are mutually
#: exclusive, are all outside the window, or are those at which the telescope cannot point at the
#: target; the angles it asks for, at any date or at those it asks for; its linked observations.
Cause = Literal[
    "regard", "exclusive", "outside", "dates", "angles", "angles at its dates", "linked"
]

#: No target is outside the field of regard (Sun angles 85 to 135 degrees) for longer than the Sun
#: takes from 85 degrees on one side of it to 85 on the other: 180 days in July, when it is slowest.
_ALWAYS_SEEN = timedelta(days=190)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Unreachable:
    """What leaves an observation no date of the observing window.

    Attributes
    ----------
    cause : Cause
    reason : Reason
        The same in words.
    members : tuple of int
        The linked observations that leave no date; empty for every other cause.
    is_guess : bool
        Whether another window, as good as this one, could leave a date.
    """

    cause: Cause
    reason: Reason
    members: tuple[int, ...] = ()
    is_guess: bool = False

    @property
    def lacks(self) -> Literal["angle", "date", "linked date"] | None:
        """What is missing by a fault of the proposal, as in `FieldUnavailable`."""
        if self.cause == "angles":
            return "angle"
        if self.is_guess:
            return None
        return "linked date" if self.cause == "linked" else "date"


def unreachable(opportunity: Opportunity) -> Unreachable | None:
    """Return why no date is left to an observation, the first cause of several; None where one is.

    Raises
    ------
    FieldUnavailable
        It is not known when the observation can be taken.
    """
    for cause, reason, members in _causes(opportunity):
        guess = opportunity.window.is_guess and cause not in ("exclusive", "angles")
        return Unreachable(cause=cause, reason=Reason(reason), members=members, is_guess=guess)
    return None


def _causes(opportunity: Opportunity) -> Iterator[tuple[Cause, str, tuple[int, ...]]]:
    """Yield what leaves no date, in words, and the linked observations that do."""
    number, window = opportunity.observation.number, opportunity.window
    when = f"between {window.start:%Y-%m-%d} and {window.end:%Y-%m-%d}"
    opportunity.demand_dates()
    dated = bool(opportunity.observation.requirements.dates)
    asked = date_windows(opportunity.observation.requirements)
    words = open_date_words(asked)
    if not asked:
        yield (
            "exclusive",
            f"the dates that observation {number} asks for are mutually exclusive",
            (),
        )
    elif all(end <= window.start or start >= window.end for start, end in asked):
        reason = f"observation {number} asks for dates ({words}) outside {window.origin}"
        yield "outside", f"{reason} ({window.start:%Y-%m-%d} to {window.end:%Y-%m-%d})", ()
    brief = window.end - window.start < _ALWAYS_SEEN
    if (brief or dated or opportunity.records) and not opportunity.field_of_regard.spans:
        stored = opportunity.field_of_regard.origin == "visit-planner"
        by = ", as APT's Visit Planner stored it" if stored else ""
        yield "regard", f"the target of observation {number} cannot be observed {when}{by}", ()
    if dated and not opportunity.within_dates.spans:
        reason = f"observation {number} asks for dates ({words}) at which its target"
        yield "dates", f"{reason} cannot be observed", ()
    if opportunity.requested_angles is not None:
        reason = f"the position angles that observation {number} asks for are not available"
        if opportunity.is_parted_by_links:
            reason = _parted_by_links(opportunity)
        if not opportunity.at_angles.spans:
            yield "angles", f"{reason} {when}", ()
        if not opportunity.own_windows.spans:
            yield "angles at its dates", f"{reason} at the dates that it asks for ({words})", ()
    bounds = tuple(group_bounds(opportunity))
    if bounds and not opportunity.group_windows.spans:
        members = _blocking(opportunity, bounds)
        linked = f"{briefly('observation', sorted(members))}, to which it is linked"
        yield "linked", f"observation {number} shares no date {when} with {linked}", members


def _parted_by_links(opportunity: Opportunity) -> str:
    others = sorted(opportunity.turning.turned_with(opportunity.observation.number))
    return (
        f"the position angle {agree(others, 'link', 'links')} with "
        f"{briefly('observation', others)} {agree(others, 'leaves', 'leave')} observation "
        f"{opportunity.observation.number} no position angle that the telescope can take"
    )


def _blocking(opportunity: Opportunity, bounds: Sequence[GroupBound]) -> tuple[int, ...]:
    """Return the members that leave no date by themselves, else all that do so together."""
    members = tuple(dict.fromkeys(bound.member for bound in bounds))
    alone = tuple(member for member in members if not _left(opportunity, bounds, member))
    return alone or members


def _left(opportunity: Opportunity, bounds: Sequence[GroupBound], member: int) -> bool:
    left = opportunity.own_windows
    for bound in bounds:
        if bound.member == member:
            left = left.restricted(dates=bound.dates)
    return bool(left.spans)
