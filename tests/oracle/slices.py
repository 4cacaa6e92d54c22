"""The 198 slices of the MRS in the SIAF, and how far they extend beyond an outline."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from aptcheck.geometry.tangent import Point

_SLICES = {"1": 21, "2": 17, "3": 16, "4": 12}


def siaf_of_miri() -> Any:
    """Return pysiaf's SIAF of MIRI.

    Raises
    ------
    ImportError
        pysiaf is not installed.
    """
    import pysiaf

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pysiaf.Siaf("MIRI")


def corners_in_telescope(row: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return V2 and V3 of the corners of an aperture of pysiaf, each (4,), arcsec."""
    x, y = (
        np.array([getattr(row, f"{axis}IdlVert{n}") for n in (1, 2, 3, 4)]) for axis in ("X", "Y")
    )
    v2, v3 = row.idl_to_tel(x, y)
    return v2, v3


def slice_corners(siaf: Any, band: str) -> np.ndarray:
    """Return V2, V3 of the corners of all slices of a band, (N, 2), arcsec."""
    names = [name for name in siaf.apernames if name.startswith(f"MIRIFU_{band}SLICE")]
    assert len(names) == _SLICES[band[0]]
    return np.concatenate([np.column_stack(corners_in_telescope(siaf[name])) for name in names])


def outward(corners: Sequence[Point]) -> np.ndarray:
    """Return the outward directions of the sides of a convex outline, (4, 2)."""
    box = np.array(corners)
    side = np.roll(box, -1, axis=0) - box
    normals = np.column_stack([side[:, 1], -side[:, 0]]) / np.hypot(*side.T)[:, None]
    turned = np.sign(np.sum((box - box.mean(axis=0)) * normals, axis=1))
    return np.asarray(normals * turned[:, None])


def beyond_sides(corners: Sequence[Point], points: np.ndarray) -> np.ndarray:
    """Return how far points (N, 2) are beyond each side of an outline, (4, N), arcsec."""
    normals = outward(corners)
    return np.asarray(normals @ points.T - np.sum(normals * np.array(corners), axis=1)[:, None])
