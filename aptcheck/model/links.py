"""Links between observations, as the Special Requirements form makes them."""

from aptcheck.model.place import Node

__all__ = ["AfterLink", "GroupLink", "Links", "OrientFromLink", "SameOrientLink"]


class GroupLink(Node):
    """GROUP or SEQUENCE of observations.

    ``members`` are in the order of the list where ``sequence`` fixes it, else sorted;
    ``within_days`` is None when no time is given; ``dangling`` are
    member texts that name no observation number.
    """

    sequence: bool = False
    non_interruptible: bool = False
    members: tuple[int, ...] = ()
    dangling: tuple[str, ...] = ()
    within_days: float | None = None


class AfterLink(Node):
    """``observation`` is executed after ``after``, by ``min_days`` to ``max_days``."""

    observation: int | None = None
    after: int | None = None
    min_days: float | None = None
    max_days: float | None = None
    implicit: bool = False
    dangling: tuple[str, ...] = ()

    @property
    def members(self) -> tuple[int, ...]:
        """The two, as far as they are numbers."""
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
        """The two, as far as they are numbers."""
        return tuple(n for n in (self.observation, self.origin) if n is not None)


class SameOrientLink(Node):
    """All members take the same angle in ``frame`` (aperture or V3)."""

    members: tuple[int, ...] = ()
    frame: str = "aperture"
    dangling: tuple[str, ...] = ()


class Links(Node):
    """All links of a proposal, by kind."""

    groups: tuple[GroupLink, ...] = ()
    after: tuple[AfterLink, ...] = ()
    orient_from: tuple[OrientFromLink, ...] = ()
    same_orient: tuple[SameOrientLink, ...] = ()

    @property
    def all(self) -> tuple[GroupLink | SameOrientLink | AfterLink | OrientFromLink, ...]:
        """Every link, whatever its kind."""
        return (*self.groups, *self.same_orient, *self.after, *self.orient_from)
