from __future__ import annotations

from typing import Any

import pytest

from aptcheck.background.leakage import one_sided, uncorrected
from aptcheck.testing import group, ifu, ifu_exposure, mosaic, outcome
from tests.background.reading import graph_in
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

PRISM, RED = ("PRISM", "CLEAR"), ("G395H", "F290LP")
PLAIN: dict[str, Any] = {"exposures": [ifu_exposure(*PRISM)]}
ONE: dict[str, Any] = {
    "exposures": [ifu_exposure(*PRISM), ifu_exposure(*PRISM, leakcal=True, dithered=False)]
}
EACH = {"exposures": [ifu_exposure(*PRISM), ifu_exposure(*PRISM, leakcal=True)]}


def fingerprint(sky, **change):
    (fault,) = findings(pair_of(ifu, science=PLAIN, sky=sky, **change), select=["BKG85"])
    assert (fault.code, fault.severity.value) == ("BKG852", "warning")
    assert fault.related_observations == (1,)
    return fault.fingerprint


SINGLE = fingerprint(ONE)


def test_several_are_another_finding_than_a_single_one():
    assert fingerprint(EACH) != SINGLE


def test_one_at_each_tile_is_several():
    assert fingerprint({**ONE, "tiles": mosaic(1, 2)}) == fingerprint(EACH)


def test_at_the_only_position_it_is_a_single_one():
    assert fingerprint({**EACH, "points": 1}) == SINGLE


def test_one_in_each_of_two_backgrounds_is_several():
    xml = pair_of(
        ifu,
        science=PLAIN,
        sky=ONE,
        more_observations=[ifu(3, 2, label="NGC-1 background", **ONE)],
        links=[group(1, 2, 3)],
    )
    (fault,) = findings(xml, select=["BKG85"])
    assert [one.observation for one in fault.evidence.each] == [2, 3]
    assert fault.code == "BKG852"


def test_settings_with_one_and_with_several_are_two_findings():
    rows = [
        *ONE["exposures"],
        ifu_exposure(*RED),
        ifu_exposure(*RED, leakcal=True),
    ]
    xml = pair_of(ifu, both={"settings": [PRISM, RED]}, sky={"exposures": rows})
    assert faults(xml, select=["BKG85"]) == ["BKG852 warning 2", "BKG852 warning 2"]


def test_one_on_both_sides_passes():
    assert faults(pair_of(ifu, science=EACH, sky=ONE), select=["BKG85"]) == []


def test_only_the_science_without_one_is_related():
    xml = pair_of(
        ifu,
        science=ONE,
        sky=ONE,
        more_observations=[ifu(3, 1, **PLAIN)],
        links=[group(1, 2, 3)],
    )
    (fault,) = findings(xml, select=["BKG85"])
    assert fault.related_observations == (3,)


@pytest.mark.parametrize("strategy", ["none", "external"])
def test_where_nothing_is_subtracted_it_is_not_applicable(strategy):
    xml = pair_of(ifu, science=PLAIN, sky=ONE)
    intents = {"*": {"strategy": strategy}}
    assert outcome(xml, "BKG852", intents=intents)[0] == "not-applicable"


def test_an_unknown_number_of_positions_is_not_checked():
    xml = pair_of(ifu, science=PLAIN, sky={**EACH, "points": "some"})
    assert faults(xml, select=["BKG852"]) == []
    assert outcome(xml, "BKG852")[0] == "not-checked"


def test_a_calibration_of_the_science_that_cannot_be_read_may_be_the_one():
    row = ifu_exposure(None, "CLEAR", leakcal=True)
    xml = pair_of(ifu, science={"exposures": [ifu_exposure(*PRISM), row]}, sky=ONE)
    assert faults(xml, select=["BKG852"]) == []
    assert outcome(xml, "BKG852")[0] == "not-checked"


def test_calibrations_of_the_science_in_an_observation_of_their_own_are_reported_there():
    apart = ifu(3, 1, exposures=[ONE["exposures"][1]])
    xml = pair_of(ifu, science=PLAIN, sky=ONE, more_observations=[apart], links=[group(1, 2, 3)])
    assert faults(xml, select=["BKG85"]) == ["BKG853 warning 3"]


def test_another_background_without_one_keeps_its_leakage():
    again = ifu(3, 2, label="NGC-1 background", **PLAIN)
    links = [group(1, 2, 3)]
    xml = pair_of(ifu, science=PLAIN, sky=ONE, more_observations=[again], links=links)
    graph = graph_in(xml, "nirspec-ifu")
    (background,) = graph.declared.backgrounds
    (side,) = one_sided(background, uncorrected(graph))
    assert (side.skies, side.bare_skies, side.count) == ((2,), (3,), 1)
    assert faults(xml, select=["BKG85"]) == ["BKG852 warning 2"]
