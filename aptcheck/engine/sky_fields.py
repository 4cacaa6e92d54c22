"""The fields of a proposal's backgrounds as plain numbers, for a report that draws them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from aptcheck.engine.sky_outlines import outlines
from aptcheck.engine.sky_overlaps import overlaps_of
from aptcheck.engine.sky_sources import sources_about
from aptcheck.errors import FieldUnavailable
from aptcheck.geometry.tangent import Point, project
from aptcheck.results import AngleTrack, SkyField, SkyPlace, SkyPosition
from aptcheck.schedule.swept_field import SweptField

if TYPE_CHECKING:
    from aptcheck.background.bond import Bond
    from aptcheck.background.roles import Background, Science
    from aptcheck.contamination.judgement import FieldJudgement
    from aptcheck.model import Observation
    from aptcheck.rules.context import Context

__all__ = ["sky_fields"]

#: The width of a picture in units of the field's reach, and the distance, in the same units, within
#: which it shows a science target.
_MARGIN, _WITHIN = 1.3, 1.8

_NOT_JUDGED = "This field was not looked up in a catalogue."

#: Positions on the picture of a spoiled field.
_MOST_SUGGESTED = 3
#: Samples of a track; a window of two months has each of its days.
_MOST_SAMPLES = 60


def sky_fields(context: Context) -> tuple[SkyField, ...]:
    """Return the field of each background observation of a mode, declared or suspected, by number.

    None if no catalogue is queried for them.
    """
    if not context.graph.mode.looks_for_sources:
        return ()
    graph = context.graph
    skies: dict[int, Observation] = {}
    served: dict[int, list[Background]] = defaultdict(list)
    for background in (*graph.declared.backgrounds, *graph.suspected.backgrounds):
        for sky in background.skies:
            skies[sky.number] = sky
            served[sky.number].append(background)
    skies.update((one.sky.number, one.sky) for one in graph.unfollowed)
    return tuple(_sky_field(skies[number], served[number], context) for number in sorted(skies))


def _sky_field(sky: Observation, served: list[Background], context: Context) -> SkyField:
    name = sky.target_name
    try:
        swept = context.schedule.of(sky).swept
    except FieldUnavailable as fault:
        reason = context.graph.unnamed_place(sky) or fault.reason
        return SkyField(
            observation=sky.number, target=name, mode=context.mode.name, undrawn=reason.sentence
        )
    reach = swept.field.reach
    sciences = [science for background in served for science in background.sciences]
    science = tuple(_places(sciences, swept, context))
    judged = context.sky.judgement(sky)
    suggested = tuple(_suggested(swept, judged, context))
    return SkyField(
        observation=sky.number,
        target=name,
        mode=context.mode.name,
        ra_deg=round(swept.ra_deg, 7),
        dec_deg=round(swept.dec_deg, 7),
        imager_primary=sky.imager_primary,
        aperture=swept.aperture.name,
        aperture_offset_deg=round(swept.aperture.v3_ideal_angle, 6),
        nearest=round(reach.nearest, 3),
        farthest=round(reach.farthest, 3),
        radius=round(_radius(reach.farthest, science), 3),
        footprints=outlines(swept.field),
        outlined=len(swept.field.footprints),
        science=science,
        allowed=swept.allowed.intervals,
        sources=sources_about(swept, judged, context.settings),
        overlaps=overlaps_of(sky, _bonds(sky, served), context),
        unchecked=_unchecked(judged),
        unplanned=swept.unknown.sentence if swept.unknown is not None else None,
        tracks=tuple(_tracks(swept)),
        suggested=suggested,
        clearing=context.places.clearing_of(judged) if judged is not None and suggested else "",
    )


def _bonds(sky: Observation, served: Iterable[Background]) -> Iterator[tuple[Bond, float | None]]:
    """Yield what ties a background to science that it must not meet, and how far the source goes.

    A shadow is taken where the target is at another time.
    """
    for background in served:
        if background.intent.strategy != "shadow":
            for bond in background.bonds:
                if sky.number in bond.sky_numbers:
                    yield bond, background.intent.extent_arcsec


def _suggested(
    swept: SweptField, judged: FieldJudgement | None, context: Context
) -> Iterator[SkyPosition]:
    search = context.places.search(judged, _MOST_SUGGESTED) if judged is not None else None
    if search is None or search.chart is None:
        return
    for place in search.suggestions:
        east, north = project(swept.ra_deg, swept.dec_deg, place.ra_deg, place.dec_deg)
        yield SkyPosition(
            apt=place.apt,
            east=round(east, 3),
            north=round(north, 3),
            reach=round(search.chart.reach, 3),
            margin_arcsec=round(place.margin_arcsec, 2),
            offset_arcsec=round(place.offset_arcsec, 2),
            position_angle_deg=round(place.position_angle_deg, 2),
        )


def _unchecked(judged: FieldJudgement | None) -> str | None:
    if judged is None:
        return _NOT_JUDGED
    return judged.reason.sentence if judged.reason is not None else None


def _radius(reach: float, science: Iterable[SkyPlace]) -> float:
    distances = (math.hypot(place.east, place.north) for place in science)
    return max([_MARGIN * reach, *(1.15 * d for d in distances if d <= _WITHIN * reach)])


def _places(sciences: Iterable[Science], swept: SweptField, context: Context) -> Iterator[SkyPlace]:
    """Yield the science targets, each target once, at the first observation of it."""
    seen: set[Point] = set()
    for science in sorted(sciences, key=lambda science: science.number):
        try:
            place = context.schedule.of(science.observation).place
        except FieldUnavailable:
            continue
        if place in seen:
            continue
        seen.add(place)
        east, north = project(swept.ra_deg, swept.dec_deg, *place)
        if math.isfinite(east):
            yield SkyPlace(
                observation=science.number,
                target=science.target.name if science.target is not None else "",
                east=round(east, 3),
                north=round(north, 3),
            )


def _tracks(swept: SweptField) -> Iterator[AngleTrack]:
    if swept.visibility is None:
        return
    from aptcheck.schedule.spans import as_datetime

    for times, los, his in swept.visibility.tracks:
        last = len(times) - 1
        step = 1 + last // _MOST_SAMPLES
        yield AngleTrack(
            samples=tuple(
                (
                    f"{as_datetime(times[i]):%Y-%m-%d}",
                    round(float(los[i]), 3),
                    round(float(his[i]), 3),
                )
                for i in (*range(0, last, step), last)
            )
        )
