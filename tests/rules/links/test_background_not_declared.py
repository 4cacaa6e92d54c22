"""An observation looks like a background, but no target declares it."""

from __future__ import annotations

from typing import Any

import pytest

from aptcheck.finding import Evidence
from aptcheck.testing import Document, group, mrs, offset, pair, proposal, target
from tests.judging import faults, findings, judged

UNDECLARED = {"background": [], "required": False}


def apart(north: float, **document: Any) -> Document:
    """Observe two unlinked targets, the second of which looks like sky."""
    return pair(science_target=UNDECLARED, sky_target={"north": north}, links=[], **document)


def test_a_linked_background_that_no_target_lists_is_an_error() -> None:
    document = pair(science_target=UNDECLARED)
    assert faults(document) == ["BKG102 error 2"]
    assert faults(pair()) == []


def test_the_report_shows_the_pair_as_undeclared() -> None:
    (one,) = judged(pair(science_target=UNDECLARED)).backgrounds
    assert (one.declared, one.linked, one.non_interruptible) == (False, True, True)


def test_a_sky_nearby_without_a_link_is_a_warning_up_to_30_arcmin() -> None:
    assert faults(apart(29.9 * 60), select=["BKG1"]) == ["BKG102 warning 2"]
    assert faults(apart(30.1 * 60), select=["BKG1"]) == []


def test_an_interruptible_link_is_as_weak_as_none() -> None:
    document = pair(science_target=UNDECLARED, link={"non_interruptible": False})
    assert faults(document) == ["BKG102 warning 2"]


def test_a_sky_nearby_without_a_common_grating_is_clean() -> None:
    document = apart(90, science={"gratings": ["SHORT"]}, sky={"gratings": ["LONG"]})
    assert faults(document, select=["BKG102"]) == []


@pytest.mark.parametrize("category", ["CAL", "COM", "ENG"])
def test_calibration_programmes_observe_sky_for_its_own_sake(category: str) -> None:
    document = pair(science_target=UNDECLARED, category=category)
    assert faults(document) == []


@pytest.mark.parametrize(
    "label", ["NGC 1 BG", "bkg-1", "BKGD", "Background (north)", "off_sky", "NGC-1/SKY", "offsky"]
)
def test_a_word_of_the_label_shows_a_background(label: str) -> None:
    document = pair(
        science_target=UNDECLARED,
        sky_target={"name": "OFFSET-1", "keywords": []},
        sky={"label": label},
    )
    assert faults(document) == ["BKG102 error 2"]


@pytest.mark.parametrize("label", ["skyline", "Whisky", "BKGÉ", "background star", ""])
def test_a_part_of_a_word_and_a_star_do_not_count(label: str) -> None:
    document = pair(
        science_target=UNDECLARED,
        sky_target={"name": "PLACE-1", "keywords": []},
        sky={"label": label},
        links=[],
    )
    assert faults(document, select=["BKG102"]) == []


def test_an_offset_from_the_science_target_needs_a_separate_target() -> None:
    document = proposal(
        targets=[target(background=[], required=False)],
        observations=[mrs(1), mrs(2, 1, label="NGC-1 BKG", special=[offset(60, 60)])],
        links=[group(1, 2)],
    )
    (finding,) = findings(document, select=["BKG102"])
    assert (finding.severity.value, finding.observation) == ("error", 2)


def test_a_list_that_is_empty_is_its_own_fault_beside_it() -> None:
    document = proposal(
        targets=[target(background=[], required=True)],
        observations=[mrs(1), mrs(2, 1, label="NGC-1 BKG", special=[offset(60, 60)])],
        links=[group(1, 2)],
    )
    found = faults(document, select=["BKG102", "BKG103"])
    assert found == ["BKG102 error 2", "BKG103 error 1"]


def test_a_set_up_without_a_name_is_a_warning() -> None:
    document = pair(
        science_target=UNDECLARED,
        sky_target={"name": "PLACE-1", "keywords": []},
        science={"integrations": 2},
        sky={"label": "second"},
    )
    (finding,) = findings(document, select=["BKG102"])
    assert finding.severity.value == "warning"


def test_the_only_mrs_target_is_not_a_background() -> None:
    document = proposal(
        targets=[target(1, "NGC-1-SKY")], observations=[mrs(1), mrs(2, 1, label="sky")]
    )
    assert faults(document, select=["BKG102"]) == []


def test_what_another_target_declares_is_not_suspected() -> None:
    document = pair(
        more_targets=[target(3, "NGC-3", east=400)],
        more_observations=[mrs(3)],
    )
    assert faults(document, select=["BKG102"]) == []


