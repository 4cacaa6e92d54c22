"""`aptcheck suggest` as JSON, schema version 1."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace

from aptcheck.mode_names import ModeName
from aptcheck.report.rounding import written
from aptcheck.report.suggestions.rounding import at_least, at_most
from aptcheck.suggestions import (
    CatalogueDepth,
    LimitingSource,
    PresentSky,
    Searched,
    SearchStatus,
    SkySearch,
    SuggestedSky,
    Suggestions,
)
from aptcheck.wording.json_words import json_text

__all__ = ["JsonSearch", "JsonSuggestions", "render_json"]

_DEGREES, _ARCSEC, _ANGLE, _SHARE = 7, 3, 3, 4  # decimals


@dataclass(frozen=True, kw_only=True, slots=True)
class JsonSearch:
    """A `SkySearch` without its chart."""

    target: str
    science_targets: tuple[str, ...]
    science_observations: tuple[int, ...]
    background_target: str | None
    background_observations: tuple[int, ...]
    present: PresentSky
    present_reason: str | None
    ra_deg: float | None
    dec_deg: float | None
    aperture: str | None
    aperture_offset_deg: float
    imager_primary: bool
    status: SearchStatus
    reason: str | None
    searched: Searched
    bound_arcsec: float | None
    first_clean_arcsec: float | None
    looked_out_to_arcsec: float | None
    suggestions: tuple[SuggestedSky, ...]
    depths: tuple[CatalogueDepth, ...]
    remarks: tuple[str, ...]
    suppliers: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class JsonSuggestions:
    """The document as a machine reads it; keys keep their names within a schema version.

    ``clean`` are the numbers of the background observations left alone because they are clean;
    ``other_modes`` are background modes for which nothing is searched.
    """

    schema_version: str
    targets: tuple[JsonSearch, ...]
    clean: tuple[int, ...]
    other_modes: tuple[ModeName, ...]


def render_json(suggestions: Suggestions) -> str:
    """Return the searches as JSON; every number in it is finite.

    Positions are to 1e-7 degrees, lengths and angles to 0.001 arcsec and degrees. A margin and a
    share of clean angles are rounded down and a bound up, so that all of them remain true.
    """
    document = JsonSuggestions(
        schema_version="1",
        targets=tuple(map(_search, suggestions.targets)),
        clean=suggestions.clean,
        other_modes=suggestions.other_modes,
    )
    return json_text(asdict(document), indent=1) + "\n"


def _search(search: SkySearch) -> JsonSearch:
    values = {field.name: getattr(search, field.name) for field in fields(JsonSearch)}
    rounded = {
        "ra_deg": _ra(search.ra_deg),
        "dec_deg": _maybe(search.dec_deg, _DEGREES),
        "aperture_offset_deg": round(search.aperture_offset_deg, _ANGLE),
        "searched": Searched(
            inner_arcsec=round(search.searched.inner_arcsec, _ARCSEC),
            outer_arcsec=round(search.searched.outer_arcsec, _ARCSEC),
        ),
        "bound_arcsec": _bound(search.bound_arcsec),
        "first_clean_arcsec": _maybe(search.first_clean_arcsec, _ARCSEC),
        "looked_out_to_arcsec": _maybe(search.looked_out_to_arcsec, _ARCSEC),
        "suggestions": tuple(map(_position, search.suggestions)),
        "depths": tuple(map(_depth, search.depths)),
    }
    return JsonSearch(**(values | rounded))


def _position(sky: SuggestedSky) -> SuggestedSky:
    offset = sky.special_offset
    return replace(
        sky,
        ra_deg=round(sky.ra_deg, _DEGREES) % 360.0,
        dec_deg=round(sky.dec_deg, _DEGREES),
        offset_arcsec=round(sky.offset_arcsec, _ARCSEC),
        position_angle_deg=round(sky.position_angle_deg, _ANGLE) % 360.0,
        margin_arcsec=at_least(sky.margin_arcsec, _ARCSEC),
        nearest=None if sky.nearest is None else _source(sky.nearest),
        clean=None if sky.clean is None else written(sky.clean),
        clean_fraction=None if sky.clean_fraction is None else at_least(sky.clean_fraction, _SHARE),
        special_offset=offset and (round(offset[0], _ARCSEC), round(offset[1], _ARCSEC)),
    )


def _source(source: LimitingSource) -> LimitingSource:
    return replace(
        source,
        ra_deg=round(source.ra_deg, _DEGREES) % 360.0,
        dec_deg=round(source.dec_deg, _DEGREES),
        distance_arcsec=round(source.distance_arcsec, _ARCSEC),
        radius_arcsec=round(source.radius_arcsec, _ARCSEC),
    )


def _depth(depth: CatalogueDepth) -> CatalogueDepth:
    """Return a depth with four figures: no survey knows its own better."""
    return replace(
        depth,
        star_ujy=None if depth.star_ujy is None else float(f"{depth.star_ujy:.4g}"),
        any_ujy=None if depth.any_ujy is None else float(f"{depth.any_ujy:.4g}"),
    )


def _ra(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, _DEGREES) % 360.0


def _bound(margin: float | None) -> float | None:
    return None if margin is None else at_most(margin, _ARCSEC)


def _maybe(value: float | None, decimals: int) -> float | None:
    return None if value is None else round(value, decimals)
