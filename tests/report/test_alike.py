"""Findings that say the same of several observations are told once."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.finding import Evidence, Finding, Severity
from aptcheck.report import render
from aptcheck.report.alike import entries
from aptcheck.report.observation_words import counted_lists, in_ranges
from aptcheck.results import Report
from tests.report.plain import finding, proposal


def unchecked(number: int, **changes: Any) -> Finding:
    return finding(
        **{
            "code": "SKY104",
            "name": "sky-not-checked",
            "message": f"The field of observation {number} was not checked: out of reach.",
            "fix": "Ask another catalogue.",
            "observation": number,
            "related_observations": (number - 1,),
            "evidence": None,
            "fingerprint": f"{number:032x}",
            **changes,
        }
    )


def shown(*found: Finding, verbose: bool = False) -> list[str]:
    return render("text", Report(proposals=(proposal(*found),)), verbose=verbose).splitlines()


def test_one_cause_in_many_fields_is_told_once_with_its_observations() -> None:
    lines = shown(*map(unchecked, (2, 4, 5, 6, 7, 12)))
    assert lines.count("  Fix (by aptcheck fix): Ask another catalogue.") == 0
    assert lines.count("  Fix: Ask another catalogue.") == 1
    head = "error SKY104 sky-not-checked  6 times: observations 2, 4-7, 12"
    at = lines.index(head)
    assert lines[at + 1 : at + 3] == [
        "  The field of observation 2 was not checked: out of reach.",
        "  Likewise: observations 4-7, 12.",
    ]


def test_infos_that_are_alike_take_one_entry() -> None:
    lines = shown(*(unchecked(number, severity=Severity.INFO) for number in (2, 4, 6)))
    assert sum(line.startswith("info SKY104") for line in lines) == 1
    assert any(line.strip() == "Likewise: observations 4, 6." for line in lines)
    assert any("3 infos" in line for line in lines)


def test_verbose_tells_each_by_itself() -> None:
    lines = shown(*map(unchecked, (2, 4, 6)), verbose=True)
    assert lines.count("  Fix: Ask another catalogue.") == 3
    assert not any("Likewise" in line for line in lines)


def test_one_fix_with_several_messages_shows_every_message() -> None:
    near = unchecked(2, message="Observation 2 is 3 arcsec away. It is near.")
    far = unchecked(4, message="Observation 4 is 9 arcsec away. It is near.")
    lines = shown(near, far)
    assert "  Observation 2 is 3 arcsec away. It is near." in lines
    assert "  Observation 4 is 9 arcsec away." in lines
    assert lines.count("  Fix: Ask another catalogue.") == 1


def test_a_fix_that_names_its_target_says_that_it_holds_for_each() -> None:
    named = [
        unchecked(number, target=target, message=f"{target} is bare.", fix=f"Cover {target}.")
        for number, target in ((2, "VEGA"), (4, "FOMALHAUT"))
    ]
    lines = shown(*named)
    assert "  Fix, likewise for each: Cover VEGA." in lines
    assert "  Likewise: FOMALHAUT (observations 3, 4)." in lines


@pytest.mark.parametrize(
    "changes",
    [
        {"message": "The field of observation 4 was not checked: too faint."},
        {"evidence": Evidence(measured=3, limit=2)},
        {"severity": Severity.WARNING},
        {"code": "SKY105"},
        {"fix": "Wait."},
        {"fixable": "safe"},
    ],
)
def test_what_differs_is_not_put_together(changes: dict[str, Any]) -> None:
    found = unchecked(2), unchecked(4, **changes)
    groups = [group for entry in entries(found) for group in entry.groups]
    assert [len(group) for group in groups] == [1, 1]


def test_a_number_that_is_a_name_is_not_taken_out_of_a_message() -> None:
    found = [
        unchecked(number, target=f"{number}00", message=f"Ngroups are {number}00.")
        for number in (2, 4)
    ]
    assert len(entries(found)[0].groups) == 2


@given(st.lists(st.integers(1, 40), unique=True).map(sorted))
def test_ranges_hold_every_number_once(numbers: list[int]) -> None:
    held: list[int] = []
    for part in in_ranges(numbers).split(", ") if numbers else []:
        low, _, high = part.partition("-")
        held += range(int(low), int(high or low) + 1)
    assert held == numbers


def test_a_long_list_is_counted_and_a_short_one_kept() -> None:
    assert counted_lists("Fields of observations 1, 2, 3, 4 and 5 are") == (
        "Fields of 5 observations are"
    )
    assert counted_lists("observations 1, 2, 3 and 4") == "observations 1, 2, 3 and 4"
    assert counted_lists("Background observations 2, 4, 6, 8 and 10 are far") == (
        "5 background observations are far"
    )
