"""Which observations of its listed targets are paired with a science observation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.background.bond import Bond
from aptcheck.background.grouping import grouped
from aptcheck.background.held import common_links, in_target_group
from aptcheck.modes.ramps import ramps_of

if TYPE_CHECKING:
    from aptcheck.background.held import Held
    from aptcheck.model import GroupLink, Observation, Proposal
    from aptcheck.modes.ramp import Setting

__all__ = ["attached"]


def attached(
    proposal: Proposal, sciences: Iterable[Observation], skies: Iterable[Observation], held: Held
) -> Iterator[tuple[tuple[Observation, ...], tuple[Bond, ...]]]:
    """Yield groups of science observations with the same skies, and their bonds by sky number.

    The skies of a science observation are those that it shares a non-interruptible link or a target
    group with, as APT lists them. A sky in an interruptible link, or in none, makes a pair only
    where there is a fault to find: no sky is held, none of those held takes a setting of the
    science, or no science observation holds a listed target. A target that lists itself is a
    separate fault and makes no pair.

    Source: the lists of background observations that APT printed for 182 programmes with the MRS,
    2021 to 2026: all 671 name the skies of the non-interruptible links and no others.

    Parameters
    ----------
    sciences, skies : iterable of Observation
        By number; a sky whose target lists others is among both.
    held : Held
        The links of each observation.
    """
    offered = _SkyTargets(skies, held)
    asking = [_Asking(proposal, alike, offered) for alike in _alike(sciences, held)]
    taken = {number for one in asking for number, own in one.held.items() if own}
    for one in asking:
        yield one.observations, tuple(sorted(one.bonds(taken), key=lambda bond: bond.sky.number))


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Alike:
    """Observations of one target in the same links, with the same settings."""

    observations: tuple[Observation, ...]
    links: tuple[GroupLink, ...]
    settings: frozenset[Setting]


def _alike(observations: Iterable[Observation], held: Held) -> list[_Alike]:
    def key(observation: Observation) -> object:
        links = tuple(id(link) for link in held.get(observation.number, ()))
        return observation.target_number, links, _settings(observation)

    return [
        _Alike(
            observations=tuple(members),
            links=tuple(held.get(members[0].number, ())),
            settings=_settings(members[0]),
        )
        for members in grouped(observations, key).values()
    ]


def _settings(observation: Observation) -> frozenset[Setting]:
    return frozenset(ramp.setting for ramp in ramps_of((observation,)))


class _SkyTargets:
    """The skies of each target, grouped by likeness and by the links that hold them."""

    def __init__(self, skies: Iterable[Observation], held: Held) -> None:
        self._alike: dict[int | None, list[_Alike]] = defaultdict(list)
        self._linked: dict[tuple[int | None, int], list[_Alike]] = defaultdict(list)
        for skies_alike in _alike(skies, held):
            target = skies_alike.observations[0].target_number
            self._alike[target].append(skies_alike)
            for link in skies_alike.links:
                self._linked[target, id(link)].append(skies_alike)
        self._answering: dict[tuple[int, frozenset[Setting]], list[_Alike]] = {}

    def of(self, target: int) -> Sequence[_Alike]:
        """Return all of a target."""
        return self._alike.get(target, ())

    def linked(self, target: int, links: Iterable[GroupLink]) -> list[_Alike]:
        """Return those of a target that any of the links holds, in the order of the file."""
        found = {
            id(skies): skies for link in links for skies in self._linked.get((target, id(link)), ())
        }
        return list(found.values())

    def answering(self, target: int, settings: frozenset[Setting]) -> list[_Alike]:
        """Return those of a target that take any of the settings."""
        key = target, settings
        if key not in self._answering:
            self._answering[key] = [one for one in self.of(target) if settings & one.settings]
        return self._answering[key]


class _Asking:
    """Like science observations, and the skies that their target's list offers.

    Attributes
    ----------
    held : dict
        {number of a listed target: its skies that nothing may come between}.
    """

    def __init__(self, proposal: Proposal, sciences: _Alike, offered: _SkyTargets) -> None:
        self.observations = sciences.observations
        self._links = sciences.links
        self._settings = sciences.settings
        self._offered = offered
        target = proposal.target_of(sciences.observations[0])
        listed = [r.number for r in target.backgrounds] if target is not None else []
        own = target.number if target is not None else None
        self._grouped = {
            number: in_target_group(proposal, sciences.observations[0].target_number, number)
            for number in listed
            if number is not None and number != own and offered.of(number)
        }
        self.held = {number: self._held(number) for number in self._grouped}

    def bonds(self, taken: Collection[int]) -> Iterator[Bond]:
        """Yield their bonds; ``taken`` are the listed targets with a sky that any science holds.

        In the order of the list; skies of one target with the same tie share a bond.
        """
        lacking = self._lacking()
        anything_held = any(self.held.values())
        for number, held in self.held.items():
            loose = self._loose(number, lacking if anything_held and number in taken else None)
            by_tie = grouped((*held, *loose), lambda skies: tuple(map(id, self._common(skies))))
            for members in by_tie.values():
                # A file may use one number twice.
                skies = {sky.number: sky for one in members for sky in one.observations}
                yield Bond(
                    sciences=self.observations,
                    skies=tuple(skies[number] for number in sorted(skies)),
                    links=self._common(members[0]),
                    in_target_group=self._grouped[number],
                )

    def _common(self, skies: _Alike) -> tuple[GroupLink, ...]:
        """Return the links that hold both sides."""
        return common_links(self._links, skies.links)

    def _held(self, number: int) -> list[_Alike]:
        if self._grouped[number]:
            return list(self._offered.of(number))
        binding = [link for link in self._links if link.non_interruptible]
        return self._offered.linked(number, binding)

    def _lacking(self) -> frozenset[Setting]:
        """Return the settings that none of their held skies takes."""
        answered = (skies.settings for own in self.held.values() for skies in own)
        return self._settings.difference(*answered)

    def _loose(self, number: int, wanted: frozenset[Setting] | None) -> list[_Alike]:
        """Return the other skies of a listed target that are meant: linked ones first.

        If ``wanted`` is not None, only those that take one of these settings.
        """
        held = {id(skies) for skies in self.held[number]}

        def rest(skies: Iterable[_Alike]) -> list[_Alike]:
            return [
                one
                for one in skies
                if id(one) not in held and (wanted is None or wanted & one.settings)
            ]

        offered = self._offered
        if linked := rest(offered.linked(number, self._links)):
            return [one for one in linked if one.settings & self._settings] or linked
        return rest(offered.answering(number, self._settings)) or rest(offered.of(number))
