"""What ties a science observation to a sky: links, or a target group."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.model import GroupLink

__all__ = ["Tie"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Tie:
    """What the two sides of a pair, or of several like pairs, have in common.

    ``links`` are the Group or Sequence links that hold both sides, interruptible or not, and
    ``in_target_group`` says whether a target group does. ``declared`` is False for a suspected
    pair: the sky looks like one, but no target lists its target.
    """

    links: tuple[GroupLink, ...] = ()
    in_target_group: bool = False
    declared: bool = True

    @property
    def linked(self) -> bool:
        """Whether anything in the proposal holds the sides together."""
        return bool(self.links) or self.in_target_group

    @cached_property
    def non_interruptible(self) -> bool:
        """Whether one of the common links is non-interruptible."""
        return any(link.non_interruptible for link in self.links)

    @property
    def held(self) -> bool:
        """Whether nothing may come between the two, as APT and the pipeline require."""
        return self.non_interruptible or self.in_target_group

    @property
    def sequence(self) -> GroupLink | None:
        """The common link that fixes the order, preferably a non-interruptible one."""
        ordered = [link for link in self.links if link.sequence]
        return next((link for link in ordered if link.non_interruptible), next(iter(ordered), None))
