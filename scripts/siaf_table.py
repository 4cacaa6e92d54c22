"""Write the apertures that aptcheck needs from the SIAF in pysiaf.

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
MASKS = ["1065", "1140", "1550", "LYOT"]
OTHERS = {
    "MIRI": [
        "MIRIM_BRIGHTSKY",
        "MIRIM_SUB256",
        "MIRIM_SUB128",
        "MIRIM_SUB64",
        *(f"MIRIM_{kind}{mask}" for mask in MASKS for kind in ("MASK", "CORON")),
        "MIRIM_SLIT",
        "MIRIM_SUBSLIT",
        "MIRIM_SLITLESSPRISM",
        "MIRIM_SLITLESSPRISM_IP",
        "MIRIM_SLITLESSPRISM_IPS",
    ],
    "NIRSpec": [
        "NRS_FULL_IFU",
        *(f"NRS_{slit}_SLIT" for slit in ("S200A1", "S200A2", "S200B1", "S400A1", "S1600A1")),
    ],
}
FRAME = ["V2Ref", "V3Ref", "V3IdlYAngle", "VIdlParity"]
CORNERS = [f"{axis}{corner}" for axis in ("V2_", "V3_") for corner in "1234"]


def corners(aperture: pysiaf.Aperture) -> np.ndarray:
    """Return the corners (4, 2) in V2, V3, arcsec: the Ideal vertices transformed.

    In the SIAF's order, but starting with a side along Ideal x: in the SIAF, slits and the IFU
    start with a side along y. `pysiaf`'s own `corners()` fails on MIRIM_SLIT.
    """
    x = np.array([getattr(aperture, f"XIdlVert{corner}") for corner in "1234"])
    y = np.array([getattr(aperture, f"YIdlVert{corner}") for corner in "1234"])
    turns = 0 if abs(x[1] - x[0]) > abs(y[1] - y[0]) else 1
    v2, v3 = aperture.idl_to_tel(np.roll(x, -turns), np.roll(y, -turns))
    return np.column_stack([v2, v3])


def grown(box: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Return a box (4, 2) with its sides moved outward until it contains all points (N, 2)."""
    along = np.roll(box, -1, axis=0) - box
    turn = np.sign(along[0, 0] * along[1, 1] - along[0, 1] * along[1, 0])
    normals = turn * np.column_stack([along[:, 1], -along[:, 0]])
    farthest = (normals @ points.T).max(axis=1)
    # a corner is where its side meets the previous one
    pairs = [[side - 1, side] for side in range(4)]
    return np.array([np.linalg.solve(normals[pair], farthest[pair]) for pair in pairs])


def written(numbers: list[float]) -> list[str]:
    """Return numbers rounded to a millionth, without trailing zeros."""
    return [f"{number:.6f}".rstrip("0").rstrip(".") for number in numbers]


def write(table: str, header: list[str], rows: list[list[str]]) -> None:
    """Write one table and name the SIAF it came from."""
    with (DATA / table).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerows([header, *rows])
    print(f"{table}: {len(rows)} apertures of {pysiaf.JWST_PRD_VERSION}")


def row(aperture: pysiaf.Aperture) -> list[str]:
    """Return the row of an aperture: name, frame and corners."""
    frame = [getattr(aperture, column) for column in FRAME]
    return [aperture.AperName, *written([*frame, *corners(aperture).T.ravel()])]


def main() -> None:
    """Write the apertures of the MRS, as large as their slices, and of other modes."""
    siaf = pysiaf.Siaf("MIRI")
    header = ["AperName", *FRAME, *CORNERS]
    outlines = []
    for band in BANDS:
        slices = [name for name in siaf.apernames if name.startswith(f"MIRIFU_{band}SLICE")]
        points = np.concatenate([corners(siaf[name]) for name in slices])
        name = f"MIRIFU_CHANNEL{band}"
        outlines.append([name, *written([*grown(corners(siaf[name]), points).T.ravel()])])
    write("siaf-miri.csv", header, [row(siaf[name]) for name in NAMES])
    write("siaf-mrs-slices.csv", ["AperName", *CORNERS], outlines)
    others = {"MIRI": siaf, "NIRSpec": pysiaf.Siaf("NIRSpec")}
    rows = [row(others[instrument][name]) for instrument, names in OTHERS.items() for name in names]
    write("siaf-other-modes.csv", header, rows)


if __name__ == "__main__":
    main()
