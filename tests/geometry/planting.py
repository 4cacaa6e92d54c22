"""Sources planted at known places of a footprint, and footprints with their sides moved out."""

from __future__ import annotations

import numpy as np


def moved_out(corners: np.ndarray, by: float) -> np.ndarray:
    """Return the corners of a convex polygon whose sides are all moved outward."""
    x, y = corners[:, 0], corners[:, 1]
    turn = np.sign(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)))
    sides = np.roll(corners, -1, axis=0) - corners
    outward = turn * np.column_stack([sides[:, 1], -sides[:, 0]])
    outward /= np.linalg.norm(outward, axis=1)[:, None]
    limits = np.sum(outward * corners, axis=1) + by
    return np.array(
        [np.linalg.solve(outward[[k - 1, k]], limits[[k - 1, k]]) for k in range(len(corners))]
    )


def on_sky_plane(point: np.ndarray, v3pa: float) -> tuple[float, float]:
    """Return east and north of a point of the field (along V2, along V3) at an angle, degrees."""
    theta = np.radians(v3pa)
    x, y = point
    return (
        float(x * np.cos(theta) + y * np.sin(theta)),
        float(y * np.cos(theta) - x * np.sin(theta)),
    )
