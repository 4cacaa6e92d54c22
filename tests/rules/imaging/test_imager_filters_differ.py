from __future__ import annotations

from aptcheck.finding import Evidence
from aptcheck.testing import GRATINGS, exposure, group, mrs, outcome, pair, target
from tests.judging import faults
from tests.rules.imager import faults_beside_angles, imager_pair, only_finding

ORDER = ("F770W", "F1000W", "F1130W")


def rows(*filters):
    return {"exposures": [exposure(g, imaging=f) for g, f in zip(GRATINGS, filters, strict=True)]}


def test_images_without_a_common_filter_are_not_meant_for_each_other():
    assert faults(pair(science={"imaging": "F770W"}, sky={"imaging": "F1000W"})) == []


def test_the_same_filters_in_another_order_are_an_info():
    xml = pair(science=rows(*ORDER), sky=rows(*reversed(ORDER)))
    assert faults(xml) == ["BKG809 info 2"]
    reported = only_finding(xml, "BKG809")
    assert reported.related_observations == (1,)
    assert reported.evidence == Evidence("F1130W", "F770W")


def test_one_grating_with_another_filter_is_an_info():
    xml = pair(science=rows(*ORDER), sky=rows(*ORDER[:2], "F560W"))
    assert only_finding(xml, "BKG809").evidence == Evidence("F560W", "F1130W")


def test_equal_filters_grating_by_grating_are_right():
    assert faults(pair(both=rows(*ORDER))) == []


def test_a_grating_on_one_side_only_is_not_a_difference():
    alone = {"exposures": [exposure("SHORT", imaging="F770W")]}
    extra = {"exposures": [*alone["exposures"], exposure("LONG", imaging="F1000W")]}
    assert faults(pair(science=alone, sky=extra), select=["BKG809"]) == []


def test_images_on_one_side_alone_are_not_judged():
    assert outcome(pair(sky={"imaging": "F770W"}), "BKG809")[0] == "not-applicable"


def test_the_advice_to_take_other_filters_leads_here():
    xml = imager_pair(science={"imaging": "F560W"})
    assert faults_beside_angles(xml) == ["BKG807 info 2", "BKG809 info 2"]


def test_two_science_observations_of_one_sky_are_reported_once():
    xml = pair(
        science=rows(*ORDER),
        sky=rows(*reversed(ORDER)) | {"count": 2},
        more_observations=[mrs(3, 1, **rows(*ORDER))],
        links=[group(1, 2, 3)],
    )
    assert faults(xml, select=["BKG809"]) == ["BKG809 info 2"]
    assert only_finding(xml, "BKG809").related_observations == (1, 3)


def test_the_backgrounds_of_two_pairs_are_listed_each_with_its_filter_and_its_science():
    xml = pair(
        science=rows(*ORDER),
        sky=rows(*reversed(ORDER)),
        more_targets=[
            target(3, "NGC-3", north=600, background=[4]),
            target(4, "NGC-3-SKY", north=690, category="Calibration"),
        ],
        more_observations=[mrs(3, **rows(*ORDER)), mrs(4, **rows(*ORDER[:2], "F560W"))],
        more_links=[group(3, 4)],
    )
    reported = only_finding(xml, "BKG809")
    assert (reported.observation, reported.related_observations) == (None, (2, 4))
    assert [(one.measured, one.related_observations) for one in reported.evidence.each] == [
        ("F1130W", (1,)),
        ("F560W", (3,)),
    ]
