"""Links between observations, as made in Special Requirements."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Protocol, TypeVar

from aptcheck.model.place import Node

__all__ = ["AfterLink", "GroupLink", "Links", "OrientFromLink", "SameOrientLink"]


class GroupLink(Node):
    """A Group or Sequence of observations.

    ``members`` are in list order if ``sequence`` is set, else sorted; ``within_days`` is None when
    no time is given; ``dangling`` are member texts that name no observation number.
    """

    sequence: bool = False
    non_interruptible: bool = False
    members: tuple[int, ...] = ()
    dangling: tuple[str, ...] = ()
    within_days: float | None = None

    @cached_property
    def first_place(self) -> dict[int, int]:
        """Where each member is in the list, counted from 0; the first place if listed twice."""
        return {number: n for n, number in reversed(tuple(enumerate(self.members)))}


class AfterLink(Node):
    """``observation`` runs after ``after``, by ``min_days`` to ``max_days``."""

    observation: int | None = None
    after: int | None = None
    min_days: float | None = None
    max_days: float | None = None
    implicit: bool = False
    dangling: tuple[str, ...] = ()

    @property
    def members(self) -> tuple[int, ...]:
        """Both observations, as far as they are numbers."""
        return tuple(n for n in (self.observation, self.after) if n is not None)


class OrientFromLink(Node):
    """The angle of ``observation`` is that of ``origin`` plus ``min_deg`` to ``max_deg``."""

    observation: int | None = None
    origin: int | None = None
    min_deg: float | None = None
    max_deg: float | None = None
    frame: str = "aperture"
    dangling: tuple[str, ...] = ()

    @property
    def members(self) -> tuple[int, ...]:
        """Both observations, as far as they are numbers."""
        return tuple(n for n in (self.observation, self.origin) if n is not None)


class SameOrientLink(Node):
    """All members have the same angle in ``frame`` (aperture or V3)."""

    members: tuple[int, ...] = ()
    frame: str = "aperture"
    dangling: tuple[str, ...] = ()


class _Link(Protocol):
    @property
    def members(self) -> tuple[int, ...]: ...


_AnyLink = TypeVar("_AnyLink", bound=_Link)


class Links(Node):
    """All links of a proposal, by kind."""

    groups: tuple[GroupLink, ...] = ()
    after: tuple[AfterLink, ...] = ()
    orient_from: tuple[OrientFromLink, ...] = ()
    same_orient: tuple[SameOrientLink, ...] = ()

    @cached_property
    def groups_by_member(self) -> dict[int, tuple[GroupLink, ...]]:
        """The Group and Sequence links of each observation, by its number."""
        return _by_member(self.groups)

    @cached_property
    def binding_by_member(self) -> dict[int, tuple[GroupLink, ...]]:
        """Those of them that are Non-interruptible."""
        return _by_member(link for link in self.groups if link.non_interruptible)

    @cached_property
    def orients_by_member(self) -> dict[int, tuple[OrientFromLink | SameOrientLink, ...]]:
        """The links of angles of each observation, by its number."""
        return _by_member((*self.orient_from, *self.same_orient))

    @cached_property
    def after_by_member(self) -> dict[int, tuple[AfterLink, ...]]:
        """The After Observation Links of each observation, by its number."""
        return _by_member(self.after)

    @property
    def all(self) -> tuple[GroupLink | SameOrientLink | AfterLink | OrientFromLink, ...]:
        """Every link, whatever its kind."""
        return (*self.groups, *self.same_orient, *self.after, *self.orient_from)


def _by_member(links: Iterable[_AnyLink]) -> dict[int, tuple[_AnyLink, ...]]:
    """Return {observation number: the links that hold it}."""
    found: dict[int, list[_AnyLink]] = defaultdict(list)
    for link in links:
        for number in dict.fromkeys(link.members):
            found[number].append(link)
    return {number: tuple(own) for number, own in found.items()}
