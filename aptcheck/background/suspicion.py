"""Observations that look like a background though no target declares them, and whose they seem."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.background.edge import held_by
from aptcheck.background.grouping import grouped
from aptcheck.background.list_faults import at_fault
from aptcheck.background.separation import target_separation
from aptcheck.geometry.great_circle import Vector, angle_arcsec, direction
from aptcheck.model.epoch import position_at

if TYPE_CHECKING:
    from aptcheck.model import Observation, Proposal, Target

__all__ = [
    "REACH_ARCSEC",
    "Suspicion",
    "Undeclared",
    "is_calibration",
    "looks_like_sky",
    "suspicions",
    "undeclared",
]

#: A sky this far from a science target, in arcsec, is not taken for its background.
REACH_ARCSEC = 30 * 60.0
_KEYWORD = "TELESCOPE/SKY BACKGROUND"
_TOKENS = frozenset({"BG", "BKG", "BKGD", "BACKGROUND", "SKY", "OFFSKY"})
#: Calibration, commissioning and engineering programmes.
_CALIBRATION = frozenset({"CAL", "COM", "ENG"})


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Suspicion:
    """A sky-like observation and the science observations it may serve.

    ``linked`` tells the strong case, a NON-INTERRUPTIBLE link, from the weak one, nearness.
    """

    sky: Observation
    sciences: tuple[Observation, ...]
    linked: bool


def looks_like_sky(observation: Observation, target: Target | None) -> bool:
    """Whether keyword, target name or label says sky, as a word of its own."""
    if target is not None and any(word.upper() == _KEYWORD for word in target.keywords):
        return True
    names = (observation.label, target.name if target is not None else "")
    return any(_TOKENS & set(re.split(r"[\W_]+", name.upper())) for name in names)


def is_calibration(proposal: Proposal) -> bool:
    """Whether this is a programme that may observe sky for its own sake."""
    return (proposal.category or "").upper() in _CALIBRATION


def suspicions(
    proposal: Proposal, undeclared: Sequence[Observation], sciences: Sequence[Observation]
) -> Iterator[Suspicion]:
    """Yield what looks like a background among observations whose target nobody lists.

    ``sciences`` are the MRS observations that may be served. What asks for a background itself is
    science, whatever it is called; anything else that looks like sky serves nobody. A calibration
    programme is left alone.
    """
    if is_calibration(proposal):
        return
    real = [o for o in sciences if not _sky_like(proposal, o)]
    stands = tuple(_stands(proposal, real))
    held = held_by(link for link in proposal.links.groups if link.non_interruptible)
    for sky in undeclared:
        if not _sky_like(proposal, sky):
            continue
        beside = {number for link in held.get(sky.number, ()) for number in link.members}
        linked = tuple(o for o in real if o.number in beside and not _same_target(o, sky))
        served = linked or tuple(_near(proposal, sky, stands))
        if served:
            yield Suspicion(sky=sky, sciences=served, linked=bool(linked))


def _sky_like(proposal: Proposal, observation: Observation) -> bool:
    target = proposal.target_of(observation)
    if target is not None and target.asks_for_background:
        return False
    return looks_like_sky(observation, target)


@dataclass(frozen=True, slots=True, eq=False)
class _Stand:
    """Where an observation points, with what gratings: looked up once for all pairs."""

    observation: Observation
    towards: Vector
    gratings: frozenset[str]


def _stands(proposal: Proposal, observations: Iterable[Observation]) -> Iterator[_Stand]:
    for observation in observations:
        target = proposal.target_of(observation)
        place = position_at(target, None) if target is not None else None
        if place is not None:
            yield _Stand(observation, direction(*place), _gratings(observation))


def _near(proposal: Proposal, sky: Observation, sciences: Sequence[_Stand]) -> list[Observation]:
    """Return the observations of the nearest science target that share a grating with the sky."""
    nearest, least = None, REACH_ARCSEC
    candidates = []
    for own in _stands(proposal, [sky]):
        for science in sciences:
            if own.gratings.isdisjoint(science.gratings):
                continue
            distance = angle_arcsec(own.towards, science.towards)
            if distance > REACH_ARCSEC or _same_target(science.observation, sky):
                continue
            candidates.append(science.observation)
            if nearest is None or distance < least:
                nearest, least = science.observation, distance
    return [o for o in candidates if nearest is not None and _same_target(o, nearest)]


def _same_target(one: Observation, other: Observation) -> bool:
    return one.target_number is not None and one.target_number == other.target_number


def _gratings(observation: Observation) -> frozenset[str]:
    mrs = observation.mrs
    exposures = mrs.exposures if mrs is not None else ()
    return frozenset(grating for exposure in exposures for grating in exposure.gratings)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Undeclared:
    """The observations of one sky target that no target declares, at least one.

    ``linked`` tells the strong case, as in `Suspicion`. ``served`` are the targets of the science
    that they may serve, by its observation numbers, without those whose list is at fault, and
    ``arcsec`` is how far the nearest of it is from the first sky, None where no position is known.
    """

    skies: tuple[Observation, ...]
    served: dict[int, Target]
    linked: bool
    arcsec: float | None


def undeclared(proposal: Proposal, found: Iterable[Suspicion]) -> Iterator[Undeclared]:
    """Yield what suspicions come to, one sky target each: the strong ones where there are any."""
    for same_sky in grouped(found, lambda suspicion: suspicion.sky.target_number).values():
        meant = [suspicion for suspicion in same_sky if suspicion.linked] or same_sky
        sky = meant[0].sky
        sciences = {o.number: o for suspicion in meant for o in suspicion.sciences}
        asking = [(number, proposal.target_of(science)) for number, science in sciences.items()]
        served = {n: t for n, t in asking if t is not None and not at_fault(proposal, t)}
        distances = (target_separation(proposal, sciences[number], sky) for number in served)
        yield Undeclared(
            skies=tuple(suspicion.sky for suspicion in meant),
            served=served,
            linked=meant[0].linked,
            arcsec=min((d for d in distances if d is not None), default=None),
        )
