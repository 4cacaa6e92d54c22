from __future__ import annotations

from typing import Any

from aptcheck.finding import Evidence
from aptcheck.testing import (
    coronagraph,
    dither,
    group,
    ifu,
    image,
    image_dither,
    lrs,
    mrs,
    outcome,
    pair,
    proposal,
    target,
)
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

POINT: dict[str, Any] = {"dithers": [dither("4-Point", "POINT SOURCE")]}
BARE: dict[str, Any] = {"dithers": None, "dither": "None", "count": 4}


def point_pair(**changes):
    science = {**POINT, **changes.pop("science", {})}
    return pair(science=science, science_target={"extended": "NO"}, **changes)


def test_one_position_is_an_info_with_a_master_background():
    assert faults(point_pair(sky=BARE)) == ["BKG401 info 2"]


def test_one_position_is_a_warning_with_pixel_subtraction():
    intents = {"1": {"strategy": "pixel"}}
    assert "BKG401 warning 2" in faults(point_pair(sky=BARE), intents=intents)


def test_two_points_pass():
    assert (
        faults(point_pair(sky={"dithers": [dither("2-Point", "POINT SOURCE")], "count": 2})) == []
    )


def test_two_tiles_or_two_targets_are_two_positions():
    xml = proposal(
        targets=[
            target(1, "STAR", background=[2, 3], extended="NO"),
            target(2, "SKY-2", north=90),
            target(3, "SKY-3", north=-90),
        ],
        observations=[mrs(1, **POINT), mrs(2, **BARE), mrs(3, **BARE)],
        links=[group(1, 2, 3)],
    )
    assert faults(xml, select=["BKG401"]) == []


def test_a_second_target_at_the_same_place_is_not_a_second_position():
    xml = proposal(
        targets=[
            target(1, "STAR", background=[2, 3], extended="NO"),
            target(2, "SKY-2", north=90),
            target(3, "SKY-3", north=90),
        ],
        observations=[mrs(1, **POINT), mrs(2, **BARE), mrs(3, **BARE)],
        links=[group(1, 2, 3)],
    )
    (fault,) = findings(xml, select=["BKG401"])
    assert (fault.severity.value, fault.related_observations) == ("info", (2, 3))


def three_pairs(*, listed=(True, True, True), **skies):
    """Stars 1, 3 and 5 with backgrounds 2, 4 and 6, each pair in a separate link."""
    return proposal(
        targets=[
            entry
            for n, declared in zip((1, 3, 5), listed, strict=True)
            for entry in (
                target(n, f"STAR-{n}", extended="NO", background=[n + 1] * declared, north=900 * n),
                target(n + 1, f"SKY-{n}", north=900 * n + 90, category="Calibration"),
            )
        ],
        observations=[
            one
            for n in (1, 3, 5)
            for one in (
                mrs(n, label=f"STAR-{n}", **POINT),
                mrs(n + 1, label=f"STAR-{n} sky", **skies.get(f"sky_{n + 1}", BARE)),
            )
        ],
        links=[group(n, n + 1) for n in (1, 3, 5)],
    )


def test_all_skies_of_a_proposal_are_one_finding_that_lists_them():
    (fault,) = findings(three_pairs(), select=["BKG401"])
    assert (fault.observation, fault.related_observations) == (None, (2, 4, 6))
    assert [(one.target, one.measured) for one in fault.evidence.each] == [
        ("SKY-1", 1),
        ("SKY-3", 1),
        ("SKY-5", 1),
    ]
    assert [one.related_observations for one in fault.evidence.each] == [(1,), (3,), (5,)]
    assert fault.location.trail == "Observation 2 > MIRI Medium Resolution Spectroscopy"


def test_a_dithered_sky_is_not_among_them():
    (fault,) = findings(three_pairs(sky_4={}), select=["BKG401"])
    assert fault.related_observations == (2, 6)


def test_warnings_and_infos_are_reported_separately():
    found = findings(three_pairs(), select=["BKG401"], intents={"3": {"strategy": "pixel"}})
    assert sorted((f.severity.value, f.observation, f.related_observations) for f in found) == [
        ("info", None, (2, 6)),
        ("warning", 4, (3,)),
    ]


def test_a_background_that_cannot_be_counted_does_not_hide_others():
    xml = three_pairs(sky_4={"dithers": [dither("Cycling")]})
    (fault,) = findings(xml, select=["BKG401"])
    assert fault.related_observations == (2, 6)
    assert outcome(xml, "BKG401")[1] is not None


