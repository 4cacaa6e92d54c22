"""The largest margin by searching everywhere: a lattice, then a finer one at its best points.

No bound is used and nothing is halved. A lattice of 1 arcsec misses the best by at most 0.71, so
every point within that of the best found may be near it: each gets a lattice of 0.025.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from aptcheck.geometry.clearance import Area, Discs

Floats = NDArray[np.float64]

STEP, FINE = 1.0, 0.025


def largest_margin(discs: Discs, area: Area) -> float:
    """Return the largest margin in an area, to 0.02 arcsec; -inf where it has no point."""
    box = area.box
    steps = np.arange(-box.radius, box.radius + STEP, STEP)
    x, y = (
        axis.ravel() + at
        for axis, at in zip(np.meshgrid(steps, steps), (box.x, box.y), strict=True)
    )
    near = inside(area, x, y, -STEP)  # part of a cell may be inside even if its center is not
    x, y = x[near], y[near]
    margin = margins(discs, area, x, y)
    allowed = inside(area, x, y, 0.0)
    best = margin[allowed].max(initial=-np.inf)
    fine = np.arange(-STEP / 2, STEP / 2 + FINE, FINE)
    dx, dy = (axis.ravel() for axis in np.meshgrid(fine, fine))
    promising = np.flatnonzero(margin >= best - STEP)
    for at in promising[np.argsort(-margin[promising])]:
        if margin[at] + STEP < best:
            break
        fx, fy = x[at] + dx, y[at] + dy
        fits = inside(area, fx, fy, 0.0)
        if fits.any():
            best = max(best, float(margins(discs, area, fx[fits], fy[fits]).max()))
    return float(best)


def margins(discs: Discs, area: Area, x: Floats, y: Floats) -> Floats:
    """Return the margins of positions: from a tree for each kind of radius."""
    known = area.known
    least = known.radius - np.hypot(x - known.x, y - known.y)
    points = np.column_stack([x, y])
    for radius in np.unique(discs.radius):
        of_kind = discs.radius == radius
        tree = cKDTree(np.column_stack([discs.x[of_kind], discs.y[of_kind]]))
        least = np.minimum(least, tree.query(points)[0] - radius)
    return np.asarray(least)


def inside(area: Area, x: Floats, y: Floats, slack: float) -> NDArray[np.bool_]:
    """Return which positions are in an area, by its definition."""
    found = np.ones(x.shape, dtype=bool)
    for ring in area.rings:
        away = np.hypot(x - ring.x, y - ring.y)
        found &= (away >= ring.inner + slack) & (away <= ring.outer - slack)
    for disc in area.shut:
        found &= np.hypot(x - disc.x, y - disc.y) >= disc.radius + slack
    if area.vouched is not None:
        some = zip(area.vouched.x, area.vouched.y, area.vouched.radius, strict=True)
        vouched = [np.hypot(x - at_x, y - at_y) <= radius - slack for at_x, at_y, radius in some]
        found &= np.any(vouched, axis=0)
    return np.asarray(found)
