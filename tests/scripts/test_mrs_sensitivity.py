"""The worst limits of the sensitivity table are those of the calculator's curves."""

from __future__ import annotations

import pytest

from scripts.mrs_sensitivity import TABLE, curves, table
from tests.shared import shared

HEAD = "# Read once.\nband,wavelength_um,longest_um,limit_ujy\n"
FLAT = {"ch1-short": [(80.0, 4.9), (81.0, 5.3), (400.0, 5.7)]}


def test_the_table_is_current() -> None:
    made = table(
        TABLE.read_text(encoding="ascii"), curves(shared("data", "mrs-sensitivity-etc5.1.csv"))
    )
    assert made == TABLE.read_text(encoding="ascii"), "run python -m scripts.mrs_sensitivity"


def test_the_largest_limit_is_taken_at_an_edge_too_and_all_else_stays() -> None:
    made = table(f"{HEAD}1A,5.33,5.74,81\n", FLAT)
    assert made == f"{HEAD.rstrip()},worst_ujy,worst_um\n1A,5.33,5.74,81,400,5.70\n"
    assert table(made, FLAT) == made


def test_a_median_of_other_curves_is_refused() -> None:
    with pytest.raises(ValueError, match="1A"):
        table(f"{HEAD}1A,5.33,5.74,83\n", FLAT)
