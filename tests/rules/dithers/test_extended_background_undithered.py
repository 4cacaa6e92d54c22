from __future__ import annotations

from typing import Any

from aptcheck.testing import (
    dither,
    group,
    image,
    image_filter,
    lrs,
    mrs,
    outcome,
    pair,
    target,
    time_series,
)
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

BARE: dict[str, Any] = {"dithers": None, "dither": "None", "count": 4}


def test_one_position_is_a_warning_for_an_extended_source():
    assert faults(pair(sky=BARE)) == ["BKG403 warning 2"]


def test_two_points_pass():
    assert faults(pair(sky={"dithers": [dither("2-Point")], "count": 2})) == []


def test_a_class_that_is_not_known_is_left_alone():
    xml = pair(sky=BARE, science_target={"extended": "Unknown"}, science=BARE)
    assert faults(xml, select=["BKG403"]) == []
    assert outcome(xml, "BKG403")[0] == "not-applicable"


def test_a_class_that_is_set_counts_like_one_that_is_inferred():
    intents = {"1": {"source_class": "faint-extended"}}
    assert faults(pair(sky=BARE), intents=intents) == ["BKG403 warning 2"]


def test_an_unknown_pattern_is_not_checked():
    assert outcome(pair(sky={"dithers": [dither("Cycling")]}), "BKG403")[0] == "not-checked"


def test_a_background_without_exposures_takes_no_position():
    assert outcome(pair(sky={"exposures": []}), "BKG403")[0] == "not-applicable"


def two_pairs(*, listed=True, **sky):
    return pair(
        sky=BARE,
        more_targets=[
            target(3, "NGC-3", north=900, background=[4] if listed else []),
            target(4, "NGC-3-SKY", north=990, category="Calibration"),
        ],
        more_observations=[mrs(3, 3, label="NGC-3"), mrs(4, 4, label="NGC-3 sky", **BARE | sky)],
        more_links=[group(3, 4)],
    )


def test_all_skies_of_a_proposal_are_one_finding_that_lists_them():
    (fault,) = findings(two_pairs(), select=["BKG403"])
    assert (fault.observation, fault.related_observations) == (None, (2, 4))
    assert [(one.target, one.measured) for one in fault.evidence.each] == [
        ("NGC-1-SKY", 1),
        ("NGC-3-SKY", 1),
    ]


def test_a_background_that_cannot_be_counted_does_not_hide_others():
    xml = two_pairs(dithers=[dither("Cycling")], dither="Dither 1")
    assert faults(xml, select=["BKG403"]) == ["BKG403 warning 2"]
    assert outcome(xml, "BKG403")[1] is not None


def test_a_suspected_background_is_one_severity_lower_and_reported_separately():
    assert sorted(faults(two_pairs(listed=False), select=["BKG403"])) == [
        "BKG403 info 4",
        "BKG403 warning 2",
    ]


def test_images_of_an_extended_source_at_one_position_are_one_error():
    xml = pair_of(image, sky={"dithers": None, "dither": "None"}, extended="YES")
    assert faults(xml, select=["BKG303", "BKG4"]) == ["BKG403 error 2"]


def test_the_lrs_at_one_position_is_a_warning():
    xml = pair_of(lrs, both={"dither": "NONE"}, extended="YES")
    assert faults(xml, select=["BKG4"]) == ["BKG403 warning 2"]
    assert faults(pair_of(lrs, extended="YES"), select=["BKG403"]) == []


def test_a_sky_that_is_lost_to_nods_is_left_to_their_rule():
    xml = pair_of(lrs, sky={"dither": "NONE"}, extended="YES")
    assert faults(xml, select=["BKG303", "BKG4"]) == ["BKG414 warning 2"]
    assert outcome(xml, "BKG403")[0] == "not-applicable"


def images(**change):
    return pair_of(image, extended="YES", **change)


UNDITHERED = {"dithers": None, "dither": "None"}


def test_of_images_each_filter_is_judged_by_itself():
    one = [image_filter("F770W"), image_filter("F1000W", dither="None")]
    document = images(science={"filters": ["F770W", "F1000W"]}, sky={"exposures": one})
    assert faults(document, select=["BKG403"]) == ["BKG403 error 2"]


def test_a_draft_is_warned():
    found = faults(images(sky=UNDITHERED), select=["BKG403"], profile="draft")
    assert found == ["BKG403 warning 2"]


def test_what_is_not_subtracted_may_be_at_one_position():
    intents = {"1": {"strategy": "none"}}
    assert faults(images(sky=UNDITHERED), select=["BKG403"], intents=intents) == []
    assert outcome(images(sky=UNDITHERED), "BKG403", intents=intents)[0] == "not-applicable"


def test_a_time_series_is_left_to_its_own_rule():
    document = images(sky=UNDITHERED, science={"special": [time_series()]})
    found = faults(document, select=["BKG1", "BKG3", "BKG4"])
    assert found == ["BKG114 warning 2"]