def test_a_suspected_background_is_one_severity_lower_and_reported_separately():
    xml = three_pairs(listed=(True, False, True))
    pixel = {str(n): {"strategy": "pixel"} for n in (1, 3, 5)}
    found = findings(xml, select=["BKG401"], intents=pixel)
    assert sorted((f.severity.value, f.observation, f.related_observations) for f in found) == [
        ("info", 4, (3,)),
        ("warning", None, (2, 6)),
    ]


def test_a_background_that_shares_a_sky_but_has_others_is_not_named():
    xml = proposal(
        targets=[
            target(1, "STAR-1", background=[2], extended="NO"),
            target(2, "SKY-2", north=90),
            target(3, "SKY-3", north=-90),
            target(4, "STAR-4", background=[2, 3], extended="NO", north=10),
        ],
        observations=[mrs(1, **POINT), mrs(2, **BARE), mrs(3, **BARE), mrs(4, **POINT)],
        links=[group(1, 2, 3, 4)],
    )
    (fault,) = findings(xml, select=["BKG401"])
    assert (fault.observation, fault.related_observations) == (2, (1,))


def test_an_extended_source_is_left_to_its_own_rule():
    assert faults(pair(sky=BARE)) == ["BKG403 warning 2"]


def test_a_sky_that_many_share_is_reported_once():
    numbers = (1, 3, 4)
    xml = proposal(
        targets=[
            target(2, "SKY", north=90),
            *(target(n, f"STAR-{n}", background=[2], extended="NO", north=n) for n in numbers),
        ],
        observations=[mrs(2, **BARE), *(mrs(n, **POINT) for n in numbers)],
        links=[group(1, 2, 3, 4)],
    )
    (fault,) = findings(xml, select=["BKG401"])
    assert fault.related_observations == numbers


def test_an_unknown_pattern_is_not_checked():
    xml = point_pair(sky={"dithers": [dither("Cycling")]})
    assert outcome(xml, "BKG401")[0] == "not-checked"


def test_a_background_without_exposures_takes_no_position():
    xml = point_pair(sky={"exposures": []})
    assert outcome(xml, "BKG401")[0] == "not-applicable"


BARE_IMAGE = {"dithers": None, "dither": "None", "count": 8}


def test_images_at_one_position_are_an_error():
    (fault,) = findings(pair_of(image, sky=BARE_IMAGE), select=["BKG401"])
    assert (fault.severity.value, fault.observation, fault.fixable) == ("error", 2, None)
    assert fault.evidence == Evidence(measured=1, limit=2, unit="positions")


def test_two_positions_of_images_pass():
    sky = {"dithers": [image_dither("2-Point", points=None)]}
    assert faults(pair_of(image, sky=sky), select=["BKG401"]) == []


def test_master_makes_no_difference_to_images():
    master = {"*": {"strategy": "master"}}
    assert faults(pair_of(image, sky=BARE_IMAGE), intents=master, select=["BKG401"]) == [
        "BKG401 error 2"
    ]


def test_the_lrs_at_one_position_is_a_warning_or_an_info():
    xml = pair_of(lrs, both={"dither": "NONE"})
    assert faults(xml, select=["BKG401"]) == ["BKG401 warning 2"]
    assert faults(xml, intents={"*": {"strategy": "master"}}, select=["BKG401"]) == [
        "BKG401 info 2"
    ]
    assert faults(pair_of(lrs), select=["BKG401"]) == []


ONE = {"dither": "NONE"}


def test_a_sky_that_is_lost_to_nods_is_left_to_their_rule():
    assert faults(pair_of(lrs, sky=ONE), select=["BKG303", "BKG4"]) == ["BKG414 warning 2"]
    assert outcome(pair_of(lrs, sky=ONE), "BKG401")[0] == "not-applicable"


def test_a_sky_that_takes_the_place_of_nods_is_judged_here():
    found = faults(pair_of(lrs, sky=ONE | {"count": 2}), select=["BKG303", "BKG4"])
    assert found == ["BKG401 warning 2", "BKG414 info 2"]


def test_a_sky_that_is_not_linked_or_only_suspected_is_not_lost_to_nods():
    assert faults(pair_of(lrs, sky=ONE, links=[]), select=["BKG4"]) == ["BKG401 warning 2"]
    assert faults(pair_of(lrs, sky=ONE, declared=False), select=["BKG4"]) == ["BKG401 info 2"]


def test_coronagraphs_and_the_ifu_have_rules_of_their_own():
    for build in (coronagraph, ifu):
        xml = pair_of(build, sky={"dither": "NONE"})
        assert outcome(xml, "BKG401")[0] == "not-applicable"
