"""The field of an observation with one aperture, and what any field requires of it.

Dithers run along the Ideal axes of the aperture itself. Source: APT's pointing reports of MIRI
imaging (github.com/spacetelescope/mirage, tests/test_data/obs_mode_tests, APT 2020.5 and 2021.3)
and of NIRSpec IFU (github.com/JarronL/pynrc, notebooks/APT_output/pid1409.pointing, APT 2021.3),
read 2026-11: their V2, V3 are those of IdlX, IdlY in the aperture of the row.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from aptcheck.geometry.footprint import Dither, Field, Footprint, footprints
from aptcheck.geometry.mosaic import Grid, sides, tiles

if TYPE_CHECKING:
    from aptcheck.geometry.tangent import Point
    from aptcheck.model import Mosaic, Observation
    from aptcheck.observatory.siaf import Aperture

__all__ = [
    "NO_DITHER",
    "demand_own_aperture",
    "farthest_corner",
    "field_about",
    "pitch_of",
    "placement",
    "puts_other_aperture",
    "within",
]

_OTHER_APERTURE = "FiducialPointOverride"
#: 25 by 25 tiles take some two weeks of telescope time; APT's 50 by 50 would overload a computer.
_MOST_TILES = 625
_LARGEST_OFFSET = 3600.0  # arcsec; the tangent plane about the target reaches no farther

NO_DITHER = Dither(name="NONE", offsets=((0.0, 0.0),))


def within(radius: float, name: str = "UNKNOWN", *, is_bound: bool = False) -> Dither:
    """Return a pattern whose positions are known only to be within a radius, arcsec.

    ``is_bound`` says that the radius is much larger than the positions are likely to reach.
    """
    return Dither(name=name, offsets=((0.0, 0.0),), pad=radius, is_bound=is_bound)


def farthest_corner(aperture: Aperture) -> float:
    """Return the largest distance of an aperture's corners from its reference, arcsec.

    A pattern that keeps the target in the aperture has no position beyond it.
    """
    return max(math.dist(corner, aperture.reference) for corner in aperture.corners)


def pitch_of(aperture: Aperture) -> tuple[float, float]:
    """Return width and height of the tiles that an aperture lays out, arcsec.

    To 0.01 arcsec: that APT tiles by the aperture on the target is inferred.
    """
    (width, _), (height, _) = sides(aperture)
    return round(width, 2), round(height, 2)


def puts_other_aperture(observation: Observation) -> bool:
    """Whether another aperture is put on the target than the mode's (Fiducial Point Override)."""
    return _OTHER_APERTURE in observation.requirements.names


def demand_own_aperture(observation: Observation, field: str = "field") -> None:
    """Make sure that the aperture of the mode is on the target.

    Parameters
    ----------
    observation : Observation
    field : str
        The name of its field in the error.

    Raises
    ------
    ValueError
        Another aperture is (Fiducial Point Override): a fragment that says so.
    """
    if puts_other_aperture(observation):
        raise ValueError(
            f"observation {observation.number} has another aperture on its target (Fiducial Point "
            f"Override): the position of its {field} is not computed"
        )


def placement(observation: Observation, field: str = "field") -> tuple[Grid, Point]:
    """Return the mosaic of an observation, and its Offset along Ideal x and y in arcsec.

    Parameters
    ----------
    observation : Observation
    field : str
        The name of its field in the error.

    Raises
    ------
    ValueError
        If its Offset or its mosaic cannot be read, if its Offset is beyond a degree, or if APT
        makes no such mosaic or it has more than 625 tiles: a fragment that says why.
    """
    offset = observation.requirements.offset_arcsec
    if offset is None or observation.mosaic.unread:
        what = "Offset" if offset is None else "mosaic"
        raise ValueError(
            f"the {what} of observation {observation.number} cannot be read: the position of its "
            f"{field} is not computed"
        )
    if not math.hypot(*offset) <= _LARGEST_OFFSET:
        raise ValueError(
            f"observation {observation.number} has an Offset of more than a degree: the position "
            f"of its {field} is not computed"
        )
    grid = _grid(observation.mosaic)
    if grid.rows * grid.columns > _MOST_TILES:
        raise ValueError(
            f"the mosaic of observation {observation.number} has {grid.rows * grid.columns} tiles: "
            f"aptcheck follows at most {_MOST_TILES}"
        )
    return grid, offset


def _grid(mosaic: Mosaic) -> Grid:
    return Grid(
        rows=mosaic.rows,
        columns=mosaic.columns,
        row_overlap=mosaic.row_overlap_percent,
        column_overlap=mosaic.column_overlap_percent,
        skew_x=mosaic.skew_x_deg,
        skew_y=mosaic.skew_y_deg,
    )


def field_about(
    observation: Observation,
    aperture: Aperture,
    patterns: Iterable[tuple[str, Dither]],
    *,
    seen: Aperture | None = None,
) -> Field:
    """Return the field of an observation around its target, which is in one aperture.

    Parameters
    ----------
    observation : Observation
    aperture : Aperture
        Is on the target, and lays out the mosaic.
    patterns : iterable of (band, Dither)
        What each exposure of the list takes, and where the target falls along the Ideal axes of the
        aperture.
    seen : Aperture or None
        The part that takes the data, if that is not all of the aperture.

    Raises
    ------
    ValueError
        If there are no patterns, if another aperture is put on the target, or as `placement`: a
        fragment that says why.
    """
    taken = tuple(patterns)
    if not taken:
        raise ValueError(f"observation {observation.number} has no exposures: it has no field")
    demand_own_aperture(observation)
    grid, offset = placement(observation)
    return _field(aperture, seen or aperture, taken, grid, offset)


# Most pairs of a programme share one set-up, so its corners are worked out once.
@lru_cache(maxsize=64)
def _field(
    aperture: Aperture,
    seen: Aperture,
    patterns: tuple[tuple[str, Dither], ...],
    grid: Grid,
    offset: Point,
) -> Field:
    laid_out = tuple(tiles(grid, aperture))
    found: dict[tuple[str, tuple[Point, ...]], Footprint] = {}
    # at the same corners the footprint with the largest pad covers the others
    for band, pattern in sorted(patterns, key=lambda taken: -taken[1].pad):
        turned = _along_telescope(aperture, pattern)
        for footprint in footprints(
            {band: seen}, turned, primary=aperture, tiles=laid_out, offset=offset
        ):
            found.setdefault((band, footprint.corners), footprint)
    return Field(tuple(found.values()))


def _along_telescope(aperture: Aperture, pattern: Dither) -> Dither:
    """Return a pattern along axes parallel to V2 and V3, as `footprints` expects it."""
    v2, v3 = aperture.reference
    landed = [aperture.telescope(*offset) for offset in pattern.offsets]
    offsets = tuple((aperture.parity * (at2 - v2), at3 - v3) for at2, at3 in landed)
    return replace(pattern, offsets=offsets)
