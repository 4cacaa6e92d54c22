"""The MRS dither patterns as a table: where the target lands at each point.

Source: `data/mrs-dithers.csv`, regenerated with the method of miricoord's `makedither_mrs.py`
(D. Law) from the FLT-6 distortion; the same method reproduces the published table of PRDOPSSOC-055
(2022-06-27) to 0.011 arcsec. Written by `scripts/dither_table.py`.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

__all__ = ["mrs_dithers"]

_TABLE = Path(__file__).parent / "data" / "mrs-dithers.csv"


@cache
def mrs_dithers() -> dict[str, tuple[tuple[float, float], ...]]:
    """Return {pattern: its points}: Ideal coordinates of the target, arcsec, along the MRS axes.

    Ideal x runs against V2, y along V3.
    """
    patterns: dict[str, list[tuple[float, float]]] = {}
    with _TABLE.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            patterns.setdefault(row["Pattern"], []).append((float(row["XIdl"]), float(row["YIdl"])))
    return {name: tuple(points) for name, points in patterns.items()}
