"""Observations that look like a background though no target declares them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aptcheck.background.separation import pointing_separation
from aptcheck.model import Observation, Proposal, Target

__all__ = ["REACH_ARCSEC", "Suspicion", "asks_for_background", "looks_like_sky", "suspicions"]

#: A sky this far from a science target, in arcsec, is not taken for its background.
REACH_ARCSEC = 30 * 60.0
_KEYWORD = "TELESCOPE/SKY BACKGROUND"
_TOKENS = frozenset({"BG", "BKG", "BKGD", "BACKGROUND", "SKY", "OFFSKY"})
_CALIBRATION = frozenset({"CAL", "COM", "ENG"})


@dataclass(frozen=True, kw_only=True, slots=True)
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


def asks_for_background(target: Target | None) -> bool:
    """Whether a target's own entry makes it science: it requires a background, or lists one."""
    return target is not None and bool(target.background_required or target.backgrounds)


def suspicions(
    proposal: Proposal, undeclared: Sequence[Observation], sciences: Sequence[Observation]
) -> Iterator[Suspicion]:
    """Yield what looks like a background among observations whose target nobody lists.

    ``sciences`` are the MRS observations that may be served. What asks for a background itself is
    science, whatever it is called; anything else that looks like sky serves nobody. Calibration,
    commissioning and engineering programmes observe sky for its own sake.
    """
    if (proposal.category or "").upper() in _CALIBRATION:
        return
    real = [o for o in sciences if not _sky_like(proposal, o)]
    for sky in undeclared:
        if not _sky_like(proposal, sky):
            continue
        held = {
            number
            for link in proposal.links.groups
            if link.non_interruptible and sky.number in link.members
            for number in link.members
        }
        linked = tuple(o for o in real if o.number in held and not _same_target(o, sky))
        served = linked or tuple(_near(proposal, sky, real))
        if served:
            yield Suspicion(sky=sky, sciences=served, linked=bool(linked))


def _sky_like(proposal: Proposal, observation: Observation) -> bool:
    target = proposal.target_of(observation)
    return not asks_for_background(target) and looks_like_sky(observation, target)


def _near(
    proposal: Proposal, sky: Observation, sciences: Sequence[Observation]
) -> Iterator[Observation]:
    """Yield the observations of the nearest science target that share a grating with the sky."""
    distances = {
        science.number: distance
        for science in sciences
        if not _same_target(science, sky) and _gratings(science) & _gratings(sky)
        for distance in [pointing_separation(proposal, science, sky)]
        if distance is not None and distance <= REACH_ARCSEC
    }
    if not distances:
        return
    nearest = min(distances, key=distances.__getitem__)
    chosen = proposal.observation(nearest)
    for science in sciences:
        if science.number in distances and chosen is not None and _same_target(science, chosen):
            yield science


def _same_target(one: Observation, other: Observation) -> bool:
    numbers = [o.target.number if o.target is not None else None for o in (one, other)]
    return numbers[0] is not None and numbers[0] == numbers[1]


def _gratings(observation: Observation) -> set[str]:
    mrs = observation.mrs
    return (
        {g for exposure in mrs.exposures for g in exposure.gratings} if mrs is not None else set()
    )
