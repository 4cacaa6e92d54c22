"""One search as a picture: east to the left, north up, arcseconds to scale."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import chain

from aptcheck.report.suggestions.arrows import compass, pointer, scale_bar
from aptcheck.report.suggestions.labels import Labels, fitting, text_width
from aptcheck.report.suggestions.shapes import Circle, Discs, Line, Panel, Ring, Shape, Word
from aptcheck.report.suggestions.view import View, around
from aptcheck.report.suggestions.words import (
    margin_words,
    science_names,
    science_observations,
    share_words,
    whose,
)
from aptcheck.report.visible import one_line, shortened
from aptcheck.suggestions import ChartDisc, SkyChart, SkySearch, SuggestedSky
from aptcheck.wording import count

__all__ = ["HEAD", "panel"]

HEAD = 46  # pixels above a panel, for its text
_NEAR = 1.5  # a current background this much farther out than the rest is still in the panel
_NUMBERED = 10.0  # pixels: a disc that holds its number
_DOT, _CROSS, _SMALLEST = 1.8, 6.0, 3.0
_LONGEST = 80  # letters of a title
_NO_CHART = SkyChart(reach=0.0, science=())


def panel(search: SkySearch, x: float, y: float, size: float) -> Panel:
    """Return the panel of a search, its corner at (x, y) of the picture.

    Shown are the ring searched, the sources with the discs in which they spoil a background, the
    science, the current background (at the edge, with its distance, where it is far), the other
    targets, and each position found as the disc that the field sweeps, with its margin.
    """
    chart = search.chart or _NO_CHART
    science = chart.science or (ChartDisc(name=search.target, east=0.0, north=0.0, radius=0.0),)
    # with the imager on the target there is one place, and the picture does not show its angles
    compared = () if search.imager_primary else search.suggestions
    found = [_place(sky, chart.reach, number) for number, sky in enumerate(compared, 1)]
    view = _view(search, science, chart.present, found, size)
    labels = Labels(size)
    shapes: list[Shape] = []
    if search.status == "not-checked":
        shapes.append(labels.put(Word("quiet", size / 2.0, size / 4.0, "not checked", "middle")))
    shapes += chain(
        () if search.imager_primary else _searched(search, science, view),
        _sources(chart.sources, view),
        _swept(chart, view) if search.imager_primary else _rings(search, science, view),
        scale_bar(view, labels),
        compass(view, labels),
        _found(search, found, view, labels),
        _science(science, view, labels),
        () if search.imager_primary else _present(chart.present, view, labels),
        _others(chart.others, view, labels),
    )
    # words last: no disc hides one
    shapes.sort(key=lambda shape: isinstance(shape, Word))
    return Panel(
        x=x, y=y, size=size, name=whose(search), head=_head(search, size), shapes=tuple(shapes)
    )


def _head(search: SkySearch, size: float) -> tuple[Word, ...]:
    """Return the text above a panel: for which target, and the result."""
    numbers = fitting("quiet", science_observations(search), size / 2.0)
    left = size - text_width("quiet", numbers) - 12.0
    return (
        Word("title", 0.0, -27.0, fitting("title", science_names(search), left)),
        Word("quiet", size, -27.0, numbers, "end"),
        Word("quiet", 0.0, -9.0, fitting("quiet", _summary(search), size)),
    )


def _view(
    search: SkySearch,
    science: Iterable[ChartDisc],
    present: Iterable[ChartDisc],
    found: Iterable[ChartDisc],
    size: float,
) -> View:
    outer = 0.0 if search.imager_primary else search.searched.outer_arcsec
    rings = [
        ChartDisc(name="", east=s.east, north=s.north, radius=max(outer, s.radius)) for s in science
    ]
    shown = [*rings, *found]
    view = around(shown, size)
    near = [
        sky
        for sky in present
        if search.imager_primary
        or max(abs(sky.east - view.east), abs(sky.north - view.north)) < _NEAR * view.half
    ]
    return around([*shown, *near], size)


def _place(sky: SuggestedSky, reach: float, number: int) -> ChartDisc:
    angle = math.radians(sky.position_angle_deg)
    east, north = math.sin(angle) * sky.offset_arcsec, math.cos(angle) * sky.offset_arcsec
    return ChartDisc(name=str(number), east=east, north=north, radius=reach)


def _searched(search: SkySearch, science: tuple[ChartDisc, ...], view: View) -> Iterator[Shape]:
    inner, outer = (
        length * view.scale
        for length in (search.searched.inner_arcsec, search.searched.outer_arcsec)
    )
    # several rings are only outlined: the search alone knows their common area
    if len(science) == 1 and inner < outer and search.status != "not-checked":
        yield Ring("searched", *view.at(science[0].east, science[0].north), inner, outer)


def _rings(search: SkySearch, science: tuple[ChartDisc, ...], view: View) -> Iterator[Shape]:
    for place in science:
        x, y = view.at(place.east, place.north)
        for radius in (search.searched.inner_arcsec, search.searched.outer_arcsec):
            yield Circle("edge", x, y, radius * view.scale)


def _swept(chart: SkyChart, view: View) -> Iterator[Shape]:
    """Yield the ring that the MRS samples while the imager is on its target."""
    for place in chart.present:
        inner, outer = chart.hole * view.scale, chart.reach * view.scale
        yield Ring("swept", *view.at(place.east, place.north), inner, outer)


def _sources(sources: Iterable[ChartDisc], view: View) -> Iterator[Shape]:
    shown = [source for source in sources if view.shows(source)]
    if shown:
        discs = tuple(view.disc(source) for source in shown)
        # fills hide inner outlines, so that the outline of the union remains
        yield Discs("reach", discs)
        yield Discs("source", discs)
    for source in shown:
        yield Circle("dot", *view.at(source.east, source.north), _DOT, _title(source))


def _found(
    search: SkySearch, found: Iterable[ChartDisc], view: View, labels: Labels
) -> Iterator[Shape]:
    places = list(found)
    for place in places:
        x, y, radius = view.disc(place)
        labels.keep((x - radius, y - radius, x + radius, y + radius))
    for place, sky in zip(places, search.suggestions[: len(places)], strict=True):
        x, y, radius = view.disc(place)
        title = f"{place.name}: {shortened(sky.apt, _LONGEST)}, margin {margin_words(sky)}″"
        if search.status == "ok" and 0.0 < sky.margin_arcsec < 2.0 * view.half:
            yield Circle("margin", x, y, sky.margin_arcsec * view.scale)
        yield Circle(search.status, x, y, max(radius, _SMALLEST), title)
        if radius >= _NUMBERED:
            yield labels.put(Word("number", x, y + 5.0, place.name, "middle"))
        elif word := labels.beside("number", x, y, radius, place.name):
            yield word


def _science(science: Iterable[ChartDisc], view: View, labels: Labels) -> Iterator[Shape]:
    for place in science:
        x, y, radius = view.disc(place)
        if radius > _CROSS:
            yield Circle("science", x, y, radius, _title(place))
        yield Line("cross", ((x - _CROSS, y), (x + _CROSS, y)))
        yield Line("cross", ((x, y - _CROSS), (x, y + _CROSS)))
        yield from _named(place, view, labels)


def _others(others: Iterable[ChartDisc], view: View, labels: Labels) -> Iterator[Shape]:
    for place in filter(view.shows, others):
        x, y, radius = view.disc(place)
        yield Circle("other", x, y, max(radius, _SMALLEST), _title(place))
        yield from _named(place, view, labels)


def _present(present: Iterable[ChartDisc], view: View, labels: Labels) -> Iterator[Shape]:
    for place in present:
        x, y, radius = view.disc(place)
        if view.shows(place):
            yield Circle("present", x, y, max(radius, _SMALLEST), _title(place))
            word = labels.beside("label", x, y, max(radius, _SMALLEST), "now")
        else:
            tip, line = pointer(x, y, view.size)
            yield from line
            word = labels.beside("label", *tip, 4.0, f"now, {_distance(place)} away")
        if word:
            yield word


def _distance(place: ChartDisc) -> str:
    away = math.hypot(place.east, place.north)
    return f"{away:.0f}″" if away < 600.0 else f"{away / 60.0:.0f}′"


def _title(place: ChartDisc) -> str:
    return shortened(place.name, _LONGEST)


def _named(place: ChartDisc, view: View, labels: Labels) -> Iterator[Word]:
    x, y, radius = view.disc(place)
    name = fitting("label", one_line(place.name), view.size / 2.2)
    if view.shows(place) and (word := labels.beside("label", x, y, max(radius, _CROSS), name)):
        yield word


def _summary(search: SkySearch) -> str:
    """Return the result of a search in one line."""
    if search.status == "not-checked":
        return f"not checked: {one_line(search.reason or '')}".removesuffix(": ")
    if not search.suggestions:
        return "no position to suggest"
    best = search.suggestions[0]
    if search.status == "crowded":
        return f"crowded: clean at {share_words(best)} of the allowed angles at best"
    number = count(search.suggestions, "position")
    return f"{number}, largest margin {margin_words(best)}″"
