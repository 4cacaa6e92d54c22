"""Sources planted at known places in a footprint, and their distance from it."""

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


def beside(corners, side: int, along: float, distance: float) -> np.ndarray:
    """Return the point at a distance outside a side of a convex polygon, a share along it."""
    corners = np.array(corners)
    a, b = corners[side], corners[(side + 1) % len(corners)]
    outward = np.array([b[1] - a[1], a[0] - b[0]]) / np.linalg.norm(b - a)
    outward *= np.sign(outward @ (a - corners.mean(axis=0)))
    point: np.ndarray = a + along * (b - a) + distance * outward
    return point


def distances(corners, points: np.ndarray) -> np.ndarray:
    """Return how far points (P, 2) are from a convex polygon, 0 inside."""
    corners = np.array(corners)
    sides = np.roll(corners, -1, axis=0) - corners
    turn = np.sign(np.sum(corners[:, 0] * sides[:, 1] - corners[:, 1] * sides[:, 0]))
    away = points[:, None] - corners
    inside = np.all(turn * (sides[:, 0] * away[..., 1] - sides[:, 1] * away[..., 0]) >= 0, axis=1)
    along = np.clip(np.sum(away * sides, axis=-1) / np.sum(sides**2, axis=-1), 0, 1)
    outside = np.linalg.norm(away - along[..., None] * sides, axis=-1).min(axis=1)
    return np.where(inside, 0.0, outside)


def on_sky_plane(point: np.ndarray | tuple[float, float], v3pa: float) -> tuple[float, float]:
    """Return east and north of a point of the field (along V2, along V3) at an angle, degrees."""
    theta = np.radians(v3pa)
    x, y = point
    return (
        float(x * np.cos(theta) + y * np.sin(theta)),
        float(y * np.cos(theta) - x * np.sin(theta)),
    )
