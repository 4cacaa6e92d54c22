from __future__ import annotations

import pytest

from aptcheck.finding import Evidence
from aptcheck.testing import (
    fixed_slits,
    group,
    ifu,
    image,
    lrs,
    mrs,
    outcome,
    pair,
    proposal,
    target,
)
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

DOUBLE = pair(sky={"integrations": 2})


def test_twice_the_depth_is_more_than_a_master_background_needs():
    assert faults(DOUBLE) == ["BKG302 info 2"]


@pytest.mark.parametrize(("sky", "expected"), [(3, []), (4, ["BKG302 info 2"])])
def test_half_as_much_again_passes(sky, expected):
    assert faults(pair(science={"integrations": 2}, sky={"integrations": sky})) == expected


def test_pixel_subtraction_profits_from_depth():
    intents = {"1": {"strategy": "pixel"}}
    assert outcome(DOUBLE, "BKG302", intents=intents)[0] == "not-applicable"


def test_the_evidence_has_the_ratio():
    (fault,) = findings(DOUBLE)
    assert fault.evidence == Evidence(measured=2.0, limit=1.5)
    assert fault.related_observations == (1,)


def test_a_shared_background_is_compared_with_the_deepest_science():
    xml = proposal(
        targets=[
            target(1, "NGC-1", background=[2]),
            target(2, "SKY", north=90),
            target(3, "NGC-3", background=[2], north=10),
        ],
        observations=[mrs(1), mrs(2, integrations=4), mrs(3, integrations=4)],
        links=[group(1, 2, 3)],
    )
    assert faults(xml, select=["BKG302"]) == []


def test_an_unknown_readout_is_not_checked():
    assert outcome(pair(both={"readout": "FASTGRPAVG16"}), "BKG302")[0] == "not-checked"


def test_a_background_without_a_common_setting_has_no_ratio():
    xml = pair(science={"gratings": ("SHORT",)}, sky={"gratings": ("LONG",)})
    assert outcome(xml, "BKG302")[0] == "not-applicable"
    assert outcome(xml, "BKG301")[0] == "not-applicable"


@pytest.mark.parametrize(("build", "both"), [(ifu, {}), (fixed_slits, {"subpixel": "NONE"})])
def test_twice_the_groups_are_more_than_nirspec_needs(build, both):
    xml = pair_of(build, both=both, sky={"integrations": 2})
    (fault,) = findings(xml, select=["BKG302"])
    assert (fault.severity.value, fault.observation) == ("info", 2)
    assert fault.evidence == Evidence(measured=2.0, limit=1.5)
    assert faults(pair_of(build, both=both), select=["BKG302"]) == []


def test_the_lrs_has_a_master_background_where_it_is_set():
    xml = pair_of(lrs, sky={"integrations": 2})
    assert outcome(xml, "BKG302") == ("not-applicable", "the strategy is not master")
    master = {"*": {"strategy": "master"}}
    assert faults(xml, intents=master, select=["BKG302"]) == ["BKG302 info 2"]


def test_images_profit_from_depth():
    assert outcome(pair_of(image, sky={"integrations": 2}), "BKG302")[0] == "not-applicable"
