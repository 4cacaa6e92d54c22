"""Local catalogues with stars planted around a field, and proposals checked against them."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from aptcheck.finding import Finding
from aptcheck.results import ProposalReport
from aptcheck.testing import FIELD

#: Far from every field, but in the control cone.
LONELY = {"east": 0.0, "north": 250.0, "mag": 16.5}

Star = Mapping[str, Any]


def star(east: float, north: float, mag: float = 8.0, **changes: Any) -> dict[str, Any]:
    """Return an ordinary star, arcsec east and north of a field; `mag` at every wavelength."""
    return {"east": east, "north": north, "mag": mag, **changes}


def allwise(path: Path, stars: Sequence[Star], centre: tuple[float, float] = FIELD) -> Path:
    """Write an AllWISE file with stars around a position and a single one in the control cone."""
    rows = [row_of(number, entry, centre) for number, entry in enumerate([*stars, LONELY])]
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, names, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def row_of(number: int, entry: Star, centre: tuple[float, float]) -> dict[str, Any]:
    """Return the AllWISE row of a star near a position, which is also in 2MASS."""
    given = dict(entry)
    east, north, mag = given.pop("east"), given.pop("north"), given.pop("mag")
    ra, dec = offset_position(centre, east, north)
    bands = {
        f"w{band}{what}": value
        for band in (1, 2, 3, 4)
        for what, value in {"mpro": mag, "sigmpro": 0.02, "snr": 50.0, "rchi2": 1.0}.items()
    }
    return {
        "designation": f"J{number:06d}.00+000000.0",
        "ra": f"{ra:.9f}",
        "dec": f"{dec:.9f}",
        "sigra": 0.0,
        "sigdec": 0.0,
        "ext_flg": 0,
        "cc_flags": "0000",
        "ph_qual": "AAAA",
        "k_m_2mass": mag,
        **bands,
        **given,
    }


def offset_position(centre: tuple[float, float], east: float, north: float) -> tuple[float, float]:
    """Return (RA, Dec) at a gnomonic offset in arcsec, as in the telescope's focal plane."""
    x, y = (math.radians(offset / 3600) for offset in (east, north))
    ra0, dec0 = (math.radians(angle) for angle in centre)
    toward, up = math.cos(dec0) - y * math.sin(dec0), math.sin(dec0) + y * math.cos(dec0)
    ra = ra0 + math.atan2(x, toward)
    return math.degrees(ra) % 360, math.degrees(math.atan2(up, math.hypot(x, toward)))


def of_code(report: ProposalReport, *codes: str) -> list[Finding]:
    """Return the findings whose codes have this prefix."""
    return [finding for finding in report.findings if finding.code.startswith(codes)]
