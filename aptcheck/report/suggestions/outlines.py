"""What `aptcheck suggest` found as outlines on the sky."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from aptcheck.geometry.tangent import Point, unproject
from aptcheck.parcel import Circle, Colour
from aptcheck.report.suggestions.words import arcsec, margin_words
from aptcheck.suggestions import ChartDisc, SearchStatus, SkySearch

__all__ = ["search_outlines"]

_FOUND: Mapping[SearchStatus, Colour] = {
    "ok": "green",
    "crowded": "orange",
    "not-checked": "orange",
}


def search_outlines(search: SkySearch) -> Iterator[Circle]:
    """Yield the circles of a search whose target has coordinates.

    The ring searched around every science target, the science with its extent, the current
    background, the sources with the radius within which they spoil it, and the disc that the field
    sweeps at each position found. Of the sources only those that limit a position are named. Each
    kind has a layer.
    """
    if search.ra_deg is None or search.dec_deg is None:
        return
    at = search.ra_deg, search.dec_deg
    chart = search.chart
    science = chart.science if chart else ()
    for place in science or (ChartDisc(name=search.target, east=0.0, north=0.0, radius=0.0),):
        if not search.imager_primary:
            yield _ring(search, _sky(at, place), place.name)
        yield _circle(_sky(at, place), place.radius, "cyan", "science", place.name)
    if chart:
        limiting = {sky.nearest.designation for sky in search.suggestions if sky.nearest}
        for source in chart.sources:
            name = source.name if source.name in limiting else ""
            yield _circle(_sky(at, source), source.radius, "red", "source", name)
        for other in chart.others:
            yield _circle(_sky(at, other), other.radius, "yellow", "other target", other.name)
        for sky in chart.present:
            now = _circle(_sky(at, sky), sky.radius, "magenta", "present", f"now {sky.name}")
            yield replace(now, inner_arcsec=chart.hole)
    if search.imager_primary:  # there is one place: angles have no outline
        return
    reach = chart.reach if chart else 0.0
    for number, found in enumerate(search.suggestions, 1):
        text = f"{number}, margin {margin_words(found)} arcsec"
        where = found.ra_deg, found.dec_deg
        yield _circle(where, reach, _FOUND[search.status], "suggestion", text)


def _ring(search: SkySearch, place: Point, name: str) -> Circle:
    inner, outer = search.searched.inner_arcsec, search.searched.outer_arcsec
    done = "not checked" if search.status == "not-checked" else "searched"
    text = f"{done} around {name}, {arcsec(inner)} to {arcsec(outer)} arcsec"
    return Circle(
        ra_deg=place[0],
        dec_deg=place[1],
        radius_arcsec=outer,
        inner_arcsec=inner,
        label=text,
        layer="searched",
        colour="white",
    )


def _circle(place: Point, radius: float, colour: Colour, layer: str, label: str) -> Circle:
    return Circle(
        ra_deg=place[0],
        dec_deg=place[1],
        radius_arcsec=radius,
        label=label,
        layer=layer,
        colour=colour,
    )


def _sky(centre: Point, disc: ChartDisc) -> Point:
    return unproject(*centre, disc.east, disc.north)
