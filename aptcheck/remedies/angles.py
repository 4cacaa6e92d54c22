"""Aperture PA Ranges as special requirements."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aptcheck.edit import Element, Remedy
from aptcheck.remedies.parts import add_element, remove
from aptcheck.remedies.versions import ORIENT_MODE, ORIENT_MSA, version
from aptcheck.schedule.aperture_pa import requirement_ranges

if TYPE_CHECKING:
    from aptcheck.contamination.proposed_ranges import ProposedRanges
    from aptcheck.edit import Edit
    from aptcheck.model import Proposal

__all__ = ["ranged"]

_NARROWER = "Fewer dates remain; see them in the Visit Planner."


def ranged(
    proposal: Proposal, proposed: ProposedRanges, moved: Remedy | None = None
) -> Remedy | None:
    """Return the remedy that allows only some angles, replacing those allowed now.

    ``moved`` is the remedy that moves the background instead; it is returned alone if there is
    nothing to propose, or if the angles allowed now cannot be read.
    """
    requirements = proposed.swept.observation.requirements
    if proposed.is_empty or requirements.angles_unread:
        return moved
    edits: list[Edit | None] = [remove(orient) for orient in requirements.orients]
    edits += [
        add_element(requirements, _range(proposal, low, high))
        for low, high in requirement_ranges(proposed.asked, proposed.swept.observation)
    ]
    asked = Remedy.of("unsafe", edits, f"{_NARROWER}{proposed.zone_sentence}")
    return moved if asked is None else replace(asked, instead=moved)


def _range(proposal: Proposal, low: str, high: str) -> Element:
    schema = version(proposal)
    attributes = [("OrientMin", f"{low} Degrees"), ("OrientMax", f"{high} Degrees")]
    if schema >= ORIENT_MODE:
        attributes.append(("Mode", "APA"))
    if schema >= ORIENT_MSA:
        attributes.append(("MsaSelectedAngle", "false"))
    return Element("OrientRange", attributes=tuple(attributes))
