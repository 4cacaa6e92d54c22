"""How far computed position angles are from those that APT's Visit Planner printed.

The samples are visits of published proposals whose stored windows were up to date, one row for each
sampled instant. Pre-launch engines used a predicted halo orbit, which is fitted to each group and
is used only by the tests.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aptcheck.observatory.orbit import HaloFit
from aptcheck.schedule.field_of_regard import FieldOfRegard, computed_visibility
from aptcheck.schedule.roll import FLOWN_FRAME, NOMINAL_FRAME, Pointing
from aptcheck.schedule.spans import as_datetime, as_mjd

FloatArray = NDArray[np.float64]

#: Aperture references (V2, V3) of the template's default, SIAF PRDOPSSOC-075, arcsec.
POINTINGS = {
    "MiriMRS": Pointing(-503.34, -318.86),
    "MiriImaging": Pointing(-453.35, -373.67),
    "MiriCoron": Pointing(-391.0, -390.0),
    "MiriLRS": Pointing(-378.60, -344.75),
    "NirspecIFUSpectroscopy": Pointing(300.01, -498.08),
    "NirspecMOS": Pointing(378.56, -428.40),
    "NirspecFixedSlitSpectroscopy": Pointing(331.87, -479.42),
    "NircamImaging": Pointing(-1.96, -492.90),
    "NircamCoron": Pointing(100.0, -405.0),
}

#: Engine group -> name of its orbit; the flown orbit has none.
ASSERTED = {
    "14.1": "A:14.1",
    "14.2.3": "B:14.2-14.7",
    "14.5": "B:14.2-14.7",
    "14.7": "B:14.2-14.7",
    "14.15.1": "C:14.12-15/2022",
    "14.16, plans from 2022": "D:14.16/2022",
}
FLOWN = "17.0 (flown orbit)"
#: Groups without their own orbit: the nearest one is used, and nothing is claimed.
LISTED = {"14.0": "A:14.1", "14.16, plans before 2022": "D:14.16/2022"}

LONGEST_HOURS = 30.0


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One stored visit: sampled limits, and the residuals of the computed ones, degrees."""

    engine: str
    group: str
    name: str
    hours: float
    plain: FloatArray
    fitted: FloatArray
    openings: FloatArray


@dataclass(frozen=True, kw_only=True)
class Row:
    """Numbers of one engine group: median, 99 % and largest; of openings median and largest."""

    group: str
    visits: int
    samples: int
    plain: tuple[float, float, float]
    fitted: tuple[float, float, float]
    within: float
    opening: tuple[float, float] | None


def residuals(table: Path, orbits: Path) -> list[Visit]:
    """Return every visit of the table of samples, or of the extract from it in tests/data."""
    fits = {name: HaloFit.of(fit) for name, fit in json.loads(orbits.read_text()).items()}
    with (gzip.open if table.suffix == ".gz" else open)(table, "rt", newline="") as stream:
        rows = sorted(csv.DictReader(stream), key=_visit_name)
    return [_visit(list(samples), fits) for _, samples in groupby(rows, key=_visit_name)]


def summary(visits: list[Visit]) -> Iterator[Row]:
    """Yield one row for each engine group, asserted groups first."""
    for group in (FLOWN, *ASSERTED, *LISTED):
        chosen = [visit for visit in visits if visit.group == group]
        plain = np.abs(np.concatenate([visit.plain.ravel() for visit in chosen]))
        fitted = np.abs(np.concatenate([visit.fitted.ravel() for visit in chosen]))
        openings = np.abs(np.concatenate([visit.openings for visit in chosen]))
        yield Row(
            group=group,
            visits=len(chosen),
            samples=sum(len(visit.plain) for visit in chosen),
            plain=_spread(plain),
            fitted=_spread(fitted),
            within=float((fitted <= 0.1).mean()),
            opening=_ends(openings),
        )


def fitted_duration(field: FieldOfRegard, times: FloatArray, stored: FloatArray) -> float:
    """Return the single visit duration (days) that fits the limits best."""
    some = slice(None, None, max(1, len(times) // 80))
    low, high = 0.0, LONGEST_HOURS / 24.0
    best = 0.0
    for _ in range(3):
        grid = np.linspace(low, high, 16)
        costs = [
            np.abs(off(replace(field, duration=d), times[some], stored[some])).mean() for d in grid
        ]
        at = int(np.argmin(costs))
        best, low, high = grid[at], grid[max(at - 1, 0)], grid[min(at + 1, 15)]
    return float(best)


def off(field: FieldOfRegard, times: FloatArray, stored: FloatArray) -> FloatArray:
    """Return computed minus stored (lo, hi), degrees, shape (samples, 2)."""
    difference = np.stack(field(times), axis=1) - stored
    return (difference + 180.0) % 360.0 - 180.0


def group_of(samples: Sequence[Mapping[str, str]]) -> str:
    """Return the group of engines that planned a visit, from all its samples."""
    engine = samples[0]["engine_version"]
    if engine == "17.0":
        return FLOWN
    if engine == "14.16":
        first = min(row["time_utc"] for row in samples)
        return "14.16, plans from 2022" if first >= "2022" else "14.16, plans before 2022"
    return engine


def _visit_name(row: Mapping[str, str]) -> str:
    return row["visit"] if "file" not in row else f"{row['file']} {row['key']}"


def _visit(samples: list[Mapping[str, str]], orbits: Mapping[str, HaloFit]) -> Visit:
    head = samples[0]
    group = group_of(samples)
    times = np.array([as_mjd(_date(row["time_utc"])) for row in samples])
    stored = np.array([(float(row["pa_lo"]), float(row["pa_hi"])) for row in samples])
    computed = computed_visibility(
        "",
        float(head["target_ra"]),
        float(head["target_dec"]),
        pointing=POINTINGS[head["template"]],
        start=as_datetime(math.floor(times.min()) - 5),
        end=as_datetime(math.ceil(times.max()) + 5),
        orbit=orbits.get({**ASSERTED, **LISTED}.get(group, "")),
        frame=FLOWN_FRAME if group == FLOWN else NOMINAL_FRAME,
    )
    field = computed.limits
    assert isinstance(field, FieldOfRegard)
    days = fitted_duration(field, times, stored)
    openings = [
        min((span[0] - at for span in computed.spans), key=abs)
        for at, row in zip(times, samples, strict=True)
        if row["kind"] == "first" and row["at_plan_start"] != "plan-edge"
    ]
    return Visit(
        engine=head["engine_version"],
        group=group,
        name=_visit_name(head),
        hours=days * 24.0,
        plain=off(field, times, stored),
        fitted=off(replace(field, duration=days), times, stored),
        openings=np.array(openings),
    )


def _date(text: str) -> datetime:
    return datetime.fromisoformat(text.removesuffix("Z"))


def _ends(values: FloatArray) -> tuple[float, float] | None:
    return (float(np.median(values)), float(values.max())) if len(values) else None


def _spread(values: FloatArray) -> tuple[float, float, float]:
    return float(np.median(values)), float(np.quantile(values, 0.99)), float(values.max())
