"""The shadow of a moving target is not taken back to back with it."""

from __future__ import annotations

from typing import Any

import pytest

from aptcheck.testing import (
    Document,
    after_link,
    group,
    moving,
    mrs,
    on_hold,
    other,
    outcome,
    pair,
    proposal,
)
from tests.judging import faults, judged

SHADOW = {"intents": {"EUROPA": {"strategy": "shadow"}}}
#: The rules on how a pair is held together in time.
HELD = ["BKG104", "BKG105", "BKG106", "BKG118", "BKG702"]


def europa(*, special: Any = (), third: Any = (), **document: Any) -> Document:
    return proposal(
        targets=[
            moving(1, "EUROPA", background=[2]),
            moving(2, "EUROPA-SHADOW", body="EUROPA"),
            moving(3, "IO"),
        ],
        observations=[mrs(1), mrs(2, special=special), *third],
        **document,
    )


APART = {
    "not linked": europa(),
    "interruptible": europa(links=[group(1, 2, non_interruptible=False, time="2 Days")]),
    "in no order": europa(links=[group(1, 2, sequence=False)], apt_version="2023.5"),
    "with another between": europa(
        third=[other(3, "MiriImaging", target=3)], links=[group(1, 3, 2)]
    ),
    "days later": europa(links=[group(1, 2), after_link(2, 1, minimum="3 Days")]),
    "on hold": europa(links=[group(1, 2)], special=[on_hold()]),
}


@pytest.mark.parametrize("case", APART)
def test_no_link_order_or_date_is_asked_of_a_shadow(case: str) -> None:
    assert faults(APART[case], select=HELD, **SHADOW) == []


@pytest.mark.parametrize("case", APART)
def test_without_the_strategy_it_is_a_background_like_others(case: str) -> None:
    assert faults(APART[case], select=HELD) != []


def test_the_ledger_says_what_is_expected_instead() -> None:
    for code in HELD:
        result, reason = outcome(APART["not linked"], code, **SHADOW)
        assert result == "not-applicable"
        assert "at another time" in str(reason)


def test_a_fixed_target_has_no_shadow() -> None:
    intents = {"1": {"strategy": "shadow"}}
    xml = pair(links=[])
    assert faults(xml, select=HELD, intents=intents) == ["BKG104 error 2"]
    assert faults(xml, intents=intents) == [*faults(xml), "CFG003 warning -"]


def test_a_pair_beside_it_is_judged_as_ever() -> None:
    xml = proposal(
        targets=[
            moving(1, "EUROPA", background=[2]),
            moving(2, "EUROPA-SHADOW", body="EUROPA"),
            moving(3, "IO", background=[4]),
            moving(4, "IO-SKY", body="IO"),
        ],
        observations=[mrs(1), mrs(2), mrs(3), mrs(4)],
    )
    assert faults(xml, select=HELD, **SHADOW) == ["BKG104 error 4"]


def test_the_table_of_pairs_names_it() -> None:
    (background,) = judged(APART["interruptible"], **SHADOW).backgrounds
    assert (background.shadow, background.linked, background.non_interruptible) == (
        True,
        True,
        False,
    )
    (plain,) = judged(APART["interruptible"]).backgrounds
    assert not plain.shadow
