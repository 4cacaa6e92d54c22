from __future__ import annotations

import csv
import math
from statistics import median

import pytest

from aptcheck.observatory.sensitivity import mrs_bands
from tests.shared import shared

GRATINGS = {"A": "short", "B": "medium", "C": "long"}


def test_the_limits_are_the_medians_of_the_calculator_curves() -> None:
    with shared("data", "mrs-sensitivity-etc5.1.csv").open(encoding="ascii") as stream:
        curve = list(csv.DictReader(stream))
    for name, band in mrs_bands().items():
        rows = [row for row in curve if row["band"] == f"ch{name[0]}-{GRATINGS[name[1]]}"]
        limits = [float(row["limit_10sigma_10ks_mjy"]) * 1000 for row in rows]
        assert band.limit_ujy == pytest.approx(median(limits), rel=0.01)
        assert band.wavelength_um == pytest.approx(
            median(float(row["wavelength_um"]) for row in rows), abs=0.02
        )


def test_the_worst_limits_are_the_largest_of_the_calculator_curves() -> None:
    with shared("data", "mrs-sensitivity-etc5.1.csv").open(encoding="ascii") as stream:
        curve = list(csv.DictReader(stream))
    for name, band in mrs_bands().items():
        rows = [row for row in curve if row["band"] == f"ch{name[0]}-{GRATINGS[name[1]]}"]
        worst = max(rows, key=lambda row: float(row["limit_10sigma_10ks_mjy"]))
        assert band.worst_ujy == pytest.approx(
            float(worst["limit_10sigma_10ks_mjy"]) * 1000, abs=0.5
        )
        assert band.worst_um == pytest.approx(float(worst["wavelength_um"]), abs=0.006)


def test_the_worst_is_no_better_than_the_median_and_in_the_sub_band() -> None:
    bands = list(mrs_bands().values())
    for band in bands:
        assert band.worst_ujy > band.limit_ujy
        half = band.longest_um - band.wavelength_um
        assert abs(band.worst_um - band.wavelength_um) < 1.4 * half
        assert band.worst_after(2_500) == 2 * band.worst_ujy
        assert band.worst_after(0) == math.inf


def test_there_are_twelve_bands_in_order_of_wavelength() -> None:
    bands = list(mrs_bands().values())
    assert [band.name for band in bands] == [
        f"{channel}{grating}" for channel in "1234" for grating in "ABC"
    ]
    assert [band.wavelength_um for band in bands] == sorted(band.wavelength_um for band in bands)
    middles, ends = ([getattr(b, of) for b in bands] for of in ("wavelength_um", "longest_um"))
    assert all(middle < end for middle, end in zip(middles, ends, strict=True))
    assert all(end < after for end, after in zip(ends, middles[1:], strict=False))


def test_the_limit_falls_with_the_square_root_of_time() -> None:
    band = mrs_bands()["1A"]
    assert band.limit_after(10_000) == band.limit_ujy
    assert band.limit_after(2_500) == 2 * band.limit_ujy
    assert band.limit_after(0) == math.inf
