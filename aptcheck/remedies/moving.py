"""Move a background to a place that no source spoils."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aptcheck.background.separation import target_separation
from aptcheck.edit import Remedy
from aptcheck.remedies.acquired import is_acquired
from aptcheck.remedies.no_motion import no_motion
from aptcheck.remedies.parts import remove, set_attribute, set_field

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.contamination.empty_sky.places import Places
    from aptcheck.contamination.judgement import FieldJudgement
    from aptcheck.contamination.sky import Sky
    from aptcheck.edit import Edit
    from aptcheck.model import Observation, Proposal, Target

#: Two targets nearer than this are at one place: APT rounds to 0.01 s, 0.15 arcsec.
_SAME_PLACE_ARCSEC: Final = 1.0

__all__ = ["moved", "moved_off_science", "still_edits"]


def moved_off_science(
    observation: Observation, sky: Sky, places: Places, graph: Graph
) -> Remedy | None:
    """Return the remedy that moves a background away from its own science source."""
    field = sky.judgement(observation)
    return None if field is None else moved(field, places, graph, meets_science=True)


def moved(
    field: FieldJudgement, places: Places, graph: Graph, *, meets_science: bool = False
) -> Remedy | None:
    """Return the remedy that moves a background to the first place suggested for it.

    All backgrounds of its target, or of one at the same place, move too: their Offsets and the
    motions of their targets are cleared. None if no place is known.
    """
    found = places.of(field, 1, meets_science=meets_science)
    wanted = places.wanted(field)
    if not found or wanted is None:
        return None
    edits: list[Edit | None] = []
    skies = [sky for sky in wanted.skies if _is_there(graph.proposal, sky, field.observation)]
    entries = {id(target): target for target in map(graph.proposal.target_of, skies)}
    for target in entries.values():
        if target is None or not target.has_position or is_acquired(graph.proposal, target):
            return None
        edits.append(set_attribute(target, "Value", found[0].apt, "EquatorialCoordinates"))
        if target.motion.moves:
            edits += still_edits(graph.proposal, target)
    for sky in skies:
        if sky.number in wanted.shifted and sky.requirements.offset is not None:
            edits.append(remove(sky.requirements.offset))
    return Remedy.of("move", edits)


def _is_there(proposal: Proposal, one: Observation, other: Observation) -> bool:
    """Whether two backgrounds have one target, or targets at one place."""
    if one.shares_target(other):
        return True
    apart = target_separation(proposal, one, other)
    return apart is not None and apart < _SAME_PLACE_ARCSEC


def still_edits(proposal: Proposal, target: Target) -> tuple[Edit | None, ...]:
    """Return the edits that remove motion and parallax from a target."""
    cleared = [set_field(target, name, value) for name, value in no_motion(proposal).items()]
    if target.motion.parallax_mas is not None:
        cleared.append(set_field(target, "AnnualParallax", ""))
    if target.motion.epoch is not None:
        cleared.append(set_field(target, "Epoch", ""))
    return tuple(cleared)
