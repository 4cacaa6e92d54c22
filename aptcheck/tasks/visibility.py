"""When the observations of a proposal, or a position on the sky, can be observed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck.modes.mrs.apertures import primary_aperture
from aptcheck.schedule.observing_window import ObservingWindow
from aptcheck.tasks.chosen_observations import Unknowns, answered, chosen, live, opened
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from aptcheck.engine.options import Options
    from aptcheck.model.dates import DateWindow
    from aptcheck.schedule.opportunity import Opportunity
    from aptcheck.schedule.visibility import ObservationVisibility

__all__ = ["visibility_at", "visibility_of"]


def visibility_of(
    file: Path, numbers: tuple[int, ...], options: Options, unknowns: Unknowns
) -> tuple[Sequence[ObservationVisibility], DateWindow]:
    """Return the visibilities of live observations, all or some by number, and the window.

    ``unknowns`` is called with which of several has none, and why.

    Raises
    ------
    UsageError
        The file cannot be read, there is no such observation, or no visibility can be computed.
    """
    session = opened(file, options)
    wanted = chosen(session, numbers, live(session))
    shown = [found for _, found in answered(session, wanted, _shown, unknowns)]
    return shown, (session.window.start, session.window.end)


def _shown(opportunity: Opportunity) -> ObservationVisibility:
    from aptcheck.schedule.micrometeoroid_zone import zone_windows
    from aptcheck.schedule.visibility import ObservationVisibility
    from aptcheck.schedule.window_ends import window_ends

    visibility = opportunity.group_windows
    never = None if visibility.spans else opportunity.unreachable
    return ObservationVisibility(
        observation=opportunity.observation.number,
        visibility=visibility,
        aperture=opportunity.aperture,
        micrometeoroid=zone_windows(visibility.spans, *opportunity.place),
        ends=window_ends(opportunity),
        never=None if never is None else never.reason,
    )


def visibility_at(ra_deg: float, dec_deg: float, dates: DateWindow) -> ObservationVisibility:
    """Return the visibility of a position, ICRS degrees, for the MRS."""
    from aptcheck.schedule.field_of_regard import computed_visibility
    from aptcheck.schedule.micrometeoroid_zone import zone_windows
    from aptcheck.schedule.roll import Pointing
    from aptcheck.schedule.visibility import ObservationVisibility
    from aptcheck.schedule.window_ends import ends_of_regard

    aperture = primary_aperture("ALL")
    visibility = computed_visibility(
        f"{ra_deg:.5f} {dec_deg:+.5f}",
        ra_deg,
        dec_deg,
        pointing=Pointing(*aperture.reference),
        start=dates[0],
        end=dates[1],
    )
    window = ObservingWindow(start=dates[0], end=dates[1], origin="observing window")
    never = f"the position cannot be observed between {dates[0]:%Y-%m-%d} and {dates[1]:%Y-%m-%d}"
    return ObservationVisibility(
        observation=None,
        visibility=visibility,
        aperture=aperture,
        micrometeoroid=zone_windows(visibility.spans, ra_deg, dec_deg),
        ends=ends_of_regard(visibility, window),
        never=None if visibility.spans else Reason(never),
    )
