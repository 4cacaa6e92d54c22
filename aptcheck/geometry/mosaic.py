"""The tiles of a mosaic and where each moves the field.

JDox, "MIRI MRS Mosaics": tiles are symmetric about the target, and the Primary Channel defines the
pointing origin, the angle of the tiles and their nominal distance; the grid turns with the
aperture. Inferred, because no MRS mosaic has been compared with an APT export: rows and columns run
along the sides of the primary aperture, as wide as the field less the overlap; a shift of rows
displaces each row sideways by tan(shift) of its height, a shift of columns likewise. A tile is
therefore padded by the difference to a grid along the Ideal axes. It is not known which tile has
which number, so tiles removed from a mosaic are kept.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from aptcheck.geometry.tangent import Point
from aptcheck.observatory.siaf import Aperture

__all__ = ["SINGLE", "Grid", "Tile", "sides", "tiles"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """A mosaic as set in APT: overlaps in percent, shifts (skews) in degrees.

    Raises
    ------
    ValueError
        If a number is outside what APT allows (JDox, "Mosaic Parameters": 1 to 50 rows and columns,
        overlaps from -200 to 100 percent, shifts between -90 and 90 degrees; 89 here).
    """

    rows: int = 1
    columns: int = 1
    row_overlap: float = 0.0
    column_overlap: float = 0.0
    skew_x: float = 0.0
    skew_y: float = 0.0

    def __post_init__(self) -> None:
        if not (1 <= self.rows <= 50 and 1 <= self.columns <= 50):
            raise ValueError(
                f"a mosaic of {self.rows} rows and {self.columns} columns is not possible in APT: "
                "it allows 1 to 50 of each"
            )
        if not all(-200 <= overlap <= 100 for overlap in (self.row_overlap, self.column_overlap)):
            raise ValueError("a mosaic's overlaps lie between -200 and 100 percent")
        if not all(-89 <= skew <= 89 for skew in (self.skew_x, self.skew_y)):
            raise ValueError("a mosaic's row and column shifts lie between -89 and 89 degrees")


SINGLE = Grid()


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """One pointing of a mosaic.

    `number` counts from 1 row by row, `shift` is how far the field moves along V2 and V3 and `pad`
    how uncertain that is, all in arcsec.
    """

    number: int
    shift: Point
    pad: float


def tiles(grid: Grid, outline: Aperture) -> Iterator[Tile]:
    """Yield the tiles of a mosaic laid out by the sides of an aperture, row by row."""
    (width, right), (height, up) = sides(outline)
    ideal_right, ideal_up = _ideal_axes(outline)
    step_x = width * (1.0 - grid.column_overlap / 100.0)
    step_y = height * (1.0 - grid.row_overlap / 100.0)
    for number in range(grid.rows * grid.columns):
        row, column = divmod(number, grid.columns)
        j, i = column - (grid.columns - 1) / 2.0, row - (grid.rows - 1) / 2.0
        x = j * step_x + i * step_y * math.tan(math.radians(grid.skew_x))
        y = i * step_y + j * step_x * math.tan(math.radians(grid.skew_y))
        shift, ideal = _along(x, right, y, up), _along(x, ideal_right, y, ideal_up)
        yield Tile(number + 1, shift, math.dist(shift, ideal))


def _along(x: float, right: Point, y: float, up: Point) -> Point:
    return x * right[0] + y * up[0], x * right[1] + y * up[1]


def _ideal_axes(outline: Aperture) -> tuple[Point, Point]:
    v2, v3 = outline.reference
    x2, x3 = outline.telescope(1.0, 0.0)
    y2, y3 = outline.telescope(0.0, 1.0)
    return (x2 - v2, x3 - v3), (y2 - v2, y3 - v3)


def sides(outline: Aperture) -> tuple[tuple[float, Point], tuple[float, Point]]:
    """Return length and direction of the mean side along Ideal x, and along Ideal y."""
    a, b, c, d = outline.corners
    across = ((b[0] - a[0] + c[0] - d[0]) / 2.0, (b[1] - a[1] + c[1] - d[1]) / 2.0)
    along = ((d[0] - a[0] + c[0] - b[0]) / 2.0, (d[1] - a[1] + c[1] - b[1]) / 2.0)
    ideal_x, ideal_y = _ideal_axes(outline)
    return _measured(across, ideal_x), _measured(along, ideal_y)


def _measured(side: Point, axis: Point) -> tuple[float, Point]:
    length = math.hypot(*side)
    sign = math.copysign(1.0, side[0] * axis[0] + side[1] * axis[1])
    return length, (sign * side[0] / length, sign * side[1] / length)
