"""Targets, their positions and the backgrounds they ask for."""

from aptcheck.model.place import Node
from aptcheck.wording import target_folder

__all__ = ["ProperMotion", "Target", "TargetGroup", "TargetReference"]


class TargetReference(Node):
    """A mention of a target, ``"<number> <name>"`` in the file."""

    number: int | None = None
    name: str = ""
    text: str = ""


class ProperMotion(Node):
    """Proper motion on the sky, both components as true arc (RA times cos Dec), in mas/yr.

    Absent components are None; ``epoch`` is the Julian year of the catalogue position.
    """

    ra_mas_per_year: float | None = None
    dec_mas_per_year: float | None = None
    parallax_mas: float | None = None
    epoch: float | None = None

    @property
    def is_known(self) -> bool:
        """Whether all that is given of the motion can be read; the parallax is no part of it."""
        return not set(self.unread) - {"AnnualParallax"}

    @property
    def moves(self) -> bool:
        """Whether any component or the parallax is given and not zero."""
        return any((self.ra_mas_per_year, self.dec_mas_per_year, self.parallax_mas))


class Target(Node):
    """One target of the proposal.

    ``kind`` is the XML type (``FixedTargetType``, ``SolarSystemTargetType``, ...). ``extended`` is
    ``YES``, ``NO``, ``Unknown`` or None. ``ra_deg`` and ``dec_deg`` are ICRS degrees at the
    motion's epoch, None for a moving target or unreadable coordinates (their text stays).
    ``body`` names the solar-system body of a moving target. ``backgrounds`` are sorted by number.
    """

    kind: str = ""
    number: int | None = None
    name: str = ""
    extended: str | None = None
    category: str | None = None
    keywords: tuple[str, ...] = ()
    coordinates_text: str | None = None
    ra_deg: float | None = None
    dec_deg: float | None = None
    motion: ProperMotion = ProperMotion.model_construct()
    body: str | None = None
    background_required: bool | None = None
    backgrounds: tuple[TargetReference, ...] = ()

    @property
    def is_moving(self) -> bool:
        """Whether this is a solar-system body."""
        return "SolarSystem" in self.kind

    @property
    def folder(self) -> str:
        """The folder of APT's tree that holds it."""
        return target_folder(self.kind)

    @property
    def asks_for_background(self) -> bool:
        """Whether its own entry makes it science: it requires a background, or lists one."""
        return bool(self.background_required or self.backgrounds)

    @property
    def has_position(self) -> bool:
        """Whether both coordinates could be read."""
        return self.ra_deg is not None and self.dec_deg is not None


class TargetGroup(Node):
    """Targets observed as one group, in the order of their numbers.

    The form has a number, a name, a Target Selection and Comments (JDox, "Target Groups"): which
    member is the background of another says the other's own entry. No public file shows how APT
    writes a group, so the reader never fills it; the rules can judge it.
    """

    name: str = ""
    members: tuple[TargetReference, ...] = ()
