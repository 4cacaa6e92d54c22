"""The picture as PNG, drawn by matplotlib."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from aptcheck.errors import MissingExtra
from aptcheck.report.suggestions.palette import BOLD, LIGHT, PAGE_LIGHT, SIZES
from aptcheck.report.suggestions.picture import picture
from aptcheck.report.suggestions.shapes import Circle, Discs, Line, Panel, Ring, Shape, Word
from aptcheck.suggestions import Suggestions

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.path import Path
    from matplotlib.transforms import Transform

__all__ = ["render_png"]

_DPI = 144.0
_MOST = 4e7  # pixels, 160 MB: with more panels each is drawn smaller
_LONGEST = 6e4  # pixels: Agg draws no side longer than 65536
_DEJAVU = 0.9  # DejaVu is wider than the fonts of a browser
_INCH = 96.0  # in pixels of CSS
_POINTS = 72.0 / _INCH  # in a pixel of CSS
_ANCHORS = {"start": "left", "middle": "center", "end": "right"}


def render_png(suggestions: Suggestions) -> bytes:
    """Return the picture of `render_svg`, light, as PNG.

    Raises
    ------
    MissingExtra
        If matplotlib is not installed.
    """
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
    except ImportError:
        raise MissingExtra("A PNG picture", "plot") from None
    drawn = picture(suggestions)
    stream = io.BytesIO()
    # a reader's own matplotlib settings must not change ours, nor TeX read a name
    with rc_context({"text.usetex": False, "font.family": "DejaVu Sans"}), _no_glyph_warning():
        sides = (drawn.width / _INCH, drawn.height / _INCH)
        dpi = min(_DPI, math.sqrt(_MOST / (sides[0] * sides[1])), _LONGEST / max(sides))
        figure = Figure(figsize=sides, dpi=dpi, facecolor=PAGE_LIGHT)
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0), xlim=(0, drawn.width), ylim=(drawn.height, 0))
        axes.set_axis_off()
        for one in drawn.panels:
            _panel(axes, one)
        for at, shape in enumerate(drawn.legend):
            _draw(axes, shape, axes.transData, at)
        figure.savefig(stream, format="png")
    return stream.getvalue()


def _panel(axes: Axes, one: Panel) -> None:
    from matplotlib.patches import Rectangle
    from matplotlib.transforms import Affine2D

    place = Affine2D().translate(one.x, one.y) + axes.transData
    for word in one.head:
        _draw(axes, word, place, 0)
    frame = Rectangle(
        (0, 0), one.size, one.size, fill=False, ec=LIGHT["edge"].stroke, lw=_POINTS, transform=place
    )
    frame.set_zorder(len(one.shapes))
    axes.add_patch(frame)
    for at, shape in enumerate(one.shapes):
        _draw(axes, shape, place, at).set_clip_path(frame)


def _draw(axes: Axes, shape: Shape, place: Transform, at: int) -> Artist:
    """Draw a shape above those before it."""
    if isinstance(shape, Word):
        return _word(axes, shape, place, at)
    from matplotlib.colors import to_rgba
    from matplotlib.patches import PathPatch

    paint = LIGHT[shape.role]
    filled = bool(paint.fill) and not isinstance(shape, Line)
    patch = PathPatch(
        _path(shape),
        facecolor=to_rgba(paint.fill, paint.opacity) if filled else "none",
        edgecolor=paint.stroke or "none",
        linewidth=paint.width * _POINTS,
        linestyle=_dashes(shape),
        transform=place,
        zorder=at,
    )
    axes.add_patch(patch)
    return patch


def _path(shape: Circle | Discs | Ring | Line) -> Path:
    from matplotlib.path import Path
    from matplotlib.transforms import Affine2D

    match shape:
        case Circle(x=x, y=y, radius=radius):
            return Path.circle((x, y), radius)
        case Discs(discs=discs):
            return Path.make_compound_path(*(Path.circle((x, y), r) for x, y, r in discs))
        case Ring(x=x, y=y, inner=inner, outer=outer):
            # in the opposite direction, so that it is a hole
            hole = Path.circle((-x, y), inner).transformed(Affine2D().scale(-1.0, 1.0))
            return Path.make_compound_path(Path.circle((x, y), outer), hole)
        case Line(points=points):
            return Path(points)


def _word(axes: Axes, word: Word, place: Transform, at: int) -> Artist:
    from matplotlib.patheffects import withStroke

    return axes.text(
        word.x,
        word.y,
        word.text,
        parse_math=False,
        fontsize=SIZES[word.role] * _POINTS * _DEJAVU,
        fontweight="bold" if word.role in BOLD else "normal",
        color=LIGHT[word.role].fill,
        ha=_ANCHORS[word.anchor],
        va="baseline",
        transform=place,
        zorder=at,
        path_effects=[withStroke(linewidth=3 * _POINTS, foreground=PAGE_LIGHT)],
    )


def _dashes(shape: Shape) -> object:
    paint = LIGHT[shape.role]
    if paint.dash is None or isinstance(shape, Line):
        return "solid"
    # matplotlib measures dashes in line widths
    return 0, tuple(dash / paint.width for dash in paint.dash)


@contextmanager
def _no_glyph_warning() -> Iterator[None]:
    """Draw boxes for letters that the font does not have, without a warning."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph .* missing from", UserWarning)
        yield
