"""What links of angles leave to the observations of a proposal, each link computed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from aptcheck.errors import FieldUnavailable
from aptcheck.model import SameOrientLink
from aptcheck.model.joined import joined
from aptcheck.schedule.orient import following
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.model import Links, OrientFromLink
    from aptcheck.observatory.siaf import Aperture

__all__ = ["Turning"]

Thing = TypeVar("Thing")

#: The V3PA of an observation and the aperture on its target; None where nothing is known of them.
Known: TypeAlias = "tuple[AngleSet, Aperture] | None"


class Turning:
    """The links of angles of a proposal, and what is known of the angles of those in them.

    Parameters
    ----------
    links : Links
    angles_of : callable
        Returns what is known of an observation by its number, without regard to its links, or
        raises `FieldUnavailable`. A link to one that is not known leaves every angle.
    """

    def __init__(self, links: Links, angles_of: Callable[[int], Known]) -> None:
        self._links = links
        self._angles_of = angles_of
        self._angles: dict[int, Known | FieldUnavailable] = {}
        self._same: dict[tuple[int, float], dict[int, AngleSet | FieldUnavailable | None]] = {}

    def left(self, observation: int, aperture: Aperture) -> AngleSet | None:
        """Return the V3PA that its links leave to an observation, None where none limits them.

        ``aperture`` holds its target.

        Raises
        ------
        FieldUnavailable
            A link, or an angle that another observation in it asks for, cannot be read.
        """
        found: list[AngleSet | None] = []
        for link in self._links.orients_by_member.get(observation, ()):
            others = [number for number in dict.fromkeys(link.members) if number != observation]
            if others and link.unread:
                raise FieldUnavailable(
                    Reason(f"a position angle link of observation {observation} cannot be read")
                )
            if isinstance(link, SameOrientLink):
                left = self._beside(link, aperture.v3_ideal_angle)[observation]
                found.append(_found(left))
                continue
            for number in others:
                known = _found(self._of(number))
                if known is not None:
                    own, other = aperture.v3_ideal_angle, known[1].v3_ideal_angle
                    found.append(
                        following(link, observation, known[0], own_angle=own, other_angle=other)
                    )
        return _common(found)

    def turned_with(self, observation: int) -> dict[int, AngleSet]:
        """Return the V3PA that observations linked to it may take, where they are known.

        By number, without regard to their own links.
        """
        links = self._links.orients_by_member.get(observation, ())
        beside = {number for link in links for number in link.members} - {observation}
        known = {number: _found(self._of(number)) for number in sorted(beside)}
        return {number: found[0] for number, found in known.items() if found is not None}

    def together(self, observation: int) -> tuple[int, ...]:
        """Return all that links tie to an observation, link by link, itself too, by number.

        An observation of whose angles nothing is known ties no others.
        """
        tied = {observation}
        for link in self._links.orients_by_member.get(observation, ()):
            for number in link.members:
                tied |= self._tied.get(number, frozenset())
        return tuple(sorted(tied))

    @cached_property
    def _tied(self) -> dict[int, frozenset[int]]:
        """{number of one whose angles are known: all such that links tie together with it}."""
        links: list[OrientFromLink | SameOrientLink]
        links = [*self._links.orient_from, *self._links.same_orient]
        return joined([n for n in link.members if self._is_known(n)] for link in links)

    def _is_known(self, number: int) -> bool:
        known = self._of(number)
        return known is not None and not isinstance(known, FieldUnavailable)

    def _of(self, number: int) -> Known | FieldUnavailable:
        if number not in self._angles:
            try:
                self._angles[number] = self._angles_of(number)
            except FieldUnavailable as fault:
                self._angles[number] = fault
        return self._angles[number]

    def _beside(
        self, link: SameOrientLink, own_angle: float
    ) -> dict[int, AngleSet | FieldUnavailable | None]:
        """Return what the other members of a link leave to each, at one V3IdlYAngle of its own."""
        key = id(link), own_angle
        if key not in self._same:
            members = tuple(dict.fromkeys(link.members))
            each = [self._turned(link, number, own_angle) for number in members]
            angles = [None if isinstance(one, FieldUnavailable) else one for one in each]
            self._same[key] = dict(zip(members, _all_but_one(angles), strict=True))
            faults = [
                (number, one)
                for number, one in zip(members, each, strict=True)
                if isinstance(one, FieldUnavailable)
            ]
            # An observation gets the fault of another, not its own.
            for own in members:
                first = next((fault for number, fault in faults[:2] if number != own), None)
                self._same[key][own] = first or self._same[key][own]
        return self._same[key]

    def _turned(
        self, link: SameOrientLink, number: int, own_angle: float
    ) -> AngleSet | FieldUnavailable | None:
        """Return the V3PA that one member leaves to another at a V3IdlYAngle."""
        known = self._of(number)
        if known is None or isinstance(known, FieldUnavailable):
            return known
        return following(
            link, number, known[0], own_angle=own_angle, other_angle=known[1].v3_ideal_angle
        )


def _found(found: Thing | FieldUnavailable) -> Thing:
    """Return what was found, or raise the fault, anew for every caller."""
    if isinstance(found, FieldUnavailable):
        raise FieldUnavailable(found.reason, found.lacks)
    return found


def _common(sets: Iterable[AngleSet | None]) -> AngleSet | None:
    """Return the angles in all sets; None means every angle."""
    common: AngleSet | None = None
    for angles in sets:
        common = _both(common, angles)
    return common


def _both(one: AngleSet | None, other: AngleSet | None) -> AngleSet | None:
    if one is None or other is None:
        return other if one is None else one
    return one.intersection(other)


def _all_but_one(sets: Sequence[AngleSet | None]) -> list[AngleSet | None]:
    """Return for each set the angles that are in all others."""
    before = list(accumulate([None, *sets], _both))
    after = list(accumulate([None, *reversed(sets)], _both))[::-1]
    return [_both(one, other) for one, other in zip(before[:-1], after[1:], strict=True)]
