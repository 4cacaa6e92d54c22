"""In addition to the cases of each mode: product names, the operational run, target groups."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

import pytest

from aptcheck.mode_names import ModeName
from aptcheck.rules.registry import find_rule
from aptcheck.testing import lines
from tests.judging import judged_model
from tests.oracle.of_modes import fixed_slits, ifu, imaging, lrs
from tests.oracle.of_modes.case import LOSS, Case, Pairing
from tests.oracle.pools import Row, expand
from tests.oracle.target_groups import grouped
from tests.reading import model_of

pytest.importorskip("jwst", reason="needs the association generator: pip install --no-deps jwst")

from tests.oracle.generator import associations
from tests.oracle.made import made

BASE = "linked and declared"
TABLES: Mapping[ModeName, Mapping[str, Case]] = {
    "miri-imaging": imaging.CASES,
    "miri-lrs-slit": lrs.SLIT,
    "nirspec-ifu": ifu.CASES,
    "nirspec-fs": fixed_slits.CASES,
}


@pytest.mark.parametrize(
    ("mode", "combined", "alone"),
    [
        # Level 3 of images subtracts no sky.
        ("miri-imaging", None, "miri_f770w"),
        ("miri-lrs-slit", "miri_p750l", "miri_p750l"),
        ("nirspec-ifu", "nirspec_prism", "nirspec_prism"),
    ],
)
def test_a_product_of_level_3_is_named_after_its_candidate(
    mode: ModeName, combined: str | None, alone: str
) -> None:
    expected = {f"jw01234-o001_t001_{alone}", f"jw01234-o002_t002_{alone}"}
    expected |= {f"jw01234-c1000_t001_{combined}"} if combined is not None else set()
    assert made(expand(TABLES[mode][BASE].document.xml)).names == expected


def products(found: Collection[Mapping[str, Any]]) -> set[tuple[str, str]]:
    return {
        (association["asn_id"], product["name"])
        for association in found
        for product in association["products"]
    }


@pytest.mark.parametrize("mode", ["miri-imaging", "nirspec-ifu"])
def test_the_operational_run_makes_the_same_of_all_candidates(mode: ModeName) -> None:
    rows = expand(TABLES[mode][BASE].document.xml)
    same = products(associations(rows, every_level=True))
    assert products(associations(rows, every_level=True, operational=True)) == same


def test_the_operational_run_leaves_to_a_candidate_what_an_observation_also_makes() -> None:
    rows = expand(TABLES["miri-imaging"][BASE].document.xml)
    science = "jw01234001001_02101_00000_mirimage"
    own = products(associations(rows, candidates=["o001"]))
    assert ("o001", science) in own
    assert not products(associations(rows, candidates=["o001"], operational=True)) & own


#: Members of a target group are one observation at several targets.
GROUPED: Mapping[str, tuple[ModeName, Pairing, Mapping[str, str], Collection[str]]] = {
    # level 3 makes products only of nods
    "LRS, mapped": (
        "miri-lrs-slit",
        lrs.MAPPED,
        {"1/1": "1/2 x4"},
        {"spec3 of 1/2 x4"},
    ),
    # the sky counts among the nods of its observation
    "LRS, nodded": (
        "miri-lrs-slit",
        lrs.PAIR,
        {"1/1": "1/1 x1 + 1/2 x1 or 1/2 x2"},
        {"spec3 of 1/1 x2 with 1/1 x2 + 1/2 x2", "spec3 of 1/2 x2"},
    ),
    "IFU": (
        "nirspec-ifu",
        ifu.PAIR,
        {"1/1": "1/2 x2"},
        {"spec3 of 1/1 x2 with 1/2 x2", "spec3 of 1/2 x2"},
    ),
    "fixed slits, nodded": (
        "nirspec-fs",
        replace(fixed_slits.PAIR, both={**fixed_slits.PAIR.both, "positions": "P_3"}),
        {"1/1": "1/1 x2 + 1/2 x3"},
        {"spec3 of 1/1 x3 with 1/2 x3", "spec3 of 1/2 x3"},
    ),
}


def one_observation(rows: Collection[Row]) -> list[Row]:
    alone = (("o001", "OBSERVATION"),)
    return [replace(row, observation=1, candidates=alone) for row in rows]


@pytest.mark.parametrize("name", GROUPED)
def test_the_sky_of_a_target_group_needs_no_candidate(name: str) -> None:
    _, pair, level2, alone = GROUPED[name]
    found = made(one_observation(expand(pair(links=[]).xml)))
    assert found.level2 == level2
    assert found.level3 == set()
    assert found.alone == alone


@pytest.mark.parametrize("name", GROUPED)
def test_aptcheck_asks_for_no_link_in_a_target_group(name: str) -> None:
    """No file shows how APT writes such a group: the model has two observations in one."""
    _, pair, _, _ = GROUPED[name]
    proposal = grouped(model_of(pair(links=[])), [frozenset({1, 2})])
    written = [code for code in LOSS if find_rule(code)]
    assert lines(judged_model(proposal, *written)) == []
