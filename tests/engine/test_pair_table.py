"""Which pairs a report lists if there are more than anyone would read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from aptcheck.engine.pair_table import MOST_PAIRS
from aptcheck.results import ProposalReport
from aptcheck.testing import (
    Document,
    Observation,
    coronagraph,
    fixed_slits,
    group,
    ifu,
    image,
    lrs,
    mrs,
    on_hold,
    proposal,
    target,
)
from tests.judging import findings, judged
from tests.other_modes import pair_of, three_modes

#: As many science observations as backgrounds: 2,500 pairs.
HALF = 50


def many(
    sky: Callable[[int], dict[str, Any]] = lambda _: {}, links: Sequence[Any] | None = None
) -> Document:
    sciences, skies = range(1, HALF + 1), range(HALF + 1, 2 * HALF + 1)
    return proposal(
        targets=[target(1, "NGC", background=[2]), target(2, "NGC-SKY", north=90)],
        observations=[*(mrs(n, 1) for n in sciences), *(mrs(n, 2, **sky(n)) for n in skies)],
        links=[group(*skies, *sciences)] if links is None else links,
    )


def listed(report: ProposalReport) -> list[tuple[int, int]]:
    return [(pair.science_observation, pair.background_observation) for pair in report.backgrounds]


def test_the_first_are_listed_and_all_are_counted() -> None:
    report = judged(many(), select=["BKG201"])
    first = [(n, sky) for n in range(1, 41) for sky in range(51, 101)]
    assert listed(report) == first
    assert len(first) == MOST_PAIRS
    assert report.scope.pairs == 2_500


def test_pairs_with_a_finding_beyond_that_are_listed_too() -> None:
    report = judged(many(lambda n: {"special": [on_hold()] if n == 77 else []}), select=["BKG702"])
    assert [finding.observation for finding in report.findings] == [77]
    assert listed(report)[MOST_PAIRS:] == [(n, 77) for n in range(41, 51)]


def test_even_if_each_has_a_finding_the_report_stays_bounded() -> None:
    report = judged(many(lambda _: {"special": [on_hold()]}), select=["BKG702"])
    assert len(report.findings) == HALF
    assert len(listed(report)) == len({*listed(report)}) == 2_500


@pytest.mark.parametrize("linked", [True, False])
def test_a_fault_of_all_pairs_is_one_finding(linked: bool) -> None:
    document = many(lambda _: {"groups": 5}, None if linked else [])
    codes = [finding.code for finding in findings(document)]
    assert codes.count("BKG201") == 1
    assert codes.count("BKG104") == (not linked)


def test_suspected_pairs_are_listed_alike() -> None:
    sciences, skies = range(1, HALF + 1), range(HALF + 1, 2 * HALF + 1)
    document = proposal(
        targets=[target(1, "NGC"), target(2, "NGC-SKY", north=90)],
        observations=[*(mrs(n, 1) for n in sciences), *(mrs(n, 2) for n in skies)],
        links=[group(*skies, *sciences)],
    )
    report = judged(document, select=["BKG201"])
    assert len(report.backgrounds) == MOST_PAIRS
    assert report.scope.pairs == 2_500
    assert not any(pair.declared for pair in report.backgrounds)


#: For each mode a builder, and the name and parts of its setting.
SETTINGS: list[tuple[str, Callable[[int], Observation], str, dict[str, str]]] = [
    ("miri-imaging", image, "F770W", {"filter": "F770W", "subarray": "FULL"}),
    ("miri-coronagraphy", coronagraph, "4QPM/F1140C", {"mask": "FOUR_QPM", "filter": "F1140C"}),
    ("miri-lrs-slit", lrs, "P750L", {"filter": "P750L", "subarray": "FULL"}),
    (
        "miri-lrs-slitless",
        lambda number: lrs(number, subarray="SLITLESSPRISM"),
        "P750L",
        {"filter": "P750L", "subarray": "SLITLESSPRISM"},
    ),
    ("nirspec-ifu", ifu, "G235H/F170LP", {"grating": "G235H", "filter": "F170LP"}),
    (
        "nirspec-fs",
        fixed_slits,
        "S200A1 G235H/F170LP",
        {"slit": "S200A1", "grating": "G235H", "filter": "F170LP", "subarray": "SUBS200A1"},
    ),
]
_KEYS = ("wavelength", "detector", "grating", "filter", "slit", "mask", "subarray")


@pytest.mark.parametrize(("mode", "build", "setting", "keys"), SETTINGS)
def test_each_mode_has_its_keys(
    mode: str, build: Callable[[int], Observation], setting: str, keys: dict[str, str]
) -> None:
    (paired,) = judged(pair_of(build(1), build(2))).backgrounds
    assert paired.mode == mode
    (exposed,) = paired.exposures
    assert exposed.setting == setting
    found = {key: getattr(exposed, key) for key in _KEYS}
    assert {key: value for key, value in found.items() if value is not None} == keys
    assert exposed.match


def test_a_subarray_that_the_sides_do_not_share_is_left_out() -> None:
    (paired,) = judged(pair_of(image(1), image(2, subarray="SUB256"))).backgrounds
    assert [exposed.subarray for exposed in paired.exposures] == [None]


def test_the_mrs_comes_first_then_the_order_of_modes() -> None:
    pairs = judged(three_modes()).backgrounds
    assert [(one.mode, one.science_observation, one.background_observation) for one in pairs] == [
        ("miri-mrs", 1, 2),
        ("miri-imaging", 5, 6),
        ("nirspec-ifu", 3, 4),
    ]
