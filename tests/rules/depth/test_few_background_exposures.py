from __future__ import annotations

from aptcheck.testing import dither, exposure, group, mosaic, mrs, outcome, pair, proposal, target
from tests.judging import faults, findings

PIXEL = {"*": {"strategy": "pixel"}}


def test_four_exposures_are_few_for_pixel_subtraction():
    assert faults(pair(), intents=PIXEL, select=["BKG303"]) == ["BKG303 info 2"]


def test_eight_exposures_pass():
    assert faults(pair(both={"count": 2}), intents=PIXEL, select=["BKG303"]) == []
    assert faults(pair(sky={"tiles": mosaic(2, 1)}), intents=PIXEL, select=["BKG303"]) == []


def test_another_strategy_needs_no_clip():
    assert outcome(pair(), "BKG303")[0] == "not-applicable"


def test_the_thinnest_setting_decides():
    rows = [exposure("SHORT", count=3), exposure("MEDIUM", count=1), exposure("LONG", count=3)]
    (fault,) = findings(pair(both={"exposures": rows}), intents=PIXEL, select=["BKG303"])
    assert (fault.evidence.measured, fault.evidence.limit) == (4, 8)
    assert (fault.observation, fault.related_observations) == (2, (1,))


def test_several_pairs_are_told_once():
    xml = proposal(
        targets=[
            target(1, "NGC-1", background=[2]),
            target(2, "SKY-2", north=90),
            target(3, "NGC-3", background=[4], east=900),
            target(4, "SKY-4", east=990),
        ],
        observations=[mrs(n) for n in (1, 2, 3, 4)],
        links=[group(1, 2), group(3, 4)],
    )
    (fault,) = findings(xml, intents=PIXEL, select=["BKG303"])
    assert (fault.observation, fault.related_observations) == (None, (2, 4))


def test_an_unknown_dither_is_not_checked():
    xml = pair(sky={"dithers": [dither("Cycling")]})
    assert outcome(xml, "BKG303", intents=PIXEL)[0] == "not-checked"


def test_a_draft_is_spared_the_advice():
    assert faults(pair(), intents=PIXEL, select=["BKG303"], profile="draft") == []


def test_the_limit_rests_on_what_a_3_sigma_clip_can_reject():
    """One outlier x among N - 1 zeros: the median is 0, the deviation x sqrt(N - 1) / N."""
    rejects = {n: n / (n - 1) ** 0.5 > 3 for n in range(3, 12)}
    assert [n for n, able in rejects.items() if able] == [8, 9, 10, 11]


def test_a_grating_without_a_background_is_left_to_its_own_rule():
    xml = pair(both={"count": 2}, sky={"gratings": ("SHORT",)})
    assert faults(xml, intents=PIXEL, select=["BKG303"]) == []
