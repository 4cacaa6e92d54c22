"""What distinguishes observations in time and place: those alike are computed once."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from aptcheck.errors import FieldUnavailable
from aptcheck.model import OrientFromLink

if TYPE_CHECKING:
    from aptcheck.schedule.opportunity import Opportunity

__all__ = ["likeness"]


def likeness(opportunity: Opportunity) -> Hashable:
    """Return a key that is equal for observations with the same place, field, dates and angles.

    One with windows stored by APT, or whose field is not known, is like no other.
    """
    observation, links = opportunity.observation, opportunity.proposal.links
    try:
        field = opportunity.field
    except FieldUnavailable:
        return id(observation)
    asked = observation.requirements
    if opportunity.records or asked.unread or observation.target_number is None:
        return id(observation)
    number = observation.number
    return (
        observation.target_number,
        # Equal fields are one object, which the schedule keeps.
        id(field),
        opportunity.aperture.name,
        tuple((r.min_deg, r.max_deg, r.frame) for r in asked.orients),
        tuple((bound.after, bound.before) for bound in asked.dates),
        observation.is_executed,
        tuple(map(id, links.binding_by_member.get(number, ()))),
        tuple(
            (id(link), isinstance(link, OrientFromLink) and link.observation == number)
            for link in links.orients_by_member.get(number, ())
        ),
    )
