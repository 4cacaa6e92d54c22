"""Which science a sky may serve that no non-interruptible link holds with any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from aptcheck.background.named_after import named_after
from aptcheck.background.separation import target_separation
from aptcheck.geometry.great_circle import Vector, angle_arcsec, direction
from aptcheck.model.epoch import position_at

if TYPE_CHECKING:
    from aptcheck.background.edge import Held
    from aptcheck.model import Observation, Proposal

__all__ = ["REACH_ARCSEC", "LikelyScience", "Tie"]

#: What ties a sky to its science: an interruptible group, its name, or its place.
Tie = Literal["group", "name", "place"]

#: The least length of a target name by which a sky can be named after it.
_A_NAME = 3

#: A sky this far from a science target, in arcsec, is not taken for its background.
REACH_ARCSEC = 30 * 60.0


@dataclass(frozen=True, slots=True, eq=False)
class _Pointing:
    """Where an observation points, with what gratings: looked up once for all pairs."""

    observation: Observation
    towards: Vector
    gratings: frozenset[str]


class LikelyScience:
    """The science observations that an unlinked sky may serve, as far as its gratings answer.

    Parameters
    ----------
    sciences : sequence of Observation
        All that may be served.
    held : mapping
        The links of any kind that hold an observation, by its number.
    """

    def __init__(
        self,
        proposal: Proposal,
        sciences: Sequence[Observation],
        held: Held,
    ) -> None:
        self._proposal = proposal
        self._sciences = sciences
        self._held = held

    @cached_property
    def _pointings(self) -> tuple[_Pointing, ...]:
        return tuple(_pointings(self._proposal, self._sciences))

    def of(self, sky: Observation) -> tuple[Tie, tuple[Observation, ...]]:
        """Return what ties a sky to some science, and that science, none where nothing does.

        An interruptible group comes first, then the name, then the place. In a group with several
        targets the one counts that the sky is named after. But for a group, a known place must be
        within reach.
        """
        gratings = _gratings(sky)
        fitting = [
            o
            for o in self._sciences
            if not o.shares_target(sky) and not gratings.isdisjoint(_gratings(o))
        ]
        beside = {number for link in self._held.get(sky.number, ()) for number in link.members}
        together = [o for o in fitting if o.number in beside]
        if together:
            own = named_after(self._proposal, sky, together, least=_A_NAME)
            return "group", tuple(own or together)
        named = named_after(self._proposal, sky, fitting, least=_A_NAME)
        if near := tuple(o for o in named if not self._is_far(sky, o)):
            return "name", near
        return "place", self._nearest(sky)

    def _is_far(self, sky: Observation, science: Observation) -> bool:
        """Whether two places are known and too far apart; a moving target has none."""
        distance = target_separation(self._proposal, science, sky)
        return distance is not None and distance > REACH_ARCSEC

    def _nearest(self, sky: Observation) -> tuple[Observation, ...]:
        """Return the observations of the nearest science target."""
        nearest, least = None, REACH_ARCSEC
        candidates = []
        for own in _pointings(self._proposal, [sky]):
            for science in self._pointings:
                if own.gratings.isdisjoint(science.gratings):
                    continue
                distance = angle_arcsec(own.towards, science.towards)
                if distance > REACH_ARCSEC or science.observation.shares_target(sky):
                    continue
                candidates.append(science.observation)
                if nearest is None or distance < least:
                    nearest, least = science.observation, distance
        return tuple(o for o in candidates if nearest is not None and o.shares_target(nearest))


def _pointings(proposal: Proposal, observations: Iterable[Observation]) -> Iterator[_Pointing]:
    for observation in observations:
        target = proposal.target_of(observation)
        place = position_at(target, None) if target is not None else None
        if place is not None:
            yield _Pointing(observation, direction(*place), _gratings(observation))


def _gratings(observation: Observation) -> frozenset[str]:
    mrs = observation.mrs
    exposures = mrs.exposures if mrs is not None else ()
    return frozenset(grating for exposure in exposures for grating in exposure.gratings)
