"""Who leans on which sky, so that one fault of a sky is told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aptcheck.background.edge import Edge
from aptcheck.background.intent import Intent
from aptcheck.background.sides import Background
from aptcheck.model import Observation

__all__ = ["Sharers", "SkyUse", "sky_uses"]


@dataclass(frozen=True, kw_only=True)
class SkyUse:
    """The observations of one sky target and every background they are part of.

    A sky shared by many science targets belongs to as many backgrounds. Where the fault is the
    sky's own, it is judged with the first of them.
    """

    skies: tuple[Observation, ...]
    backgrounds: tuple[Background, ...]

    @property
    def science_numbers(self) -> tuple[int, ...]:
        """The numbers of the science observations that use this sky target."""
        return tuple(dict.fromkeys(edge.science.number for _, edge in self.pairs()))

    def pairs(self) -> Iterator[tuple[Intent, Edge]]:
        """Yield every pair with one of these skies, and what the proposer means to do with it."""
        numbers = {sky.number for sky in self.skies}
        for background in self.backgrounds:
            for edge in background.edges:
                if edge.sky.number in numbers:
                    yield background.intent, edge

    def users_of(self, sky: Observation) -> tuple[int, ...]:
        """Return the numbers of the science observations that use one of the skies."""
        pairs = [edge for _, edge in self.pairs() if edge.sky.number == sky.number]
        return tuple(edge.science.number for edge in pairs)


class Sharers:
    """Backgrounds by the sky observations they use, looked up once: a sky may serve hundreds."""

    def __init__(self, backgrounds: Iterable[Background]) -> None:
        by_sky: dict[int, list[Background]] = defaultdict(list)
        by_skies: dict[frozenset[int], list[Background]] = defaultdict(list)
        for background in backgrounds:
            by_skies[background.sky_numbers].append(background)
            for number in background.sky_numbers:
                by_sky[number].append(background)
        self._by_sky = {number: tuple(found) for number, found in by_sky.items()}
        self._by_skies = {numbers: tuple(found) for numbers, found in by_skies.items()}

    def of_all(self, skies: frozenset[int]) -> tuple[Background, ...]:
        """Return the backgrounds that use these sky observations and no other."""
        return self._by_skies.get(skies, ())

    def of_one(self, sky: int) -> tuple[Background, ...]:
        """Return the backgrounds that use a sky observation, alone or among others."""
        return self._by_sky.get(sky, ())


def sky_uses(backgrounds: Iterable[Background]) -> dict[int, tuple[SkyUse, ...]]:
    """Return {first science observation of a background: the uses it is the first to make}."""
    skies: dict[tuple[str, int], dict[int, Observation]] = {}
    users: dict[tuple[str, int], list[Background]] = {}
    for background in backgrounds:
        for sky in background.skies:
            key = _target(sky)
            skies.setdefault(key, {})[sky.number] = sky
            members = users.setdefault(key, [])
            if not members or members[-1] is not background:
                members.append(background)
    uses: dict[int, tuple[SkyUse, ...]] = {}
    for key, sharers in users.items():
        first = sharers[0].science_numbers[0]
        use = SkyUse(skies=tuple(skies[key].values()), backgrounds=tuple(sharers))
        uses[first] = (*uses.get(first, ()), use)
    return uses


def _target(sky: Observation) -> tuple[str, int]:
    number = sky.target.number if sky.target is not None else None
    return ("observation", sky.number) if number is None else ("target", number)
