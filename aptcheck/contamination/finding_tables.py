"""The tables of findings on a field: sources, extended emission, faint wings, angles to avoid."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from aptcheck.contamination.field_words import pad_words
from aptcheck.contamination.source_words import band_list, brightness_words, effect_words
from aptcheck.finding import Column, Table
from aptcheck.geometry.angles import AngleSet
from aptcheck.modes.band_limit import UJY_PER_ARCSEC2
from aptcheck.wording import agree, angle_words, count, date_words, turn_words, v3pa_words

if TYPE_CHECKING:
    from aptcheck.contamination.field_sources import SourcePosition
    from aptcheck.contamination.near_science import NearScience
    from aptcheck.contamination.threat import ExtendedSource, FaintWings, Threat
    from aptcheck.schedule.swept_field import SweptField

__all__ = ["angle_table", "extended_table", "faint_wings_table", "near_table", "source_table"]

_Row: TypeAlias = tuple[float | int | str | None, ...]
_T = TypeVar("_T")

#: The worst sources; a crowd has thousands.
_MOST = 60
_PLACE = (
    Column("source"),
    Column("catalogue"),
    Column("from the target", "arcsec"),
    Column("position angle", "degrees"),
)
_LIGHT = (Column("brightness"), Column("angles"), Column("effect"))
_REMARKS = Column("remarks")


def source_table(threats: Sequence[Threat], swept: SweptField, note: str = "") -> Table:
    """Return what is known of each source that spoils a field, the worst first."""
    return _table(
        agree(threats, "source that spoils the field", "sources that spoil the field"),
        (*_PLACE, *_LIGHT, _REMARKS),
        threats,
        lambda threat: _with_place(threat.place, _light(threat, swept)),
        f"{_turn(swept)} {note.strip()}",
    )


def near_table(near: NearScience, note: str = "") -> Table:
    """Return what is known of each source near a science target, and of extended emission."""
    annulus = {one.threat.source: one for one in near.sources}

    def cells(threat: Threat) -> _Row:
        brightness, angles, effect = _light(threat, near.swept)
        one = annulus[threat.source]
        if one.bands:
            at = angle_words(one.annulus.arcs, near.swept.aperture, again=True)
            effect = f"{effect}; in the annulus of {band_list(one.bands)} at {at}"
        return _with_place(threat.place, (brightness, angles, effect))

    if not near.sources:
        return extended_table(near.extended)
    threats = [one.threat for one in near.sources]
    return _table(
        "sources near the target",
        (*_PLACE, *_LIGHT, _REMARKS),
        threats,
        cells,
        _turn(near.swept) + note,
    )


def extended_table(sources: Sequence[ExtendedSource]) -> Table:
    """Return the extended sources in or near a field, the nearest first."""
    return _table(
        "extended sources in or near the field",
        (*_PLACE, Column("from the field at its nearest", "arcsec"), _REMARKS),
        sources,
        lambda one: _with_place(one.place, (round(one.distance_arcsec, 1),)),
    )


def faint_wings_table(sources: Sequence[FaintWings]) -> Table:
    """Return the sources whose wings bring nearly too much light into a field, the worst first."""
    return _table(
        "sources whose wings reach into the field",
        (
            *_PLACE,
            Column("outside the field", "arcsec"),
            Column("band"),
            Column("light", "MJy/sr"),
            Column("of the limit", "%"),
            _REMARKS,
        ),
        sources,
        lambda one: _with_place(
            one.place,
            (
                round(one.wings.distance_arcsec, 1),
                one.wings.limit.band,
                float(f"{one.wings.brightness / UJY_PER_ARCSEC2:.2g}"),
                math.floor(100 * one.wings.excess),
            ),
        ),
    )


def angle_table(swept: SweptField, avoid: AngleSet) -> Table:
    """Return the ranges to avoid in both frames, each with its dates."""
    turn = swept.aperture.v3_ideal_angle

    def cells(arc: tuple[float, float]) -> _Row:
        angles = AngleSet.of([arc])
        dates = date_words(swept.dates(angles)) if swept.visibility is not None else None
        return _degrees(angles), _degrees(angles.shifted(turn)), dates

    return _table(
        "angles to avoid",
        (Column("V3PA", "degrees"), Column("aperture PA", "degrees"), Column("dates")),
        avoid.arcs,
        cells,
        _turn(swept) + pad_words(swept),
    )


def _table(
    caption: str,
    columns: tuple[Column, ...],
    things: Sequence[_T],
    cells: Callable[[_T], _Row],
    note: str = "",
) -> Table:
    left = len(things) - _MOST
    more = f" {count(left, 'more row')} {agree(left, 'is', 'are')} left out." if left > 0 else ""
    rows = tuple(map(cells, things[:_MOST]))
    return Table(caption=caption, columns=columns, rows=rows, note=f"{note}{more}".strip())


def _with_place(place: SourcePosition, cells: _Row) -> _Row:
    return (
        place.designation,
        f"{place.catalogue}, {place.provider}",
        round(place.offset_arcsec, 2),
        round(place.position_angle_deg, 1) % 360,
        *cells,
        "; ".join(place.remarks) or "none",
    )


def _light(threat: Threat, swept: SweptField) -> tuple[str, str, str]:
    return (
        brightness_words(threat),
        angle_words(threat.angles.arcs, swept.aperture, again=True),
        effect_words(threat),
    )


def _degrees(angles: AngleSet) -> str:
    return v3pa_words(angles.arcs).removeprefix("V3PA ")


def _turn(swept: SweptField) -> str:
    words = turn_words(swept.aperture)
    return f"{words[:1].upper()}{words[1:]}."
