"""The picture as self-contained SVG, without script, font or image, light or dark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from aptcheck.report.suggestions.palette import (
    BOLD,
    DARK,
    LIGHT,
    PAGE_DARK,
    PAGE_LIGHT,
    SIZES,
    Paint,
)
from aptcheck.report.suggestions.picture import picture
from aptcheck.report.suggestions.shapes import Circle, Discs, Line, Panel, Ring, Role, Shape, Word
from aptcheck.report.visible import unobeyed_markup
from aptcheck.suggestions import Suggestions

__all__ = ["render_svg"]

#: Noncharacters, which XML does not allow (1.0, section 2.2); hidden text is escaped before.
_INVALID = re.compile("[\ufffe\uffff]")


def render_svg(suggestions: Suggestions) -> str:
    """Return an SVG document, a panel for each search, light or dark as the reader prefers."""
    drawn = picture(suggestions)
    width, height = f"{drawn.width:g}", f"{drawn.height:g}"
    size = f"{max([one.size for one in drawn.panels], default=0.0):g}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"',
        f'width="{width}" height="{height}" role="img" aria-labelledby="what">',
        f'<title id="what">{_text(drawn.name)}</title>',
        f"<style>\n{_style(LIGHT, PAGE_LIGHT)}",
        f"@media(prefers-color-scheme:dark){{\n{_style(DARK, PAGE_DARK)}}}</style>",
        f'<clipPath id="panel"><rect width="{size}" height="{size}"/></clipPath>',
        f'<rect class="page" width="{width}" height="{height}"/>',
        *(line for one in drawn.panels for line in _panel(one)),
        *(line for shape in drawn.legend for line in _shape(shape)),
        "</svg>",
        "",
    ]
    return unobeyed_markup("\n".join(parts))


def _panel(one: Panel) -> Iterator[str]:
    yield f'<g transform="translate({one.x:g} {one.y:g})"><title>{_text(one.name)}</title>'
    for word in one.head:
        yield from _shape(word)
    yield '<g clip-path="url(#panel)">'
    for shape in one.shapes:
        yield from _shape(shape)
    yield f'</g><rect class="frame" width="{one.size:g}" height="{one.size:g}"/></g>'


def _shape(shape: Shape) -> Iterator[str]:
    role = shape.role
    match shape:
        case Circle(x=x, y=y, radius=radius, title=title):
            inside = f"><title>{_text(title)}</title></circle>" if title else "/>"
            yield f'<circle class="{role}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"{inside}'
        case Discs(discs=discs):
            yield f'<path class="{role}" d="{"".join(_round(*disc) for disc in discs)}"/>'
        case Ring(x=x, y=y, inner=inner, outer=outer):
            yield f'<path class="{role}" fill-rule="evenodd" '
            yield f'd="{_round(x, y, outer)}{_round(x, y, inner)}"/>'
        case Line(points=points):
            path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
            yield f'<path class="{role} line" d="M{path}"/>'
        case Word(x=x, y=y, text=text, anchor=anchor):
            side = "" if anchor == "start" else f' text-anchor="{anchor}"'
            yield f'<text class="{role}" x="{x:.1f}" y="{y:.1f}"{side}>{_text(text)}</text>'


def _round(x: float, y: float, radius: float) -> str:
    """Return a circle as a closed path of two arcs."""
    arc = f"a{radius:.1f} {radius:.1f} 0 1 0"
    return f"M{x - radius:.1f} {y:.1f}{arc} {2 * radius:.1f} 0{arc} {-2 * radius:.1f} 0z"


def _text(text: str) -> str:
    return escape(_INVALID.sub("\ufffd", text))


def _style(paints: Mapping[Role, Paint], page: str) -> str:
    rules = [f".page{{fill:{page}}}.frame{{fill:none;stroke:{paints['edge'].stroke}}}"]
    rules += [_rule(role, paint, page) for role, paint in paints.items()]
    rules.append(".line{fill:none;stroke-dasharray:none}")
    return "\n".join(rules) + "\n"


def _rule(role: Role, paint: Paint, page: str) -> str:
    properties = [f"fill:{paint.fill or 'none'}"]
    if paint.opacity != 1.0:
        properties.append(f"fill-opacity:{paint.opacity:g}")
    if paint.stroke:
        properties.append(f"stroke:{paint.stroke};stroke-width:{paint.width:g}")
    if paint.dash:
        properties.append(f"stroke-dasharray:{paint.dash[0]:g} {paint.dash[1]:g}")
    if role in SIZES:
        weight = "600 " if role in BOLD else ""
        properties.append(f"font:{weight}{SIZES[role]:g}px system-ui,sans-serif")
        # a rim in the page's colour, so that a word is legible on any disc
        properties.append(
            f"paint-order:stroke;stroke:{page};stroke-width:3px;stroke-linejoin:round"
        )
    return f".{role}{{{';'.join(properties)}}}"
