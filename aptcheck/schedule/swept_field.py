"""The field of one observation over every position angle the telescope may take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.modes.judged import aperture_of
from aptcheck.schedule.aperture_pa import position_angles

if TYPE_CHECKING:
    from aptcheck.finding import PositionAngles
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.geometry.footprint import Field
    from aptcheck.model import Observation
    from aptcheck.model.dates import DateWindow
    from aptcheck.observatory.siaf import Aperture
    from aptcheck.schedule.observing_window import ObservingWindow
    from aptcheck.schedule.target_path import TargetPath
    from aptcheck.schedule.visibility import Visibility
    from aptcheck.wording import Reason

__all__ = ["SweptField"]


@dataclass(frozen=True, kw_only=True, eq=False)
class SweptField:
    """A field, where its target is, and the V3PA it may take.

    Attributes
    ----------
    observation : Observation
        Usually a background; any observation of a judged mode has a field.
    field : Field
        Footprints about the target, turning rigidly with V3PA.
    ra_deg, dec_deg : float
        The target at mid-window, ICRS degrees.
    path : TargetPath
        Where it is at any date, parallax included.
    window : ObservingWindow
    requested : AngleSet
        V3PA that the observation's own special requirements and links admit; full without any.
    allowed : AngleSet
        V3PA that are requested and that the telescope can take in the window, never empty; where
        visibility is not known, what is requested.
    visibility : Visibility or None
        When which angle is available; None when it is not known.
    unknown : Reason or None
        Why visibility is not known; None when it is.
    """

    observation: Observation
    field: Field
    ra_deg: float
    dec_deg: float
    path: TargetPath
    window: ObservingWindow
    requested: AngleSet
    allowed: AngleSet
    visibility: Visibility | None = None
    unknown: Reason | None = None

    @property
    def aperture(self) -> Aperture:
        """The aperture that holds the target, in whose position angle APT asks."""
        return aperture_of(self.observation)

    def clean(self, avoid: AngleSet) -> AngleSet:
        """Return the allowed V3PA without those to avoid."""
        return self.allowed.difference(avoid)

    def split(self, avoid: AngleSet) -> PositionAngles:
        """Return the allowed V3PA for a finding, parted into those to avoid and the clean ones."""
        return position_angles(self.allowed, avoid, self.aperture)

    def dates(self, angles: AngleSet) -> tuple[DateWindow, ...]:
        """Return the dates at which some of these angles are available; empty if not known."""
        return self.visibility.dates_for(angles) if self.visibility is not None else ()

    def dates_without(self, angles: AngleSet) -> tuple[DateWindow, ...]:
        """Return the dates at which none of these angles is available; empty if not known."""
        if self.visibility is None:
            return ()
        from aptcheck.schedule.spans import as_datetime, difference

        left = difference(self.visibility.spans, self.visibility.spans_for(angles))
        return tuple((as_datetime(start), as_datetime(end)) for start, end in left)

    def clean_days(self, avoid: AngleSet) -> float | None:
        """Return on how many days of the window a clean angle is available; None if not known."""
        if self.visibility is None:
            return None
        from aptcheck.schedule.spans import total_days

        return total_days(self.visibility.spans_for(self.clean(avoid)))

    def clean_fraction(self, avoid: AngleSet) -> float:
        """Return the share of the allowed angles that is clean, 0 to 1."""
        return self.clean(avoid).share_of(self.allowed)
