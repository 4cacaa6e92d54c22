"""Which science a sky may serve that nothing links with any: the nearest that shares a grating."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.geometry.great_circle import Vector, angle_arcsec, direction
from aptcheck.model.epoch import position_at

if TYPE_CHECKING:
    from aptcheck.model import Observation, Proposal

__all__ = ["REACH_ARCSEC", "Nearby"]

#: A sky this far from a science target, in arcsec, is not taken for its background.
REACH_ARCSEC = 30 * 60.0


@dataclass(frozen=True, slots=True, eq=False)
class _Pointing:
    """Where an observation points, with what gratings: looked up once for all pairs."""

    observation: Observation
    towards: Vector
    gratings: frozenset[str]


class Nearby:
    """The science observations of a proposal, by where they are."""

    def __init__(self, proposal: Proposal, sciences: Sequence[Observation]) -> None:
        self._proposal = proposal
        self._sciences = tuple(_pointings(proposal, sciences))

    def nearest(self, sky: Observation) -> tuple[Observation, ...]:
        """Return the observations of the nearest science target that share a grating."""
        nearest, least = None, REACH_ARCSEC
        candidates = []
        for own in _pointings(self._proposal, [sky]):
            for science in self._sciences:
                if own.gratings.isdisjoint(science.gratings):
                    continue
                distance = angle_arcsec(own.towards, science.towards)
                if distance > REACH_ARCSEC or _same_target(science.observation, sky):
                    continue
                candidates.append(science.observation)
                if nearest is None or distance < least:
                    nearest, least = science.observation, distance
        return tuple(o for o in candidates if nearest is not None and _same_target(o, nearest))


def _pointings(proposal: Proposal, observations: Iterable[Observation]) -> Iterator[_Pointing]:
    for observation in observations:
        target = proposal.target_of(observation)
        place = position_at(target, None) if target is not None else None
        if place is not None:
            yield _Pointing(observation, direction(*place), _gratings(observation))


def _same_target(one: Observation, other: Observation) -> bool:
    return one.target_number is not None and one.target_number == other.target_number


def _gratings(observation: Observation) -> frozenset[str]:
    mrs = observation.mrs
    exposures = mrs.exposures if mrs is not None else ()
    return frozenset(grating for exposure in exposures for grating in exposure.gratings)
