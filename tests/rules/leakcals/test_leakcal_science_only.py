from __future__ import annotations

from typing import Any

import pytest

from aptcheck.testing import group, ifu, ifu_exposure, mosaic, outcome, target
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

PRISM, RED = ("PRISM", "CLEAR"), ("G395H", "F290LP")
PLAIN: dict[str, Any] = {"exposures": [ifu_exposure(*PRISM)]}
ONE = {"exposures": [ifu_exposure(*PRISM), ifu_exposure(*PRISM, leakcal=True, dithered=False)]}
EACH: dict[str, Any] = {"exposures": [ifu_exposure(*PRISM), ifu_exposure(*PRISM, leakcal=True)]}


def reported(science, sky, **change):
    return faults(pair_of(ifu, science=science, sky=sky, **change), select=["BKG851"])


@pytest.mark.parametrize("science", [ONE, EACH, {**ONE, "tiles": mosaic(1, 2)}])
def test_a_background_without_one_is_asked_about(science):
    (fault,) = findings(pair_of(ifu, science=science, sky=PLAIN), select=["BKG85"])
    assert (fault.code, fault.severity.value) == ("BKG851", "warning")
    assert (fault.observation, fault.related_observations) == (2, (1,))
    assert fault.target == "NGC-1-SKY"


@pytest.mark.parametrize("sky", [ONE, EACH])
@pytest.mark.parametrize("science", [ONE, EACH])
def test_one_on_both_sides_passes(science, sky):
    assert faults(pair_of(ifu, science=science, sky=sky), select=["BKG85"]) == []


def test_none_at_all_is_not_applicable():
    assert outcome(pair_of(ifu), "BKG851")[0] == "not-applicable"


def test_of_two_backgrounds_the_one_without_is_named():
    both = pair_of(
        ifu,
        science=ONE,
        sky=ONE,
        more_observations=[ifu(3, 2, label="NGC-1 background", **PLAIN)],
        links=[group(1, 2, 3)],
    )
    assert faults(both, select=["BKG85"]) == ["BKG851 warning 3"]


def test_only_the_science_that_has_one_is_related():
    xml = pair_of(
        ifu,
        science=ONE,
        sky=PLAIN,
        more_observations=[ifu(3, 1, **PLAIN)],
        links=[group(1, 2, 3)],
    )
    (fault,) = findings(xml, select=["BKG85"])
    assert fault.related_observations == (1,)


def test_similar_pairs_are_one_finding_with_each():
    xml = pair_of(
        ifu,
        science=ONE,
        sky=PLAIN,
        more_targets=[
            target(3, "NGC-3", east=2000, background=[4]),
            target(4, "NGC-3-SKY", east=2300),
        ],
        more_observations=[ifu(3, 3, **EACH), ifu(4, 4, **PLAIN)],
        links=[group(1, 2), group(3, 4)],
    )
    (fault,) = findings(xml, select=["BKG85"])
    assert [(m.observation, m.measured, m.related_observations) for m in fault.evidence.each] == [
        (2, "PRISM/CLEAR", (1,)),
        (4, "PRISM/CLEAR", (3,)),
    ]


def test_a_setting_that_the_background_does_not_use_needs_no_calibration():
    science = {"exposures": [*ONE["exposures"], ifu_exposure(*RED)]}
    assert reported(science, {"exposures": [ifu_exposure(*RED)]}) == []


@pytest.mark.parametrize("strategy", ["none", "external"])
def test_where_nothing_is_subtracted_it_is_not_applicable(strategy):
    xml = pair_of(ifu, science=ONE, sky=PLAIN)
    intents = {"*": {"strategy": strategy}}
    assert outcome(xml, "BKG851", intents=intents)[0] == "not-applicable"


def test_a_suspected_background_is_one_severity_lower():
    assert reported(ONE, PLAIN, declared=False) == ["BKG851 info 2"]


def test_a_calibration_that_cannot_be_read_may_be_the_one():
    row = ifu_exposure("PRISM", None, leakcal=True)
    xml = pair_of(ifu, science=ONE, sky={"exposures": [ifu_exposure(*PRISM), row]})
    assert faults(xml, select=["BKG851"]) == []
    assert outcome(xml, "BKG851")[0] == "not-checked"


def test_calibrations_of_a_background_in_an_observation_of_their_own_go_to_the_science_alone():
    apart = ifu(3, 2, label="NGC-1 background", exposures=[ONE["exposures"][1]])
    xml = pair_of(ifu, science=ONE, sky=PLAIN, more_observations=[apart], links=[group(1, 2, 3)])
    assert faults(xml, select=["BKG85"]) == ["BKG851 warning 2"]
