"""Gathers the sources about the science that shares a background, from what a catalogue says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aptcheck.contamination.brightness import band_limits, brightness, is_subtracted_by_pixel
from aptcheck.contamination.cone_request import cone_radius_about
from aptcheck.contamination.empty_sky.listed_sky import ListedSky
from aptcheck.contamination.empty_sky.obstacles import needed_radii, spoiling_spread, swept_radius
from aptcheck.contamination.empty_sky.surroundings import Surroundings, Taker
from aptcheck.contamination.empty_sky.trial import Trial
from aptcheck.contamination.target_rows import listed_targets
from aptcheck.geometry.ecliptic import ecliptic_latitude_deg
from aptcheck.geometry.tangent import project
from aptcheck.modes.judged import mode_of

if TYPE_CHECKING:
    from aptcheck.config import Thresholds
    from aptcheck.contamination.cone_answer import ConeAnswer
    from aptcheck.contamination.empty_sky.area import Ground
    from aptcheck.contamination.empty_sky.wanted import WantedSky
    from aptcheck.geometry.tangent import Point
    from aptcheck.model import Observation
    from aptcheck.modes.band_limit import BandLimit
    from aptcheck.schedule.schedule import Schedule

__all__ = ["distinct_takers", "surroundings"]


def surroundings(
    wanted: WantedSky,
    ground: Ground,
    schedule: Schedule,
    found: ConeAnswer,
    about: Point,
    settings: Thresholds,
) -> Surroundings:
    """Return the sources of an answer, about (RA, Dec), with the radius that each of them needs.

    Raises
    ------
    FieldUnavailable
        The field of an observation that takes the background is not known.
    ValueError
        Nothing was answered.
    """
    import numpy as np

    from aptcheck.geometry.clearance import Disc, Discs
    from aptcheck.geometry.sweep import offsets
    from aptcheck.schedule.spans import as_mjd

    if found.sources is None:
        raise ValueError("No catalogue has answered.")
    sciences = tuple(science.observation for science in wanted.sciences)
    paths = schedule.paths_of(sciences)
    observations = distinct_takers(wanted, schedule)
    pixel = is_subtracted_by_pixel(wanted.sciences, mode_of(observations[0]))
    listed = listed_targets(found.sources, paths.values())
    sources = listed.at(as_mjd(schedule.window.middle))
    latitude = ecliptic_latitude_deg(*ground.centre)
    loose = sources.position_error_arcsec + listed.speed * schedule.window.half_years
    needed, limits = np.full(len(sources), np.nan), dict[str, "BandLimit"]()
    plain, takers = 0.0, list[Taker]()
    for observation in observations:
        field = schedule.of(observation).field
        held = band_limits(field, observation, sciences, latitude)
        bright = brightness(
            sources, held, pixel=pixel, sky_fraction=settings.background_light_fraction
        )
        spread = spoiling_spread(held, bright, settings)
        needed = np.fmax(needed, needed_radii(field, sources, loose, spread, held, settings))
        limits |= {limit.band: limit for limit in held}
        plain = max(plain, swept_radius(field, held))
        takers.append(Taker(observation=observation, field=field, spread=spread))
    east, north = offsets(*ground.centre, sources.ra_deg, sources.dec_deg)
    cone_east, cone_north = project(*ground.centre, *about)
    cone = Disc(x=cone_east, y=cone_north, radius=found.radius_arcsec)
    checked = 3600.0 * min(cone_radius_about(taker.field, 0.0, settings) for taker in takers)
    # where they are listed: a check asks for them there
    there = offsets(*ground.centre, found.sources.ra_deg, found.sources.dec_deg)
    matters = np.isfinite(needed) & np.isfinite(east) & np.isfinite(north)
    return Surroundings(
        ground=ground,
        takers=tuple(
            replace(one, spread={band: far[matters] for band, far in one.spread.items()})
            for one in takers
        ),
        sources=sources.take(matters),
        discs=Discs(x=east[matters], y=north[matters], radius=needed[matters]),
        loose=loose[matters],
        reach=max(taker.field.reach.farthest for taker in takers),
        plain_arcsec=plain,
        listed=ListedSky(x=there[0], y=there[1], cone=cone),
        checked_arcsec=checked,
        limits=tuple(limits[band] for band in sorted(limits)),
        trial=Trial(
            found=found, sciences=sciences, targets=paths, pixel=pixel, thresholds=settings
        ),
    )


def distinct_takers(wanted: WantedSky, schedule: Schedule) -> tuple[Observation, ...]:
    """Return the observations that take a background, one of each field.

    Raises
    ------
    FieldUnavailable
        A field is not known.
    """
    # equal fields are one object
    return tuple({id(schedule.of(one).field): one for one in reversed(wanted.takers)}.values())[
        ::-1
    ]
