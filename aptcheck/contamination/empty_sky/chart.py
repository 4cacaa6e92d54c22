"""What a picture of a search shows."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from aptcheck.errors import FieldUnavailable
from aptcheck.geometry.tangent import project
from aptcheck.suggestions import ChartDisc, SkyChart

if TYPE_CHECKING:
    from aptcheck.contamination.empty_sky.area import Keep
    from aptcheck.contamination.empty_sky.surroundings import Surroundings
    from aptcheck.contamination.empty_sky.wanted import WantedSky
    from aptcheck.schedule.schedule import Schedule

__all__ = ["sky_chart"]

#: Sources on a picture: those nearest to the science.
_MOST_DRAWN = 4000


def sky_chart(around: Surroundings, wanted: WantedSky, schedule: Schedule) -> SkyChart:
    """Return the sources about the science, and the targets, as discs."""
    import numpy as np

    discs, centre = around.discs, around.ground.centre
    # beside the imager the distance to the ring counts, not that to the target
    by_angle = wanted.imager_primary
    shown = discs.radius - around.reach if by_angle else discs.radius
    nearest = (np.hypot(discs.x, discs.y) - discs.radius).argsort()[:_MOST_DRAWN].tolist()
    present = dict[str, ChartDisc]()
    for sky in wanted.skies:
        with suppress(FieldUnavailable):
            now = schedule.of(sky)
            east, north = project(*centre, *now.place)
            # its own field, Offset included
            reach = now.field.reach.farthest
            before = present.get(sky.target_name)
            if before is None or before.radius < reach:
                present[sky.target_name] = ChartDisc(
                    name=sky.target_name, east=east, north=north, radius=reach
                )
    return SkyChart(
        reach=around.reach,
        hole=min(one.field.reach.nearest for one in around.takers) if by_angle else 0.0,
        science=tuple(_disc(one) for one in around.ground.science),
        present=tuple(present.values()),
        sources=tuple(
            ChartDisc(
                name=str(around.sources.designation[i]),
                east=float(discs.x[i]),
                north=float(discs.y[i]),
                radius=max(float(shown[i]), 0.0),
            )
            for i in nearest
        ),
        others=tuple(_disc(one) for one in around.ground.others),
    )


def _disc(kept: Keep) -> ChartDisc:
    return ChartDisc(name=kept.name, east=kept.east, north=kept.north, radius=kept.extent)
