"""A declared background target has no MRS observation."""

from __future__ import annotations

from typing import Any

from aptcheck.testing import Document, exposure, group, mrs, other, outcome, pair, proposal, target
from tests.judging import faults, findings

SKY = target(2, "NGC-1-SKY", north=90)


def science_alone(**science_target: Any) -> Document:
    """Observe the science target only."""
    listing: dict[str, Any] = {"background": [2]} | science_target
    return proposal(targets=[target(1, **listing), SKY], observations=[mrs(1)])


def test_a_listed_target_that_is_not_observed_is_an_error() -> None:
    assert faults(science_alone()) == ["BKG101 error 1"]
    assert faults(pair()) == []


def test_nothing_else_is_found_where_the_background_is_missing() -> None:
    assert [line for line in faults(science_alone()) if not line.startswith("BKG9")] == [
        "BKG101 error 1"
    ]


def test_profiles_soften_and_keep_the_error() -> None:
    assert faults(science_alone(), profile="draft") == ["BKG101 warning 1"]
    assert faults(science_alone(), profile="submit") == ["BKG101 error 1"]


def test_one_of_two_listed_targets_missing_is_a_warning_raised_on_submission() -> None:
    document = pair(
        science_target={"background": [2, 3]}, more_targets=[target(3, "SKY-2", north=-90)]
    )
    assert faults(document) == ["BKG101 warning 1"]
    assert faults(document, profile="submit") == ["BKG101 error 1"]


def test_a_withdrawn_sky_counts_as_missing() -> None:
    assert faults(pair(sky={"status": "WITHDRAWN"})) == ["BKG101 error 1"]


def test_a_sky_with_one_live_visit_is_not_missing() -> None:
    document = pair(sky={"visits": 2, "status": ["WITHDRAWN", "FLIGHT_READY"]})
    assert faults(document) == []


def test_the_checkbox_must_be_ticked() -> None:
    assert faults(science_alone(required=False), select=["BKG101"]) == []


def test_ten_targets_that_wait_for_one_sky_are_one_finding() -> None:
    tiles = [target(n, f"TILE-{n}", east=10 * n, background=[20]) for n in range(1, 11)]
    document = proposal(
        targets=[*tiles, target(20, "TILES-SKY")], observations=[mrs(n) for n in range(1, 11)]
    )
    (finding,) = findings(document)
    assert (finding.observation, finding.related_observations) == (1, tuple(range(2, 11)))


def test_a_declaration_that_serves_another_template_only_is_not_judged() -> None:
    document = proposal(
        targets=[target(1, background=[2]), SKY, target(3, "NGC-3")],
        observations=[other(1, "NircamImaging"), mrs(3)],
    )
    assert faults(document, select=["BKG101"]) == []
    assert outcome(document, "BKG101")[0] == "not-applicable"


def test_a_dangling_entry_is_left_to_the_dangling_reference() -> None:
    assert faults(pair(science_target={"background": [9]}), select=["BKG101", "APT002"]) == [
        "APT002 error -"
    ]


def test_a_list_of_itself_is_left_to_the_self_background() -> None:
    document = proposal(targets=[target(1, background=[1])], observations=[mrs(1)])
    assert faults(document, select=["BKG101", "BKG112"]) == ["BKG112 error 1"]


def test_an_imager_only_observation_of_the_sky_is_left_to_the_wrong_template() -> None:
    document = pair(sky={"detector": "IMAGER", "exposures": [exposure(imaging="F770W")]})
    assert faults(document, select=["BKG101", "BKG111"]) == ["BKG111 error 2"]


def test_it_is_at_the_science_target() -> None:
    (finding,) = findings(science_alone())
    assert (finding.observation, finding.related_observations) == (1, ())
    assert finding.target == "NGC-1"
    assert finding.location.trail == "Fixed Targets > 1 NGC-1"


def test_a_link_to_the_missing_sky_changes_nothing() -> None:
    document = proposal(
        targets=[target(1, background=[2]), SKY], observations=[mrs(1)], links=[group(1, 2)]
    )
    assert faults(document, select=["BKG1"]) == ["BKG101 error 1"]
