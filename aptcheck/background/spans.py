"""What can be said of the distance of each pair of a sky target, and why nothing where nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aptcheck.background.edge import Edge
from aptcheck.background.intent import Intent
from aptcheck.background.separation import Separation, same_body
from aptcheck.background.sharing import SkyUse
from aptcheck.model import Observation, Proposal

__all__ = ["Span", "spans"]

_HALF_THE_SKY = 180 * 3600.0  # arcsec


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """A pair and its separation; ``obstacle`` says why there is none."""

    intent: Intent
    edge: Edge
    separation: Separation | None
    obstacle: str | None = None


def spans(
    proposal: Proposal, use: SkyUse, measure: Callable[[Edge], Separation | None]
) -> tuple[Span, ...]:
    """Return the spans of a sky target, without Primary Channel = Imager.

    There the imager is on the target and the MRS 74 arcsec beside it: where it falls is a question
    of the angle, not of the coordinates.
    """
    return tuple(
        _span(proposal, intent, edge, measure)
        for intent, edge in use.pairs()
        if edge.sky.mrs is None or not edge.sky.mrs.imager_primary
    )


def _span(
    proposal: Proposal, intent: Intent, edge: Edge, measure: Callable[[Edge], Separation | None]
) -> Span:
    if intent.strategy == "shadow" and not same_body(proposal, edge.science, edge.sky):
        obstacle = "strategy shadow: the sky is taken where the target stands at another time"
        return Span(intent=intent, edge=edge, separation=None, obstacle=obstacle)
    separation = measure(edge)
    if separation is not None and not separation.farthest <= _HALF_THE_SKY + 1.0:
        obstacle = "an Offset reaches beyond the sky"
        return Span(intent=intent, edge=edge, separation=None, obstacle=obstacle)
    unknown = None if separation is not None else _obstacle(proposal, edge.science, edge.sky)
    return Span(intent=intent, edge=edge, separation=separation, obstacle=unknown)


def _obstacle(proposal: Proposal, science: Observation, sky: Observation) -> str:
    if same_body(proposal, science, sky):
        return "science and background follow the same moving body without an Offset between them"
    for observation in (sky, science):
        target = proposal.target_of(observation)
        if target is None:
            return f"observation {observation.number} has no target"
        if target.is_moving:
            return f"target {target.name} is a moving target"
        if not target.has_position:
            return f"target {target.name} has no readable coordinates"
    return "a proper motion is out of all bounds"
