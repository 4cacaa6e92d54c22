from __future__ import annotations

import pytest

from aptcheck.testing import mrs, outcome, pair, proposal, target
from tests.judging import faults
from tests.rules.imager import faults_beside_angles, imager_pair, only_finding

EXTERNAL = {"1": {"strategy": "external"}}


def test_red_dithered_images_are_reported_once_with_or_without_a_background():
    xml = pair(both={"imaging": "F1500W"})
    assert faults(xml) == ["BKG806 info -"]
    reported = only_finding(xml, "BKG806")
    assert reported.related_observations == (1, 2)
    assert [one.measured for one in reported.evidence.each] == ["F1500W", "F1500W"]
    alone = proposal(
        targets=[target(1, "NGC-1")], observations=[mrs(1, imaging="F1280W"), mrs(2, 1)]
    )
    assert faults(alone, select=["BKG806"]) == ["BKG806 info 1"]
    assert only_finding(alone, "BKG806").related_observations == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"imaging": "F1130W"},
        {"imaging": "F1500W", "dither": "None"},
        {"imaging": "F1500W", "primary": "CHANNEL4"},
        {"imaging": "F1500W", "status": "WITHDRAWN"},
    ],
)
def test_others_are_right(fields):
    assert faults(pair(both=fields), select=["BKG806"]) == []


def test_the_imager_primary_is_right():
    xml = imager_pair(sky={"imaging": "F2100W"}, science={"imaging": "F560W"})
    assert "BKG806" not in " ".join(faults_beside_angles(xml))


def test_without_images_there_is_nothing_to_overlap():
    assert outcome(pair(), "BKG806")[0] == "not-applicable"
