"""The distance of each pair of a background target, or why it is not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.background.separation import Separation, pointing, same_body

if TYPE_CHECKING:
    from aptcheck.background.bond import Bond
    from aptcheck.background.graph import Graph
    from aptcheck.background.intent import Intent
    from aptcheck.background.sharing import SkyUse
    from aptcheck.model import Observation, Proposal

__all__ = ["PairDistance", "nearest", "pair_distances"]

_SHADOW = "strategy shadow: the background is the target's place at another time"


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class PairDistance:
    """Pairs that are equally far apart; ``obstacle`` says why the distance is not known.

    All of one intent; ``moves`` says that a target has a proper motion, so that the date matters.
    """

    intent: Intent
    bond: Bond
    separation: Separation | None
    obstacle: str | None
    moves: bool

    @property
    def arcmin(self) -> float:
        """How far apart the two are; 0 where that is not known."""
        return self.separation.arcsec / 60 if self.separation is not None else 0.0

    @property
    def science_target(self) -> int | None:
        """The number of the science target."""
        return self.bond.science.target_number


def pair_distances(graph: Graph, use: SkyUse, year: float) -> tuple[PairDistance, ...]:
    """Return the distances of a background target at a Julian year, except with Imager primary.

    With Primary Channel = Imager, the imager is on the target and the MRS 74 arcsec beside it: its
    place depends on the angle, not only on the coordinates.
    """
    return tuple(
        _distance(graph, intent, part, year)
        for intent, bond in use.bonds
        for part in bond.parted(pointing)
        if not part.sky.imager_primary
    )


def nearest(measured: Iterable[PairDistance]) -> tuple[PairDistance, ...]:
    """Keep the nearest observation of each science target, since a mosaic may be cut into several.

    Those of unknown separation are left out.
    """
    found: dict[int | None, PairDistance] = {}
    for one in measured:
        if one.separation is not None:
            known = found.get(one.science_target, one)
            found[one.science_target] = min(known, one, key=lambda pair: pair.arcmin)
    return tuple(found.values())


def _distance(graph: Graph, intent: Intent, bond: Bond, year: float) -> PairDistance:
    proposal, science, sky = graph.proposal, bond.science, bond.sky
    separation, obstacle = graph.separation(science, sky, year), None
    if separation is None:
        shadow = intent.strategy == "shadow"
        obstacle = _SHADOW if shadow else _obstacle(proposal, science, sky)
    targets = (proposal.target_of(science), proposal.target_of(sky))
    moves = any(target is not None and target.motion.moves for target in targets)
    return PairDistance(
        intent=intent, bond=bond, separation=separation, obstacle=obstacle, moves=moves
    )


def _obstacle(proposal: Proposal, science: Observation, sky: Observation) -> str:
    for observation in (sky, science):
        if observation.requirements.offset_arcsec is None:
            return f"the Offset of observation {observation.number} cannot be read"
    if science.mosaic.unread:
        return f"the mosaic of observation {science.number} cannot be read"
    if same_body(proposal, science, sky):
        return (
            "science and background follow the same moving body without an Offset between them, "
            "and aptcheck does not read other levels of a target, such as TYPE=POS_ANGLE"
        )
    lost = filter(None, (_without_place(proposal, observation) for observation in (sky, science)))
    return next(lost, "an Offset or a proper motion leads more than 180 degrees away")


def _without_place(proposal: Proposal, observation: Observation) -> str | None:
    target = proposal.target_of(observation)
    if target is None:
        return f"observation {observation.number} has no target"
    if target.is_moving:
        return f"target {target.name} is a moving target"
    if not target.has_position:
        return f"target {target.name} has no readable coordinates"
    if not target.motion.is_known:
        return f"the proper motion of target {target.name} cannot be read"
    return None
