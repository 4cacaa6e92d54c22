"""The sources about the science that shares a background, each with how near it may come."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aptcheck.contamination.brightness import band_limits, brightness
from aptcheck.contamination.cone_request import cone_radius_about
from aptcheck.contamination.empty_sky.obstacles import needed_radii, spoiling_spread, swept_radius
from aptcheck.contamination.empty_sky.trial import Trial
from aptcheck.contamination.target_rows import listed_targets
from aptcheck.errors import FieldUnavailable
from aptcheck.geometry.ecliptic import ecliptic_latitude_deg
from aptcheck.geometry.tangent import project
from aptcheck.suggestions import CatalogueDepth, LimitingSource

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aptcheck.catalog.sources import Sources
    from aptcheck.config import Thresholds
    from aptcheck.contamination.cone_answer import ConeAnswer
    from aptcheck.contamination.empty_sky.area import Ground
    from aptcheck.contamination.empty_sky.wanted import WantedSky
    from aptcheck.contamination.target_rows import ListedTargets
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.geometry.clearance import Area, Disc, Discs
    from aptcheck.geometry.footprint import Field
    from aptcheck.geometry.tangent import Point
    from aptcheck.model import Observation
    from aptcheck.modes.mrs.band_limits import BandLimit
    from aptcheck.schedule.schedule import Schedule
    from aptcheck.schedule.target_path import TargetPath

__all__ = ["Surroundings", "Taker", "distinct_takers", "surroundings"]

#: Nearer to the science than the others: one of them is enough wherever the sky is not empty.
_MOST_VOUCHERS = 30
#: A position is rounded to what APT writes, arcsec, and the plane is not the sphere.
_ROUNDED = 0.05
_THIN_ARCSEC, _RARE = 90.0, 1e-6
#: What is lost where a radius is written in degrees, arcsec.
_ROUNDING = 1e-6


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Taker:
    """An observation that takes the background, its field, and how far sources spoil it.

    ``spread`` are arrays (N,) by band, arcsec, for the N sources of the surroundings; NaN where one
    spoils nothing.
    """

    observation: Observation
    field: Field
    spread: Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Surroundings:
    """What a search goes through.

    Attributes
    ----------
    ground : Ground
    takers : tuple of Taker
        The observations whose fields differ: a position is to be clean for each of them.
    sources : Sources
        The N that spoil a field somewhere, where they are in the middle of the window.
    discs : Discs
        They, east and north of the first science target, each with its radius.
    loose : array (N,)
        How far each may be from where it is listed, arcsec.
    reach : float
        Radius of the disc that the fields sweep, arcsec.
    cone : Disc
        In which every source is known.
    plain_arcsec : float
        How near a source of no brightness in particular may come.
    vouchers : tuple of Disc
        About some sources, of whatever brightness: within one of them a check finds that the
        catalogue holds something, and believes that a field is empty.
    limits : tuple of BandLimit
        Of every band in use.
    trial : Trial
    """

    ground: Ground
    takers: tuple[Taker, ...]
    sources: Sources
    discs: Discs
    loose: NDArray[np.float64]
    reach: float
    cone: Disc
    plain_arcsec: float
    vouchers: tuple[Disc, ...]
    limits: tuple[BandLimit, ...]
    trial: Trial

    def nearest(self, east: float, north: float) -> tuple[float, LimitingSource | None]:
        """Return the margin of a position, and the source that limits it."""
        margin, source = self.discs.margin(east, north)
        known = self.known
        edge = known.radius - math.dist((known.x, known.y), (east, north))
        if source is None or edge < margin:
            return min(margin, edge), None
        radius = float(self.discs.radius[source])
        return margin, LimitingSource(
            designation=str(self.sources.designation[source]),
            catalogue=str(self.sources.catalogue[source]),
            ra_deg=float(self.sources.ra_deg[source]),
            dec_deg=float(self.sources.dec_deg[source]),
            distance_arcsec=margin + radius,
            radius_arcsec=radius,
        )

    def avoided(self, taker: Taker, field: Field, east: float, north: float) -> AngleSet:
        """Return the V3PA at which sources spoil a field of a taker about a place, quickly.

        As `examine` finds them but for the dates: each source counts all over the way that it goes
        in the window. Extended sources are left out.
        """
        import numpy as np

        from aptcheck.geometry.sweep import sweep

        x, y = self.discs.x - east, self.discs.y - north
        # an Offset moves the field out of the disc that the radii are for
        beyond = max(0.0, field.reach.farthest - taker.field.reach.farthest)
        near = np.flatnonzero(np.hypot(x, y) <= self.discs.radius + beyond)
        unused = np.full(len(near), np.nan)
        spread = {
            band: taker.spread[band][near] if band in taker.spread else unused
            for band in field.bands
        }
        return sweep(field, x[near], y[near], self.loose[near], band_radius=spread).all_angles()

    def is_thin(self, east: float, north: float) -> bool:
        """Whether so few sources are listed about a place that the catalogue may not cover it.

        Sources of any brightness, within 90 arcsec; fewer than the cone as a whole has by less than
        once in a million such places (aptcheck's own judgement: the emptiest place of a sky is
        rare, too).
        """
        import numpy as np

        sources = self.trial.found.sources
        if sources is None:
            return False
        from aptcheck.geometry.sweep import offsets

        x, y = offsets(*self.ground.centre, sources.ra_deg, sources.dec_deg)
        count = int((np.hypot(x - east, y - north) <= _THIN_ARCSEC).sum())
        inside = np.hypot(x - self.cone.x, y - self.cone.y) <= self.cone.radius
        expected = float(inside.sum()) * (_THIN_ARCSEC / self.cone.radius) ** 2
        terms = (expected**k / math.factorial(k) for k in range(count + 1)) if count < 100 else (1,)
        return math.exp(-min(expected, 700.0)) * math.fsum(terms) < _RARE and count < expected

    @property
    def known(self) -> Disc:
        """Where what is known ends for a source of no brightness in particular."""
        return replace(self.cone, radius=self.cone.radius - self.plain_arcsec)

    def area(self, inner: float, outer: float, needed_arcsec: float) -> Area:
        """Return where positions between two distances from all science may be.

        ``needed_arcsec`` is how far about each of them every source is to be known.
        """
        from aptcheck.geometry.clearance import Area

        return Area(
            rings=self.ground.rings(inner, outer),
            shut=self.ground.shut(outer, self.reach),
            vouched=self.vouchers,
            covered=replace(self.cone, radius=self.cone.radius - needed_arcsec + _ROUNDING),
            known=self.known,
        )

    def depths(self) -> tuple[CatalogueDepth, ...]:
        """Return how deep the catalogues look, band by band."""
        from aptcheck.catalog.survey_depth import survey_depth

        surveys = self.trial.found.surveys
        deep = (survey_depth(limit.wavelength_um, surveys) for limit in self.limits)
        return tuple(
            CatalogueDepth(
                band=limit.band,
                wavelength_um=limit.wavelength_um,
                star_ujy=depth.star_ujy,
                any_ujy=depth.any_ujy,
            )
            for limit, depth in zip(self.limits, deep, strict=True)
        )


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
        The field of an observation that takes the background cannot be told.
    ValueError
        Nothing was answered.
    """
    import numpy as np

    from aptcheck.geometry.clearance import Disc, Discs
    from aptcheck.geometry.sweep import offsets
    from aptcheck.schedule.spans import as_mjd

    if found.sources is None:
        raise ValueError("No catalogue has answered.")
    paths = dict(_paths(wanted, schedule))
    sciences = tuple(science.observation for science in wanted.sciences)
    pixel = any(science.intent.strategy == "pixel" for science in wanted.sciences)
    listed = listed_targets(found.sources, paths.values())
    sources = listed.at(as_mjd(schedule.window.middle))
    latitude = ecliptic_latitude_deg(*ground.centre)
    loose = sources.position_error_arcsec + _drift(listed, sources, schedule)
    needed, limits = np.full(len(sources), np.nan), dict[str, "BandLimit"]()
    plain, takers = 0.0, list[Taker]()
    for observation in distinct_takers(wanted, schedule):
        field = schedule.of(observation).field
        held = band_limits(field.bands, observation, sciences, latitude)
        bright = brightness(
            sources, held, pixel=pixel, sky_fraction=settings.background_light_fraction
        )
        spread = spoiling_spread(held, bright, settings)
        needed = np.fmax(needed, needed_radii(field, sources, loose, spread, settings))
        limits |= {limit.band: limit for limit in held}
        plain = max(plain, swept_radius(field, held))
        takers.append(Taker(observation=observation, field=field, spread=spread))
    east, north = offsets(*ground.centre, sources.ra_deg, sources.dec_deg)
    cone_east, cone_north = project(*ground.centre, *about)
    checked = 3600.0 * min(cone_radius_about(taker.field, 0.0, settings) for taker in takers)
    nearest = np.hypot(east, north).argsort()[:_MOST_VOUCHERS].tolist()
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
        cone=Disc(x=cone_east, y=cone_north, radius=found.radius_arcsec),
        plain_arcsec=plain,
        vouchers=tuple(
            Disc(x=float(east[i]), y=float(north[i]), radius=checked - _ROUNDED) for i in nearest
        ),
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
        A field cannot be told.
    """
    # equal fields are one object
    return tuple({id(schedule.of(one).field): one for one in reversed(wanted.takers)}.values())[
        ::-1
    ]


def _paths(wanted: WantedSky, schedule: Schedule) -> Iterator[tuple[int, TargetPath]]:
    for science in wanted.sciences:
        with suppress(FieldUnavailable):
            yield science.number, schedule.of(science.observation).path


def _drift(listed: ListedTargets, sources: Sources, schedule: Schedule) -> NDArray[np.float64]:
    """Return how far each source gets from where it is in the middle of the window, arcsec."""
    import numpy as np

    from aptcheck.catalog.motion import secure

    speed = np.where(secure(sources), np.hypot(sources.pm_ra, sources.pm_dec) / 1000.0, 0.0)
    for index, path in listed.paths.items():
        speed[index] = path.fastest
    return np.asarray(np.nan_to_num(speed) * schedule.window.half_years)
