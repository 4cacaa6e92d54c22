"""Where something is over the window as plain numbers, for a report that draws it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aptcheck.results import SkyStop

if TYPE_CHECKING:
    from aptcheck.contamination.source_window import Stop

__all__ = ["sky_stops"]


def sky_stops(stops: Sequence[Stop]) -> tuple[SkyStop, ...]:
    """Return each stop rounded; the only one needs no angles."""
    return tuple(
        SkyStop(
            east=round(stop.east_arcsec, 3),
            north=round(stop.north_arcsec, 3),
            drift=round(stop.drift_arcsec, 3),
            angles=stop.angles.intervals if len(stops) > 1 else (),
        )
        for stop in stops
    )
