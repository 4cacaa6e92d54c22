"""A science observation is linked with a background that its target does not list."""

from __future__ import annotations

from typing import Any

import pytest

from aptcheck.testing import Document, coronagraph, dither, group, mrs, pair, target
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of


def three(*, tile: dict[str, Any] | None = None, **changes: Any) -> Document:
    """Put a third observation, of a target of its own, into the link of the pair."""
    return pair(
        more_targets=[target(3, "NGC-1-EAST", east=4, **(tile or {}))],
        more_observations=[mrs(3, **changes)],
        links=[group(1, 2, 3)],
    )


def test_a_linked_science_whose_target_lists_nothing_is_an_error() -> None:
    (finding,) = findings(three())
    assert (finding.code, finding.severity.value) == ("BKG117", "error")
    assert (finding.observation, finding.related_observations) == (2, (3,))
    assert faults(three(), profile="draft") == ["BKG117 warning 2"]


def test_a_target_that_lists_the_sky_is_clean() -> None:
    assert faults(three(tile={"background": [2]})) == []


@pytest.mark.parametrize("strategy", ["annulus", "external", "none"])
def test_science_that_subtracts_no_background_is_a_warning(strategy: str) -> None:
    intents = {"3": {"strategy": strategy}}
    assert faults(three(), ignore=["BKG409"], intents=intents) == ["BKG117 warning 2"]


def test_an_annulus_that_is_inferred_counts_like_one_that_is_set() -> None:
    point = three(
        tile={"extended": "NO"},
        dithers=[dither("4-Point", "POINT SOURCE")],
        acquisition="Same Target as Observation",
    )
    assert faults(point) == ["BKG117 warning 2"]
    assert faults(point, intents={"3": {"strategy": "master"}}) == ["BKG117 error 2"]


def test_who_has_use_for_the_sky_and_who_has_none_are_two_findings() -> None:
    document = pair(
        more_targets=[target(3, "EAST", east=4), target(4, "WEST", east=-4)],
        more_observations=[mrs(3), mrs(4)],
        links=[group(1, 2, 3, 4)],
    )
    found = findings(document, intents={"4": {"strategy": "none"}})
    assert [(f.severity.value, f.related_observations) for f in found] == [
        ("error", (3,)),
        ("warning", (4,)),
    ]
    assert len({finding.fingerprint for finding in found}) == 2


def test_no_grating_in_common_is_a_warning() -> None:
    split = pair(
        both={"gratings": ["SHORT"]},
        more_targets=[target(3, "NGC-1-EAST", east=4)],
        more_observations=[mrs(3, gratings=["LONG"])],
        links=[group(1, 2, 3)],
    )
    assert faults(split) == ["BKG117 warning 2"]


def test_an_interruptible_link_ties_nothing() -> None:
    document = pair(
        more_targets=[target(3, "NGC-1-EAST", east=4)],
        more_observations=[mrs(3)],
        more_links=[group(2, 3, non_interruptible=False)],
    )
    assert faults(document, select=["BKG117"]) == []


def test_a_second_pair_in_the_same_sequence_merely_shares_it() -> None:
    document = pair(
        more_targets=[
            target(3, "NGC-3", east=600, background=[4]),
            target(4, "NGC-3-SKY", east=690),
        ],
        more_observations=[mrs(3), mrs(4)],
        links=[group(1, 2, 3, 4)],
    )
    assert faults(document) == []


def test_several_targets_beside_one_sky_are_one_finding() -> None:
    document = pair(
        more_targets=[target(3, "EAST", east=4), target(4, "WEST", east=-4)],
        more_observations=[mrs(3), mrs(4)],
        links=[group(1, 2, 3, 4)],
    )
    (finding,) = findings(document)
    assert (finding.observation, finding.related_observations) == (2, (3, 4))
    assert finding.location.trail == "Special Requirements > Group/Sequence Observations Link 1"


def test_a_star_of_coronagraphy_without_any_background_is_reported_as_that() -> None:
    document = pair_of(
        coronagraph,
        more_targets=[target(3, "PSF", north=4000, extended="NO")],
        more_observations=[coronagraph(3, 3, psf_reference=True)],
        links=[group(1, 2, 3)],
    )
    assert faults(document, select=["BKG1", "BKG861"]) == ["BKG861 error 3"]


def test_a_star_that_has_a_background_elsewhere_is_linked_but_does_not_declare() -> None:
    document = pair_of(
        coronagraph,
        more_targets=[
            target(3, "OTHER", north=4000, extended="NO", background=[4]),
            target(4, "OTHER-SKY", north=4060),
        ],
        more_observations=[
            coronagraph(3, 3),
            coronagraph(4, 4, background_quadrant="1"),
            coronagraph(5, 3),
        ],
        links=[group(1, 2, 3), group(4, 5)],
    )
    assert faults(document, select=["BKG117", "BKG861"]) == ["BKG117 error 2"]
