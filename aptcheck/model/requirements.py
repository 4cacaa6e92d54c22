"""Special requirements of one observation."""

from datetime import datetime

from aptcheck.model.place import Node

__all__ = ["DateBound", "Offset", "OrientRange", "Requirements"]


class OrientRange(Node):
    """Allowed position angles in degrees, from ``min_deg`` counter-clockwise to ``max_deg``.

    The angles are of the observation's own aperture unless ``frame`` is V3. ``min_deg`` above
    ``max_deg`` wraps through 0; equal values are one single angle.
    """

    min_deg: float
    max_deg: float
    frame: str = "aperture"


class Offset(Node):
    """A shift of the pointing in arcsec along the aperture's Ideal x and y; zero if unread."""

    x_arcsec: float = 0.0
    y_arcsec: float = 0.0


class DateBound(Node):
    """Allowed dates, open where an end is None; naive UTC."""

    after: datetime | None = None
    before: datetime | None = None


class Requirements(Node):
    """The Special Requirements tab; ``names`` lists every requirement present, as spelled.

    ``unread`` names the kinds that could not all be read: OrientRange, After, Before, Between.
    """

    orients: tuple[OrientRange, ...] = ()
    offset: Offset | None = None
    dates: tuple[DateBound, ...] = ()
    on_hold: bool = False
    time_series: bool = False
    persistence_risk: bool = False
    names: tuple[str, ...] = ()

    @property
    def offset_arcsec(self) -> tuple[float, float] | None:
        """The Offset along Ideal x and y, zeros without one; None if it cannot be read."""
        if self.offset is None:
            return 0.0, 0.0
        return None if self.offset.unread else (self.offset.x_arcsec, self.offset.y_arcsec)

    @property
    def asks_when(self) -> bool:
        """Whether it restricts dates or position angles, readable or not."""
        return bool(self.dates or self.orients or self.unread)

    @property
    def angles_unread(self) -> bool:
        """Whether a range of position angles cannot be read."""
        return "OrientRange" in self.unread

    @property
    def dates_unread(self) -> bool:
        """Whether a bound on the dates cannot be read."""
        return any(name != "OrientRange" for name in self.unread)
