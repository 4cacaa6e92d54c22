"""Targets, their positions and their backgrounds."""

from aptcheck.model.place import Node
from aptcheck.wording import SOLAR_SYSTEM_TARGETS, target_folder

__all__ = ["ProperMotion", "Target", "TargetGroup", "TargetReference"]


class TargetReference(Node):
    """A mention of a target, ``"<number> <name>"`` in the file."""

    number: int | None = None
    name: str = ""
    text: str = ""


class ProperMotion(Node):
    """Proper motion on the sky, both components as true arc (RA times cos Dec), in mas/yr.

    Components not given are None; ``epoch`` is the Julian year of the catalogue position.
    """

    ra_mas_per_year: float | None = None
    dec_mas_per_year: float | None = None
    parallax_mas: float | None = None
    epoch: float | None = None

    @property
    def is_known(self) -> bool:
        """Whether everything given of the motion can be read; the parallax does not matter."""
        return not set(self.unread) - {"AnnualParallax"}

    @property
    def moves(self) -> bool:
        """Whether any component or the parallax is given and not zero."""
        return any((self.ra_mas_per_year, self.dec_mas_per_year, self.parallax_mas))


class Target(Node):
    """One target of the proposal.

    ``kind`` is the XML type (``FixedTargetType``, ``SolarSystemTargetType``, ...). ``extended`` is
    ``YES``, ``NO``, ``Unknown`` or None. ``ra_deg`` and ``dec_deg`` are ICRS degrees at the
    motion's epoch, None for a moving target or unreadable coordinates (the text is kept).
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
        return self.folder == SOLAR_SYSTEM_TARGETS

    @property
    def folder(self) -> str:
        """The folder of APT's tree that contains it."""
        return target_folder(self.kind)

    @property
    def asks_for_background(self) -> bool:
        """Whether the target itself makes it science: it needs a background, or lists one."""
        return bool(self.background_required or self.backgrounds)

    @property
    def has_position(self) -> bool:
        """Whether both coordinates could be read."""
        return self.ra_deg is not None and self.dec_deg is not None


class TargetGroup(Node):
    """Targets observed as one group, in the order of their numbers.

    The form has a number, a name, a Target Selection and Comments (JDox, "Target Groups"); which
    member is the background of another is recorded with the other. No public file shows how APT
    writes a group, so the reader never builds one; the rules can judge it.
    """

    name: str = ""
    members: tuple[TargetReference, ...] = ()
