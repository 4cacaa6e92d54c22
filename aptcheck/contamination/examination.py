"""Which sources a swept field meets, at which angles, and how much they matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from aptcheck.contamination.brightness import ERROR, Brightness, band_limits, brightness
from aptcheck.contamination.field_sources import FieldSources
from aptcheck.contamination.inside import SourcesInside, sources_inside
from aptcheck.contamination.judgement import FieldJudgement
from aptcheck.contamination.source_window import source_window
from aptcheck.contamination.surroundings import crowded, extended
from aptcheck.contamination.target_rows import listed_targets
from aptcheck.contamination.threat import FaintWings, Threat, WingLight
from aptcheck.contamination.wings import wing_light
from aptcheck.finding import Severity
from aptcheck.geometry.ecliptic import ecliptic_latitude_deg
from aptcheck.geometry.great_circle import great_circle_arcsec
from aptcheck.geometry.tangent import project
from aptcheck.modes.mrs.band_limits import BandLimit

if TYPE_CHECKING:
    from aptcheck.config import Thresholds
    from aptcheck.contamination.cone_answer import ConeAnswer
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.model import Observation
    from aptcheck.schedule.swept_field import SweptField
    from aptcheck.schedule.target_path import TargetPath

__all__ = ["examine"]

_SAME_DEG = 1e-6
#: A background's target so near that of its science is a clone of it, arcsec.
_CLONE = 3.0


def examine(
    observation: Observation,
    swept: SweptField,
    found: ConeAnswer,
    *,
    background: bool = True,
    sciences: Sequence[Observation] = (),
    targets: Mapping[int, TargetPath] | None = None,
    pixel: bool = False,
    thresholds: Thresholds,
) -> FieldJudgement:
    """Judge one field.

    A source is inside within its position error (1 sigma, motion included) and one full width at
    half maximum of the band; beyond, its wings count. Where the target or a source moves, the
    window is swept in parts, each with everything where it will stand by then.

    Parameters
    ----------
    observation : Observation
        Whose field it is.
    swept, found
        The field over its allowed angles, and the catalogues round it.
    background : bool
        False for a science field.
    sciences : sequence of Observation
        Those that use it as background.
    targets : mapping of int to TargetPath, optional
        Where the targets of science observations stand, by number.
    pixel : bool
        Whether one of them subtracts it pixel by pixel.
    thresholds : Thresholds
    """
    known = FieldJudgement(
        observation=observation,
        background=background,
        sciences=tuple(science.number for science in sciences),
    )
    if found.sources is None:
        return replace(known, reason=found.reason, swept=swept)
    import numpy as np

    from aptcheck.catalog.survey_depth import survey_depth
    from aptcheck.geometry.sweep import offsets
    from aptcheck.schedule.spans import as_mjd

    latitude = ecliptic_latitude_deg(swept.ra_deg, swept.dec_deg)
    limits = band_limits(swept.field.bands, observation, sciences, latitude)
    middle = as_mjd(swept.window.middle)
    paths = dict(targets or {})
    listed = listed_targets(found.sources, _on_stars(swept, paths, middle, background=background))
    sources = listed.at(middle)
    east, north = offsets(swept.ra_deg, swept.dec_deg, sources.ra_deg, sources.dec_deg)
    bright = brightness(
        sources, limits, pixel=pixel, sky_fraction=thresholds.background_light_fraction
    )
    here = swept.ra_deg, swept.dec_deg
    places = {number: project(*here, *path.at(middle)) for number, path in paths.items()}
    seen = FieldSources(
        sources=sources,
        east_arcsec=east,
        north_arcsec=north,
        flux_ujy=bright.flux_ujy,
        window=source_window(swept, listed, np.hypot(east, north)),
        own=listed.those_at(swept.path, east, north),
        targets={
            number: listed.those_at(path, east - places[number][0], north - places[number][1])
            for number, path in paths.items()
        },
    )
    entering = sources_inside(swept, seen, limits)
    shining = wing_light(swept, seen, limits, thresholds)
    threats = _threats(swept, seen, limits, bright, entering, shining)
    inside = frozenset(entering.hits.sources.tolist())
    return replace(
        known,
        reason=found.reason,
        swept=swept,
        seen=seen,
        threats=threats,
        faint_wings=tuple(_faint_wings(seen, shining, inside)),
        extended=extended(swept, seen, inside, thresholds.neighbour_radius_arcsec),
        limits=limits,
        depths=tuple(survey_depth(limit.wavelength_um, found.surveys) for limit in limits),
        surveys=tuple(survey.name for survey in found.surveys),
        missing=tuple(survey.name for survey in found.missing),
        suppliers=found.suppliers,
        crowded=crowded(
            swept,
            limits,
            bright,
            sum(not threat.is_beside for threat in threats),
            found.radius_arcsec,
        ),
    )


def _on_stars(
    swept: SweptField, targets: Mapping[int, TargetPath], mjd: float, *, background: bool
) -> Iterator[TargetPath]:
    """Yield the targets that are sources: those of science, and a background's that is one of them.

    A sky position that was given a motion is an empty place all the same.
    """
    yield from targets.values()
    places = [path.at(mjd) for path in targets.values()]
    here = swept.path.at(mjd)
    if not background or any(great_circle_arcsec(here, place) <= _CLONE for place in places):
        yield swept.path


def _threats(
    swept: SweptField,
    seen: FieldSources,
    limits: Sequence[BandLimit],
    bright: Brightness,
    entering: SourcesInside,
    shining: Mapping[int, WingLight],
) -> tuple[Threat, ...]:
    """Return what spoils the field at some allowed angle, the worst first."""
    import numpy as np

    used, met = entering.band, entering.hits
    rank = np.where(used >= 0, bright.rank[met.source, used], 0)
    spoiling = {source for source, wings in shining.items() if not wings.angles.is_empty}
    threats = []
    for source in sorted(spoiling.union(np.unique(met.source[rank > 0]).tolist())):
        rows = met.lines(source)
        rows = rows[rank[rows] > 0]
        inside = met.angles_in(rows)
        wings = shining[source] if source in spoiling else None
        angles = inside if wings is None else inside.union(wings.angles)
        worst = _worst_band(source, set(used[rows].tolist()), limits, bright, wings)
        flux, basis = bright.held(source, worst)
        is_error = bool(len(rows)) and bright.rank[source, worst] == ERROR
        threats.append(
            Threat(
                place=seen.position_of(source),
                source=source,
                severity=Severity.ERROR if is_error else Severity.WARNING,
                angles=angles,
                always=_same(swept.allowed, angles),
                inside=inside,
                always_inside=_same(swept.allowed, inside),
                footprints=tuple(
                    swept.field.footprints[i] for i in np.unique(met.footprint[rows]).tolist()
                ),
                limit=limits[worst],
                flux_ujy=flux,
                basis=basis,
                limited=bool(bright.limited[source, worst]),
                sky_fraction=flux / limits[worst].sky_ujy,
                wings=wings,
            )
        )
    threats.sort(key=lambda t: (-t.severity.rank, t.basis == "upper limit", -_strength(t)))
    return tuple(threats)


def _worst_band(
    source: int,
    entered: set[int],
    limits: Sequence[BandLimit],
    bright: Brightness,
    wings: WingLight | None,
) -> int:
    """Return the band in which a source weighs most: of those it enters, else by its wings."""
    if wings is not None and not entered:
        return limits.index(wings.limit)
    return max(
        entered, key=lambda b: (bright.rank[source, b], bright.held(source, b)[0] / limits[b].ujy)
    )


def _strength(threat: Threat) -> float:
    """Return what is roughly in sigma: of the flux inside, or of the light from outside."""
    if threat.is_beside and threat.wings is not None:
        return threat.wings.excess
    return threat.sigma


def _faint_wings(
    seen: FieldSources, shining: Mapping[int, WingLight], inside: frozenset[int]
) -> list[FaintWings]:
    """Return the sources outside whose wings bring nearly too much, the worst first."""
    found = [
        FaintWings(place=seen.position_of(source), wings=wings)
        for source, wings in shining.items()
        if wings.angles.is_empty and source not in inside
    ]
    return sorted(found, key=lambda faint: -faint.wings.excess)


def _same(allowed: AngleSet, angles: AngleSet) -> bool:
    """Whether a source is there at all allowed angles, a rounding apart."""
    return allowed.difference(angles.widened(_SAME_DEG)).is_empty
