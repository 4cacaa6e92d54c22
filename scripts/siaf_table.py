"""Write the MIRI apertures that aptcheck needs from the SIAF carried by pysiaf.

Run with the extra `oracle` installed:  python scripts/siaf_table.py
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pysiaf

DATA = Path(__file__).parents[1] / "aptcheck" / "observatory" / "data"
BANDS = [f"{channel}{band}" for channel in "1234" for band in "ABC"]
NAMES = [*(f"MIRIFU_CHANNEL{band}" for band in BANDS), "MIRIM_FULL", "MIRIM_ILLUM"]
FRAME = ["V2Ref", "V3Ref", "V3IdlYAngle", "VIdlParity"]
CORNERS = [f"{axis}{corner}" for axis in ("V2_", "V3_") for corner in "1234"]


def corners(aperture: pysiaf.Aperture) -> np.ndarray:
    """Return the corners (4, 2) in V2, V3, arcsec: the Ideal vertices carried there."""
    v2, v3 = aperture.idl_to_tel(
        np.array([getattr(aperture, f"XIdlVert{corner}") for corner in "1234"]),
        np.array([getattr(aperture, f"YIdlVert{corner}") for corner in "1234"]),
    )
    return np.column_stack([v2, v3])


def grown(box: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Return a box (4, 2) with each side moved, as it points, until it holds all points (N, 2)."""
    along = np.roll(box, -1, axis=0) - box
    turn = np.sign(along[0, 0] * along[1, 1] - along[0, 1] * along[1, 0])
    normals = turn * np.column_stack([along[:, 1], -along[:, 0]])
    farthest = (normals @ points.T).max(axis=1)
    # a corner is where its side meets the one before
    pairs = [[side - 1, side] for side in range(4)]
    return np.array([np.linalg.solve(normals[pair], farthest[pair]) for pair in pairs])


def written(numbers: list[float]) -> list[str]:
    """Return numbers to a millionth, without trailing zeros."""
    return [f"{number:.6f}".rstrip("0").rstrip(".") for number in numbers]


def write(table: str, header: list[str], rows: list[list[str]]) -> None:
    """Write one table and name the SIAF it came from."""
    with (DATA / table).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerows([header, *rows])
    print(f"{table}: {len(rows)} apertures of {pysiaf.JWST_PRD_VERSION}")


def main() -> None:
    """Write the apertures, and those of the MRS as large as their slices."""
    siaf = pysiaf.Siaf("MIRI")
    rows, outlines = [], []
    for name in NAMES:
        one = siaf[name]
        frame = [getattr(one, column) for column in FRAME]
        rows.append([name, *written([*frame, *corners(one).T.ravel()])])
    for band in BANDS:
        slices = [name for name in siaf.apernames if name.startswith(f"MIRIFU_{band}SLICE")]
        points = np.concatenate([corners(siaf[name]) for name in slices])
        name = f"MIRIFU_CHANNEL{band}"
        outlines.append([name, *written([*grown(corners(siaf[name]), points).T.ravel()])])
    write(
        "siaf-miri.csv", ["AperName", "V2Ref", "V3Ref", "V3IdlYAngle", "VIdlParity", *CORNERS], rows
    )
    write("siaf-mrs-slices.csv", ["AperName", *CORNERS], outlines)


if __name__ == "__main__":
    main()
