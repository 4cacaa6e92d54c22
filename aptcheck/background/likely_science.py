"""Which science a sky may serve when no non-interruptible link holds it with any."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from aptcheck.background.grouping import grouped
from aptcheck.background.named_after import name_of, named_after
from aptcheck.background.separation import target_separation
from aptcheck.geometry.neighbours import Neighbours
from aptcheck.model.epoch import position_at
from aptcheck.modes.ramps import elements_of

if TYPE_CHECKING:
    from aptcheck.background.held import Held
    from aptcheck.model import Observation, Proposal

__all__ = ["REACH_ARCSEC", "LikelyScience", "Tie"]

#: What ties a sky to a science: an interruptible group, its name, or its place.
Tie = Literal["group", "name", "place"]

#: The shortest target name after which a sky can be named.
_A_NAME = 3

#: A sky farther than this from a science target, in arcsec, is not taken for its background.
REACH_ARCSEC = 30 * 60.0


#: Most skies have a science within the first, so that few places are compared.
_REACHES = (60.0, 300.0, REACH_ARCSEC)


class LikelyScience:
    """The science observations that an unlinked sky may serve, where its settings match.

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
        self._together: dict[Hashable, tuple[Observation, ...]] = {}

    def of(self, sky: Observation) -> tuple[Tie, tuple[Observation, ...]]:
        """Return what ties a sky to a science, and that science; empty where nothing does.

        An interruptible group comes first, then the name, then the place. In a group with several
        targets, the one that the sky is named after counts. Outside a group, a known place must be
        within reach.
        """
        if together := self._grouped(sky):
            own = named_after(self._proposal, sky, together, least=_A_NAME)
            return "group", tuple(own) if own else together
        if near := tuple(o for o in self._named(sky) if not self._is_far(sky, o)):
            return "name", near
        return "place", self._nearest(sky)

    def _grouped(self, sky: Observation) -> tuple[Observation, ...]:
        """Return the science in a group with a sky where its settings match, by number."""
        links = self._held.get(sky.number, ())
        elements = elements_of(sky)
        # One group may hold hundreds of skies that differ only in their targets.
        key = tuple(map(id, links)), elements
        if key not in self._together:
            beside = sorted({number for link in links for number in link.members})
            members = (o for number in beside for o in self._by_number.get(number, ()))
            self._together[key] = tuple(
                o for o in members if not elements.isdisjoint(elements_of(o))
            )
        together = self._together[key]
        if sky.target_number not in self._by_target:
            return together
        return tuple(o for o in together if not sky.shares_target(o))

    @cached_property
    def _by_target(self) -> dict[int | None, list[Observation]]:
        return grouped(self._sciences, lambda o: o.target_number)

    @cached_property
    def _by_number(self) -> dict[int, list[Observation]]:
        return grouped(self._sciences, lambda o: o.number)

    @cached_property
    def _by_name(self) -> dict[str, list[Observation]]:
        return grouped(self._sciences, lambda o: name_of(self._proposal, o))

    def _named(self, sky: Observation) -> list[Observation]:
        """Return the science with the longest target name that the sky's name begins with."""
        own = name_of(self._proposal, sky)
        for length in range(len(own), _A_NAME - 1, -1):
            named = [o for o in self._by_name.get(own[:length], ()) if _fits(sky, o)]
            if named:
                return named
        return []

    def _is_far(self, sky: Observation, science: Observation) -> bool:
        """Whether two places are known and too far apart; a moving target has none."""
        distance = target_separation(self._proposal, science, sky)
        return distance is not None and distance > REACH_ARCSEC

    @cached_property
    def _targets(self) -> Neighbours[Sequence[Observation]]:
        """The science targets that have a place, each as its observations."""
        by_target = self._by_target.values()
        at = ((_place(self._proposal, members[0]), members) for members in by_target)
        return Neighbours((place, members) for place, members in at if place is not None)

    def _nearest(self, sky: Observation) -> tuple[Observation, ...]:
        """Return the observations of the nearest science target."""
        own = _place(self._proposal, sky)
        if own is None:
            return ()
        for reach in _REACHES:
            fitting = (
                (arcsec, [o for o in members if _fits(sky, o)])
                for arcsec, members in self._targets.near(own, reach)
            )
            if found := [(arcsec, members) for arcsec, members in fitting if members]:
                return tuple(min(found, key=lambda one: one[0])[1])
        return ()


def _place(proposal: Proposal, observation: Observation) -> tuple[float, float] | None:
    target = proposal.target_of(observation)
    return position_at(target, None) if target is not None else None


def _fits(sky: Observation, science: Observation) -> bool:
    """Whether an observation takes a setting that the sky takes, on another target."""
    return not sky.shares_target(science) and not elements_of(sky).isdisjoint(elements_of(science))