def test_science_with_its_own_background_is_not_a_background_whatever_its_label() -> None:
    document = pair(
        science={"label": "NGC-1 with background"},
        more_targets=[target(3, "NGC-3", east=400)],
        more_observations=[mrs(3)],
        links=[group(1, 2, 3)],
    )
    assert faults(document, select=["BKG102"]) == []


def test_two_observations_of_one_sky_are_one_finding() -> None:
    document = pair(
        science_target=UNDECLARED, more_observations=[mrs(3, 2)], links=[group(2, 1, 3)]
    )
    (finding,) = findings(document, select=["BKG102"])
    assert (finding.observation, finding.related_observations) == (2, (1,))
    assert finding.target == "NGC-1-SKY"


def test_an_imager_primary_sky_is_reported_by_its_own_rule() -> None:
    document = pair(science_target=UNDECLARED, sky={"primary": "IMAGER", "imaging": "F770W"})
    assert faults(document, select=["BKG102", "BKG808"]) == ["BKG808 error 2"]


def test_the_distance_is_in_the_evidence() -> None:
    (finding,) = findings(apart(300), select=["BKG102"])
    assert finding.evidence == Evidence(measured=5.0, limit=30.0, unit="arcmin")
    assert finding.related_observations == (1,)


def test_an_observation_whose_target_is_not_in_the_file_is_that_fault() -> None:
    document = pair(sky={"target": 9})
    assert faults(document, select=["APT", "BKG102"]) == ["APT002 error 2"]


def test_a_list_that_names_the_wrong_target_is_that_fault() -> None:
    document = pair(science_target={"background": [9]})
    assert faults(document, select=["APT", "BKG1"]) == ["APT002 error -"]


def test_a_distance_speaks_only_where_no_link_does() -> None:
    (near,) = findings(apart(90), select=["BKG102"])
    assert (near.severity.value, near.evidence.measured) == ("warning", 1.5)
    (linked,) = findings(pair(science_target=UNDECLARED), select=["BKG102"])
    assert (linked.severity.value, linked.evidence) == ("error", None)


def test_the_skies_of_a_suspected_union_are_judged_together() -> None:
    document = pair(
        science_target=UNDECLARED, more_observations=[mrs(3, 2)], links=[group(1, 2, 3)]
    )
    (deep,) = findings(document, select=["BKG302"])
    assert (deep.observation, deep.related_observations) == (2, (1,))
    assert deep.evidence.measured == 2.0


def test_science_that_subtracts_no_background_makes_it_a_warning() -> None:
    document = pair(science_target=UNDECLARED)
    for strategy in ("none", "external", "annulus"):
        intents = {"1": {"strategy": strategy}}
        assert faults(document, intents=intents, select=["BKG102"]) == ["BKG102 warning 2"]


def renamed() -> Document:
    """Link the science with a sky that its list does not name: it names another, unlinked one."""
    return pair(
        more_targets=[target(3, "NGC-1-NEW-SKY", north=-90)],
        more_observations=[mrs(3)],
        links=[group(1, 3)],
    )


def test_a_list_that_was_not_brought_up_to_date_is_one_fault() -> None:
    assert faults(renamed(), select=["BKG1"]) == ["BKG102 error 3"]


def test_a_listed_target_that_is_not_observed_is_not_missed() -> None:
    document = pair(
        science_target={"background": [3]}, more_targets=[target(3, "NGC-1-OLD-SKY", north=-90)]
    )
    assert faults(document, select=["BKG1"]) == ["BKG102 error 2"]


def test_two_pairs_in_a_link_of_which_one_is_not_declared_are_one_fault() -> None:
    document = pair(
        more_targets=[target(3, "NGC-3", east=900), target(4, "NGC-3-SKY", east=990)],
        more_observations=[mrs(3), mrs(4)],
        links=[group(1, 2, 3, 4)],
    )
    (finding,) = findings(document, select=["BKG1"])
    assert (finding.code, finding.observation, finding.related_observations) == ("BKG102", 4, (3,))


def test_an_interruptible_group_shows_whose_background_it_is_at_any_distance() -> None:
    document = pair(
        science_target=UNDECLARED,
        sky_target={"north": 7200},
        link={"non_interruptible": False},
    )
    (finding,) = findings(document, select=["BKG102"])
    assert (finding.severity.value, finding.evidence) == ("warning", None)


def test_one_target_on_both_sides_is_not_moved() -> None:
    document = proposal(
        targets=[target(background=[], required=False)],
        observations=[mrs(1), mrs(2, 1, label="NGC-1 BKG")],
        links=[group(1, 2)],
    )
    assert faults(document, select=["BKG102", "BKG603"]) == ["BKG102 error 2"]
