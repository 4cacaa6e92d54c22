"""Which science a sky may serve that no non-interruptible link holds with any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from aptcheck.background.separation import target_separation
from aptcheck.background.sky_words import compact
from aptcheck.geometry.great_circle import Vector, angle_arcsec, direction
from aptcheck.model.epoch import position_at

if TYPE_CHECKING:
    from aptcheck.model import Observation, Proposal

__all__ = ["REACH_ARCSEC", "LikelyScience", "Tie", "name_of"]

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
    grouped : mapping
        The numbers that share any link with an observation, by its number.
    """

    def __init__(
        self,
        proposal: Proposal,
        sciences: Sequence[Observation],
        grouped: Mapping[int, Set[int]],
    ) -> None:
        self._proposal = proposal
        self._sciences = sciences
        self._grouped = grouped
        self._pointings = tuple(_pointings(proposal, sciences))
        self._names = {o.number: name_of(proposal, o) for o in sciences}

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
            if not _same_target(o, sky) and not gratings.isdisjoint(_gratings(o))
        ]
        beside = self._grouped.get(sky.number, frozenset())
        together = [o for o in fitting if o.number in beside]
        if together:
            return "group", self._named(sky, together) or tuple(together)
        named = tuple(o for o in self._named(sky, fitting) if not self._is_far(sky, o))
        if named:
            return "name", named
        return "place", self._nearest(sky)

    def _is_far(self, sky: Observation, science: Observation) -> bool:
        """Whether two places are known and too far apart; a moving target has none."""
        distance = target_separation(self._proposal, science, sky)
        return distance is not None and distance > REACH_ARCSEC

    def _named(self, sky: Observation, sciences: Sequence[Observation]) -> tuple[Observation, ...]:
        """Return those after whose target the sky is named, the longest name alone."""
        own = name_of(self._proposal, sky)
        found = [
            o
            for o in sciences
            if len(name := self._names[o.number]) >= _A_NAME and own.startswith(name)
        ]
        longest = max((len(self._names[o.number]) for o in found), default=0)
        return tuple(o for o in found if len(self._names[o.number]) == longest)

    def _nearest(self, sky: Observation) -> tuple[Observation, ...]:
        """Return the observations of the nearest science target."""
        nearest, least = None, REACH_ARCSEC
        candidates = []
        for own in _pointings(self._proposal, [sky]):
            for science in self._pointings:
                if own.gratings.isdisjoint(science.gratings):
                    continue
                distance = angle_arcsec(own.towards, science.towards)
                if distance > REACH_ARCSEC or _same_target(science.observation, sky):
                    continue
                candidates.append(science.observation)
                if nearest is None or distance < least:
                    nearest, least = science.observation, distance
        return tuple(o for o in candidates if nearest is not None and _same_target(o, nearest))


def name_of(proposal: Proposal, observation: Observation) -> str:
    """Return the name of an observation's target without separators, for comparison."""
    target = proposal.target_of(observation)
    return compact(target.name) if target is not None else ""


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
