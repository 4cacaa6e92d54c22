"""The apertures of MIRI and NIRSpec: where each field is in the telescope's V2, V3 frame.

Source: SIAF PRDOPSSOC-075 as carried by pysiaf 0.29.0 (2026-11), written to `data/siaf-miri.csv`,
`data/siaf-mrs-slices.csv` and `data/siaf-other-modes.csv` by `scripts/siaf_table.py`. Angles on the
sky in V2, V3 and Ideal coordinates are in arcsec. The MRS and the whole imager are in the first
two; the third is read only for an aperture that is in neither.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Aperture", "aperture"]

Point = tuple[float, float]

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Aperture:
    """One row of the SIAF.

    Attributes
    ----------
    name : str
    reference : (V2, V3)
        Where a target pointed at with this aperture lands, arcsec.
    v3_ideal_angle : float
        Aperture position angle minus V3PA, degrees.
    parity : int
        -1 where Ideal x runs against V2, as in every aperture here.
    corners : four (V2, V3)
        The field's corners in order around it, arcsec; from the first to the second along Ideal x.
    outline : four (V2, V3)
        The same with each side moved outward until all slices of an MRS band are inside: the SIAF's
        box of a band is inscribed, and slices reach up to 0.31 arcsec beyond it. For any other
        aperture, the corners.
    """

    name: str
    reference: Point
    v3_ideal_angle: float
    parity: int
    corners: tuple[Point, ...]
    outline: tuple[Point, ...]

    def telescope(self, x: float, y: float) -> Point:
        """Return the V2, V3 of Ideal coordinates, all in arcsec.

        The frame is flat: within 2 arcmin of the reference it agrees with the sphere to 0.0001
        arcsec, for MIRI and for NIRSpec.
        """
        angle = math.radians(self.v3_ideal_angle)
        cos, sin = math.cos(angle), math.sin(angle)
        v2, v3 = self.reference
        return (
            v2 + self.parity * x * cos + y * sin,
            v3 - self.parity * x * sin + y * cos,
        )


@cache
def _mrs_and_imager() -> dict[str, Aperture]:
    slices = {row["AperName"]: _corners(row) for row in _rows("siaf-mrs-slices.csv")}
    return {
        row["AperName"]: _aperture(row, slices.get(row["AperName"]))
        for row in _rows("siaf-miri.csv")
    }


@cache
def _of_other_modes() -> dict[str, Aperture]:
    return {row["AperName"]: _aperture(row) for row in _rows("siaf-other-modes.csv")}


def _aperture(row: dict[str, str], outline: tuple[Point, ...] | None = None) -> Aperture:
    return Aperture(
        name=row["AperName"],
        reference=(float(row["V2Ref"]), float(row["V3Ref"])),
        v3_ideal_angle=float(row["V3IdlYAngle"]),
        parity=int(row["VIdlParity"]),
        corners=_corners(row),
        outline=outline or _corners(row),
    )


def _rows(table: str) -> list[dict[str, str]]:
    with (_DATA / table).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _corners(row: dict[str, str]) -> tuple[Point, ...]:
    return tuple((float(row[f"V2_{n}"]), float(row[f"V3_{n}"])) for n in range(1, 5))


def aperture(name: str) -> Aperture:
    """Return an aperture by its SIAF name.

    Raises
    ------
    KeyError
        If no table has it.
    """
    return _mrs_and_imager().get(name) or _of_other_modes()[name]
