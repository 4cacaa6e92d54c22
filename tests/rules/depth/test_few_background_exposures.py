from __future__ import annotations

import pytest

from aptcheck.testing import (
    coronagraph,
    dither,
    exposure,
    group,
    ifu,
    image,
    image_dither,
    lrs,
    mosaic,
    mrs,
    outcome,
    pair,
    proposal,
    target,
)
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

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


def test_several_pairs_are_reported_once():
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


def test_a_draft_leaves_out_the_advice():
    assert faults(pair(), intents=PIXEL, select=["BKG303"], profile="draft") == []


def test_the_limit_rests_on_what_a_3_sigma_clip_can_reject():
    """One outlier x among N - 1 zeros: the median is 0, the deviation x sqrt(N - 1) / N."""
    rejects = {n: n / (n - 1) ** 0.5 > 3 for n in range(3, 12)}
    assert [n for n, able in rejects.items() if able] == [8, 9, 10, 11]


def test_a_grating_without_a_background_is_left_to_its_own_rule():
    xml = pair(both={"count": 2}, sky={"gratings": ("SHORT",)})
    assert faults(xml, intents=PIXEL, select=["BKG303"]) == []


FOUR = {"dithers": [image_dither("4-Point-Sets", points=None, sets=1)]}
EIGHT = {"dithers": [image_dither("4-Point-Sets", points=None, sets=2)]}


def test_few_images_are_a_warning():
    (fault,) = findings(pair_of(image, sky=FOUR), select=["BKG303"])
    assert (fault.severity.value, fault.observation) == ("warning", 2)
    assert (fault.evidence.measured, fault.evidence.limit) == (4, 8)


@pytest.mark.parametrize("none", [{"count": 0}, {"dithers": [image_dither(points=0)]}])
def test_images_that_are_not_taken_leave_no_hole(none):
    assert faults(pair_of(image, sky=none), select=["BKG303", "APT9"]) == ["BKG303 warning 2"]


def test_eight_positions_of_images_pass():
    assert faults(pair_of(image, sky=EIGHT), select=["BKG303"]) == []
    assert faults(pair_of(image, sky=FOUR | {"tiles": mosaic(2, 1)}), select=["BKG303"]) == []


def test_a_star_is_in_every_exposure_of_its_position():
    (fault,) = findings(pair_of(image, sky=FOUR | {"count": 2}), select=["BKG303"])
    assert fault.severity.value == "info"
    assert (fault.evidence.measured, fault.evidence.unit) == (4, "positions")


@pytest.mark.parametrize("repeats", [1, 3, 8, 12])
@pytest.mark.parametrize("positions", [2, 4, 7, 8])
def test_repeats_at_one_position_do_not_help_to_reject_a_star(positions, repeats):
    """A share p of values x among zeros deviates by 1 / sqrt(p (1 - p)) whatever their number."""
    values = [1.0] * repeats + [0.0] * (repeats * (positions - 1))
    mean = sum(values) / len(values)
    spread = (sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5
    assert (1 / spread > 3) == (positions >= 8)


@pytest.mark.parametrize(
    ("build", "sky"),
    [(coronagraph, {"background_quadrant": "1", "second_exposure": "NO"}), (lrs, {"count": 3})],
)
def test_few_exposures_of_coronagraphs_and_the_slit_are_an_info(build, sky):
    assert faults(pair_of(build, sky=sky), select=["BKG303"]) == ["BKG303 info 2"]
    assert faults(pair_of(build, sky=sky), select=["BKG303"], profile="draft") == []


def test_a_coronagraph_at_apts_own_positions_is_left_as_it_is():
    assert faults(pair_of(coronagraph, sky={"background_quadrant": "1"}), select=["BKG303"]) == []


def test_images_at_one_position_are_left_to_the_rule_that_says_more():
    xml = pair_of(image, sky={"dithers": None, "dither": "None"})
    assert faults(xml, select=["BKG303", "BKG4"]) == ["BKG401 error 2"]


@pytest.mark.parametrize("build", [lrs, coronagraph])
def test_so_is_one_position_of_the_slit_and_of_coronagraphs(build):
    sky = {"dither": "NONE"}
    if build is coronagraph:
        sky |= {"background_quadrant": "1", "second_exposure": "NO"}
    assert faults(pair_of(build, sky=sky), select=["BKG303"]) == []
    assert outcome(pair_of(build, sky=sky), "BKG303")[0] == "not-applicable"


def test_the_ifu_and_the_slit_without_a_prism_are_not_judged():
    assert outcome(pair_of(ifu), "BKG303")[0] == "not-applicable"
    assert (
        outcome(pair_of(lrs, both={"subarray": "SLITLESSPRISM"}), "BKG303")[0] == "not-applicable"
    )


def test_images_that_are_not_subtracted_need_no_clip():
    none = {"*": {"strategy": "none"}}
    assert outcome(pair_of(image, sky=FOUR), "BKG303", intents=none)[0] == "not-applicable"
