"""Which sources a swept field meets, at which angles, and how much they matter."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from aptcheck.contamination.brightness import (
    ERROR,
    Brightness,
    band_limits,
    brightness,
    used_bands,
)
from aptcheck.contamination.field_sources import FieldSources
from aptcheck.contamination.inside import SourcesInside, sources_inside
from aptcheck.contamination.judgement import FieldJudgement
from aptcheck.contamination.source_window import source_window
from aptcheck.contamination.surroundings import crowded, extended
from aptcheck.contamination.target_rows import listed_targets
from aptcheck.contamination.threat import FaintWings, Threat, WingLight
from aptcheck.contamination.wings import wing_light
from aptcheck.finding import Severity
from aptcheck.geometry.angles import AngleSet
from aptcheck.geometry.ecliptic import ecliptic_latitude_deg
from aptcheck.geometry.great_circle import great_circle_arcsec
from aptcheck.geometry.tangent import project
from aptcheck.modes.bands import UNKNOWN
from aptcheck.wording import Reason, agree, count, listed

if TYPE_CHECKING:
    from aptcheck.config import Thresholds
    from aptcheck.contamination.cone_answer import ConeAnswer
    from aptcheck.geometry.footprint import Field
    from aptcheck.model import Observation
    from aptcheck.modes.band_limit import BandLimit
    from aptcheck.schedule.swept_field import SweptField
    from aptcheck.schedule.target_path import TargetPath

__all__ = ["examine"]

_SAME_DEG = 1e-6
#: A background target so near that of the science observation is a copy of it, arcsec.
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
    half maximum of the band; beyond that, its wings count. Where the target or a source moves, the
    window is swept in parts, each with everything where it will be by then.

    Where an upper bound is all that is known of a dither, what is in the field about its target may
    spoil it; the field is clean where nothing is within the bound either, else not checked.

    Parameters
    ----------
    observation : Observation
        Whose field it is.
    swept, found
        The field over its allowed angles, and the catalogues around it.
    background : bool
        False for a science field.
    sciences : sequence of Observation
        Those that use it as background.
    targets : mapping of int to TargetPath, optional
        Where the targets of science observations are, by number.
    pixel : bool
        Whether one of them subtracts it pixel by pixel.
    thresholds : Thresholds
    """
    known = FieldJudgement(
        observation=observation,
        background=background,
        sciences=tuple(science.number for science in sciences),
        pixel=pixel,
    )
    if found.sources is None:
        return replace(known, reason=found.reason, swept=swept)
    import numpy as np

    from aptcheck.catalog.survey_depth import survey_depth
    from aptcheck.geometry.sweep import offsets
    from aptcheck.schedule.spans import as_mjd

    latitude = ecliptic_latitude_deg(swept.ra_deg, swept.dec_deg)
    limits = band_limits(swept.field, observation, sciences, latitude)
    middle = as_mjd(swept.window.middle)
    paths = dict(targets or {})
    listed = listed_targets(found.sources, _on_stars(swept, paths, middle, background=background))
    sources = listed.at(middle)
    east, north = offsets(swept.ra_deg, swept.dec_deg, sources.ra_deg, sources.dec_deg)
    share = thresholds.background_light_fraction
    bright = brightness(sources, limits, pixel=pixel, sky_fraction=share)
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
    whole, swept = swept.field, replace(swept, field=swept.field.about_target)
    entering = sources_inside(swept.field, seen, limits)
    surely: SourcesInside | None = entering
    if whole.pad_arcsec:
        steady = whole.steady
        surely = sources_inside(steady, seen, limits) if steady is not None else None
    shining = wing_light(swept, seen, limits, thresholds)
    threats = _threats(swept, seen, limits, bright, entering, surely, shining, pixel=pixel)
    inside = frozenset(entering.hits.sources.tolist())
    unknown = _unknown_bands(swept.field, observation, sciences, limits)
    around: tuple[str, ...] = ()
    if whole.is_bound:
        reported = {threat.source for threat in threats}
        reached = replace(swept, field=whole)
        around = _within_bound(reached, seen, limits, bright, thresholds, reported)
    return replace(
        known,
        reason=found.reason or _without_figures(observation, unknown) or _dithered(around),
        around=around,
        unknown_bands=() if found.reason else unknown,
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


def _unknown_bands(
    field: Field, sky: Observation, sciences: Sequence[Observation], limits: Sequence[BandLimit]
) -> tuple[str, ...]:
    """Return the bands in use of which no limits are known."""
    known = {limit.band for limit in limits}
    return tuple(band for band in used_bands(field, sky, sciences) if band not in known)


def _without_figures(sky: Observation, unknown: Sequence[str]) -> Reason | None:
    """Return that something is taken in bands of which no limits are known; None without any."""
    if not unknown:
        return None
    if any(UNKNOWN in band for band in unknown):
        return Reason(f"the band of an exposure of observation {sky.number} is not known")
    return Reason(f"aptcheck has no figures for {listed(unknown)} of observation {sky.number}")


def _within_bound(
    swept: SweptField,
    seen: FieldSources,
    limits: Sequence[BandLimit],
    bright: Brightness,
    thresholds: Thresholds,
    reported: Container[int],
) -> tuple[str, ...]:
    """Return what would spoil a field where a dither may take it, by designation."""
    wide = sources_inside(swept.field, seen, limits)
    inside = {s for s in wide.hits.sources.tolist() if len(wide.lines(s, bright.rank))}
    light = wing_light(swept, seen, limits, thresholds)
    shining = {source for source, wings in light.items() if not wings.angles.is_empty}
    return tuple(
        str(seen.sources.designation[source])
        for source in sorted(inside | shining)
        if source not in reported
    )


def _dithered(around: Sequence[str]) -> Reason | None:
    """Return that a dither may take the field onto sources; None where there are none."""
    if not around:
        return None
    return Reason(
        f"{count(len(around), 'source')} {agree(around, 'is', 'are')} within reach of its dither, "
        "whose points are not known"
    )


def _on_stars(
    swept: SweptField, targets: Mapping[int, TargetPath], mjd: float, *, background: bool
) -> Iterator[TargetPath]:
    """Yield the targets that are sources: those of science, and a background's that is one of them.

    A background position with a proper motion is still an empty place.
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
    surely: SourcesInside | None,
    shining: Mapping[int, WingLight],
    *,
    pixel: bool,
) -> tuple[Threat, ...]:
    """Return what spoils the field at some allowed angle, the worst first."""
    import numpy as np

    met, rank = entering.hits, bright.rank
    spoiling = {source for source, wings in shining.items() if not wings.angles.is_empty}
    held = {source for source in met.sources.tolist() if len(entering.lines(source, rank))}
    threats = []
    for source in sorted(spoiling | held):
        rows = entering.lines(source, rank)
        inside = met.angles_in(rows)
        sure = AngleSet.empty() if surely is None else surely.angles(source, rank)
        wings = shining[source] if source in spoiling else None
        angles = inside if wings is None else inside.union(wings.angles)
        worst = _worst_band(source, set(entering.band[rows].tolist()), limits, bright, wings)
        flux, basis = bright.held(source, worst)
        is_error = not sure.is_empty and rank[source, worst] == ERROR
        threats.append(
            Threat(
                place=seen.position_of(source),
                source=source,
                severity=Severity.ERROR if is_error else Severity.WARNING,
                angles=angles,
                always=_same(swept.allowed, angles),
                inside=inside,
                always_inside=_same(swept.allowed, inside),
                sure=_same(inside, sure),
                footprints=tuple(
                    swept.field.footprints[i] for i in np.unique(met.footprint[rows]).tolist()
                ),
                limit=limits[worst],
                flux_ujy=flux,
                basis=basis,
                matters_ujy=float(bright.matters_ujy[worst]),
                measure=limits[worst].measure(pixel=pixel),
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
    """Return the band in which a source counts most: of those it enters, else by its wings."""
    if wings is not None and not entered:
        return limits.index(wings.limit)
    return max(
        entered,
        key=lambda b: (bright.rank[source, b], bright.held(source, b)[0] / bright.matters_ujy[b]),
    )


def _strength(threat: Threat) -> float:
    """Return how many times what matters it is: the flux inside, or the light from outside."""
    if threat.is_beside and threat.wings is not None:
        return threat.wings.excess
    return threat.flux_ujy / threat.matters_ujy


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
    """Whether some angles hold all that are allowed, up to rounding."""
    return allowed.difference(angles.widened(_SAME_DEG)).is_empty
