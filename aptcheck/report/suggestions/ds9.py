"""`aptcheck suggest` as DS9 regions, to lay over an image in DS9 or Aladin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aptcheck.geometry.tangent import Point, unproject
from aptcheck.report.ds9 import DECIMALS, label
from aptcheck.report.suggestions.words import arcsec, margin_words
from aptcheck.suggestions import ChartDisc, SkySearch, Suggestions

if TYPE_CHECKING:
    from regions import Region

__all__ = ["render_ds9"]

_RING, _SCIENCE, _PRESENT, _OTHER, _SOURCE = "white", "cyan", "magenta", "yellow", "red"
_FOUND = {"ok": "green", "crowded": "orange", "not-checked": "orange"}
_SMALLEST = 0.001  # arcsec: a length that is still one after rounding
_NONE = "# Region file format: DS9\n"


def render_ds9(suggestions: Suggestions) -> str:
    """Return a DS9 region file of all searches whose target has coordinates.

    Each shows the ring searched about every science target, the science with its extent, the
    present background, the sources with the radius within which they spoil it, and the disc that
    the field sweeps at each position found. A tag says which of these a region is, so that DS9's
    groups can hide it; of the sources only those that limit a position have their name shown.
    """
    from regions import Regions

    found = [region for search in suggestions.targets for region in _search(search)]
    return str(Regions(found).serialize(format="ds9", precision=DECIMALS)) if found else _NONE


def _search(search: SkySearch) -> Iterator[Region]:
    if search.ra_deg is None or search.dec_deg is None:
        return
    at = search.ra_deg, search.dec_deg
    chart = search.chart
    science = chart.science if chart else ()
    for place in science or (ChartDisc(name=search.target, east=0.0, north=0.0, radius=0.0),):
        yield from _ring(search, _sky(at, place), place.name)
        yield _disc(_sky(at, place), place.radius, _SCIENCE, "science", place.name)
    if chart:
        limiting = {sky.nearest.designation for sky in search.suggestions if sky.nearest}
        for source in chart.sources:
            name = source.name if source.name in limiting else ""
            yield _disc(_sky(at, source), source.radius, _SOURCE, "source", name)
        for other in chart.others:
            yield _disc(_sky(at, other), other.radius, _OTHER, "other target", other.name)
        for sky in chart.present:
            yield _disc(_sky(at, sky), sky.radius, _PRESENT, "present", f"now {sky.name}")
    reach = chart.reach if chart else 0.0
    for number, found in enumerate(search.suggestions, 1):
        text = f"{number}, margin {margin_words(found)} arcsec"
        where = found.ra_deg, found.dec_deg
        yield _disc(where, reach, _FOUND[search.status], "suggestion", text)


def _ring(search: SkySearch, place: Point, name: str) -> Iterator[Region]:
    from astropy import units
    from regions import CircleAnnulusSkyRegion

    inner, outer = search.searched.inner_arcsec, search.searched.outer_arcsec
    done = "not checked" if search.status == "not-checked" else "searched"
    text = f"{done} about {name}, {arcsec(inner)} to {arcsec(outer)} arcsec"
    if _SMALLEST <= inner <= outer - _SMALLEST:
        yield CircleAnnulusSkyRegion(
            _coordinates(place),
            inner * units.arcsec,
            outer * units.arcsec,
            **_look(_RING, "searched", text),
        )
    else:
        yield _disc(place, outer, _RING, "searched", text)


def _disc(place: Point, radius: float, colour: str, tag: str, text: str) -> Region:
    """Return a circle, or a point where there is no extent."""
    from astropy import units
    from regions import CircleSkyRegion, PointSkyRegion

    look = _look(colour, tag, text)
    if radius >= _SMALLEST:
        return CircleSkyRegion(_coordinates(place), radius * units.arcsec, **look)
    return PointSkyRegion(_coordinates(place), **look)


def _look(colour: str, tag: str, text: str) -> dict[str, object]:
    from regions import RegionMeta, RegionVisual

    shown = label(text).strip()
    meta = {"tag": [tag], **({"text": shown} if shown else {})}
    return {"meta": RegionMeta(meta), "visual": RegionVisual({"color": colour})}


def _coordinates(place: Point) -> object:
    from astropy import units
    from astropy.coordinates import SkyCoord

    return SkyCoord(place[0] * units.deg, place[1] * units.deg)


def _sky(centre: Point, disc: ChartDisc) -> Point:
    return unproject(*centre, disc.east, disc.north)
