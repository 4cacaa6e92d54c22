"""When a target is visible, for tests of pictures and tables."""

from __future__ import annotations

from datetime import datetime

from aptcheck.observatory.siaf import aperture
from aptcheck.schedule.field_of_regard import computed_visibility
from aptcheck.schedule.micrometeoroid_zone import zone_windows
from aptcheck.schedule.roll import Pointing
from aptcheck.schedule.visibility import ObservationVisibility

DATES = (datetime(2026, 7, 1), datetime(2027, 7, 1))
EVIL = "</title><script>alert(1)</script>\x1b[31m&amp;$\\frac{1}{2}$"


def shown(
    name="M33",
    ra=23.5,
    dec=30.52,
    number: int | None = 1,
    angles=None,
    held_by="MIRIFU_CHANNEL1A",
):
    """Return when a target is visible, all year or at some angles, in an aperture."""
    visibility = computed_visibility(
        name, ra, dec, pointing=Pointing(-503.3, -318.9), start=DATES[0], end=DATES[1]
    ).restricted(angles)
    return ObservationVisibility(
        observation=number,
        visibility=visibility,
        aperture=aperture(held_by),
        micrometeoroid=zone_windows(visibility.spans, ra, dec),
    )
