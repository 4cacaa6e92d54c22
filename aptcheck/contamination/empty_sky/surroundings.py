"""The sources about the science that shares a background, each with how near it may come."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.contamination.brightness import band_limits, brightness
from aptcheck.contamination.empty_sky.obstacles import needed_radii, swept_radius
from aptcheck.contamination.empty_sky.trial import Trial
from aptcheck.contamination.target_rows import listed_targets
from aptcheck.errors import FieldUnavailable
from aptcheck.geometry.ecliptic import ecliptic_latitude_deg
from aptcheck.geometry.great_circle import great_circle_arcsec
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
    from aptcheck.geometry.clearance import Discs
    from aptcheck.model import Observation
    from aptcheck.modes.mrs.band_limits import BandLimit
    from aptcheck.schedule.schedule import Schedule
    from aptcheck.schedule.target_path import TargetPath

__all__ = ["Surroundings", "distinct_takers", "surroundings"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Surroundings:
    """What a search goes through.

    Attributes
    ----------
    ground : Ground
    takers : tuple of Observation
        The observations whose fields differ: a position is to be clean for each of them.
    sources : Sources
        The N that spoil a field somewhere, where they are in the middle of the window.
    discs : Discs
        They, east and north of the first science target, each with its radius.
    reach : float
        Radius of the disc that the fields sweep, arcsec.
    known_arcsec : float
        How far about the first science target every source is known.
    plain_arcsec : float
        How near a source of no brightness in particular may come.
    limits : tuple of BandLimit
        Of every band in use.
    trial : Trial
    """

    ground: Ground
    takers: tuple[Observation, ...]
    sources: Sources
    discs: Discs
    reach: float
    known_arcsec: float
    plain_arcsec: float
    limits: tuple[BandLimit, ...]
    trial: Trial

    def nearest(self, east: float, north: float) -> tuple[float, LimitingSource | None]:
        """Return the margin of a position, and the source that limits it."""
        margin, source = self.discs.margin(east, north)
        edge = self.known_arcsec - self.plain_arcsec - float((east**2 + north**2) ** 0.5)
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
    settings: Thresholds,
) -> Surroundings:
    """Return the sources of an answer with the radius that each of them needs.

    Raises
    ------
    FieldUnavailable
        The field of an observation that takes the background cannot be told.
    ValueError
        Nothing was answered.
    """
    import numpy as np

    from aptcheck.geometry.clearance import Discs
    from aptcheck.geometry.sweep import offsets
    from aptcheck.schedule.spans import as_mjd

    if found.sources is None:
        raise ValueError("No catalogue has answered.")
    paths = dict(_paths(wanted, schedule))
    sciences = tuple(science.observation for science in wanted.sciences)
    pixel = any(science.intent.strategy == "pixel" for science in wanted.sciences)
    listed = listed_targets(found.sources, paths.values())
    sources = listed.at(as_mjd(schedule.window.middle))
    drift = _drift(listed, sources, schedule)
    latitude = ecliptic_latitude_deg(*ground.centre)
    takers = distinct_takers(wanted, schedule)
    needed, limits = np.full(len(sources), np.nan), dict[str, "BandLimit"]()
    reach = plain = 0.0
    for taker in takers:
        field = schedule.of(taker).field
        held = band_limits(field.bands, taker, sciences, latitude)
        bright = brightness(
            sources, held, pixel=pixel, sky_fraction=settings.background_light_fraction
        )
        needed = np.fmax(needed, needed_radii(field, sources, drift, held, bright, settings))
        limits |= {limit.band: limit for limit in held}
        reach = max(reach, field.reach.farthest)
        plain = max(plain, swept_radius(field, held))
    east, north = offsets(*ground.centre, sources.ra_deg, sources.dec_deg)
    matters = np.isfinite(needed) & np.isfinite(east) & np.isfinite(north)
    return Surroundings(
        ground=ground,
        takers=takers,
        sources=sources.take(matters),
        discs=Discs(x=east[matters], y=north[matters], radius=needed[matters]),
        reach=reach,
        known_arcsec=found.radius_arcsec - great_circle_arcsec(ground.listed, ground.centre),
        plain_arcsec=plain,
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
