"""From a proposal to its background graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from aptcheck.background.attached import attached
from aptcheck.background.bond import skies_in
from aptcheck.background.graph import Graph
from aptcheck.background.grouping import grouped
from aptcheck.background.intent import resolve
from aptcheck.background.roles import Science
from aptcheck.background.stated_intents import Side, decide
from aptcheck.background.suspicion import suspicions

if TYPE_CHECKING:
    from aptcheck.background.bond import Bond
    from aptcheck.background.intent import Intent
    from aptcheck.config import IntentSetting
    from aptcheck.model import Observation, Proposal, Target
    from aptcheck.modes.mode import Mode

__all__ = ["build_graph"]


def build_graph(
    proposal: Proposal, mode: Mode, intents: Mapping[str, IntentSetting] | None = None
) -> Graph:
    """Read the background graph of a proposal in one mode.

    Observations of other modes are not in it, nor are withdrawn ones.
    """
    live = [o for o in proposal.observations if mode.is_live(o)]
    listed = _listed(proposal)
    skies = [o for o in live if o.target_number in listed]
    undeclared = [o for o in live if o.target_number not in listed]
    mere_skies = {o.number for o in skies if not _lists(proposal.target_of(o))}
    served = [o for o in live if o.number not in mere_skies]
    shadowed = _shadowed(proposal, mode, intents or {}, served)
    suspected = tuple(suspicions(proposal, live, undeclared, served, shadowed))
    meant_as_sky = {suspicion.sky.number for suspicion in suspected}
    held = proposal.links.groups_by_member
    sciences_meant = [o for o in served if o.number not in meant_as_sky]
    groups = tuple(attached(proposal, sciences_meant, skies, held))
    skies_of = {id(o): own for alike, bonds in groups for own in (skies_in(bonds),) for o in alike}
    sides = [Side(o, proposal.target_of(o), skies_of[id(o)]) for o in sciences_meant]
    settings, stated = decide(proposal, intents or {}, sides, suspected, mode)
    meant = {
        id(side.observation): resolve(
            side.observation, side.target, setting, has_background=bool(side.skies)
        )
        for side, setting in zip(sides, settings, strict=True)
    }
    bonds_of = dict(_by_intent(groups, meant))
    sciences = [
        Science(
            observation=side.observation,
            target=side.target,
            intent=meant[id(side.observation)],
            bonds=bonds_of[id(side.observation)],
        )
        for side in sides
    ]
    return Graph(
        proposal=proposal,
        mode=mode,
        listed=listed,
        sciences=tuple(sciences),
        skies=tuple(skies),
        suspicions=suspected,
        intents=stated,
    )


def _by_intent(
    groups: Iterable[tuple[tuple[Observation, ...], tuple[Bond, ...]]], meant: Mapping[int, Intent]
) -> Iterator[tuple[int, tuple[Bond, ...]]]:
    """Yield the bonds of each observation, by its identity; each bond has one intent."""
    for alike, bonds in groups:
        for members in grouped(alike, lambda o: meant[id(o)]).values():
            own = bonds
            if len(members) < len(alike):
                own = tuple(replace(bond, sciences=tuple(members)) for bond in bonds)
            for observation in members:
                yield id(observation), own


def _shadowed(
    proposal: Proposal,
    mode: Mode,
    intents: Mapping[str, IntentSetting],
    observations: Sequence[Observation],
) -> frozenset[int]:
    """Return the observations of moving targets for which the configuration sets a shadow."""
    sides = [Side(o, proposal.target_of(o), ()) for o in observations] if intents else []
    settings, _ = decide(proposal, intents, sides, (), mode)
    return frozenset(
        side.observation.number
        for side, setting in zip(sides, settings, strict=True)
        if setting is not None and setting.strategy == "shadow" and side.is_moving
    )


def _lists(target: Target | None) -> bool:
    return target is not None and bool(target.backgrounds)


def _listed(proposal: Proposal) -> frozenset[int]:
    return frozenset(
        reference.number
        for target in proposal.targets
        for reference in target.backgrounds
        if reference.number is not None and reference.number != target.number
    )
