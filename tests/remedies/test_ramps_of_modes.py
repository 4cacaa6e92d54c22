"""Ngroups, readout and integrations of a background in modes other than the MRS."""

from __future__ import annotations

from typing import Any

import pytest

from aptcheck.testing import (
    coronagraph,
    coronagraph_filter,
    fixed_slits,
    group,
    ifu,
    image,
    lrs,
    pair,
    target,
)
from tests.fixing.correcting import codes, correction, left, model_after, remaining
from tests.rules.other_modes import pair_of

SKY: dict[str, Any] = {"background_quadrant": "1"}
PIXEL = {"*": {"strategy": "pixel"}}


def alike(build: Any, **both: Any) -> bytes:
    return pair_of(build, both=both).xml


@pytest.mark.parametrize(
    ("build", "both", "safe"),
    [
        (coronagraph, SKY, True),
        (image, {}, False),
        (lrs, {}, False),
        (lrs, {"subarray": "SLITLESSPRISM"}, False),
    ],
)
@pytest.mark.parametrize("slip", [{"groups": 7}, {"readout": "SLOWR1"}])
def test_ramps_follow_the_science(
    build: Any, both: dict[str, Any], safe: bool, slip: dict[str, Any]
) -> None:
    science = {"acquisition": "NONE"} if build is coronagraph else {}
    document = pair_of(build, both=both, science=science, sky=slip)
    found = correction(document, unsafe=not safe, select=["BKG201", "BKG202"])
    assert [one.kind for one in found.fixed] == ["safe" if safe else "unsafe"]
    assert remaining(found, select=["BKG2", "APT"]) == []
    assert found.data == pair_of(build, both=both, science=science).xml
    assert found.cost == found.fixed[0].cost == ""


@pytest.mark.parametrize("build", [ifu, fixed_slits])
def test_for_pixel_subtraction_nirspec_gets_them_when_asked(build: Any) -> None:
    document = pair_of(build, sky={"groups": 7})
    assert left(correction(document, unsafe=False, select=["BKG2"], intents=PIXEL)) == ["BKG201"]
    found = correction(document, select=["BKG2"], intents=PIXEL)
    assert codes(found) == ["BKG201"]
    assert found.data == alike(build)


def test_a_background_that_is_also_science_is_left_alone() -> None:
    document = pair_of(
        coronagraph,
        sky={**SKY, "groups": 7},
        sky_target={"background": [3]},
        more_targets=[target(3, "FAR-SKY", north=800)],
        more_observations=[coronagraph(3, 3, **SKY, groups=7)],
        links=[group(1, 2, 3)],
    )
    assert not correction(document, select=["BKG201", "BKG212", "BKG411"]).differs


def test_where_science_targets_disagree_the_majority_is_matched() -> None:
    document = pair_of(
        coronagraph,
        sky={**SKY, "groups": 7},
        more_targets=[target(n, f"STAR-{n}", background=[2], north=60 * n) for n in (3, 4)],
        more_observations=[coronagraph(n, n, groups=600) for n in (3, 4)],
        links=[group(1, 2), group(2, 3), group(2, 4)],
    )
    assert not correction(document, unsafe=False, select=["BKG201"]).differs
    found = correction(document, select=["BKG201"])
    assert left(found) == ["BKG201"]
    sky = model_after(found).observations[1].coronagraphy
    assert sky is not None
    assert [row.groups for row in sky.exposures] == [600]


def test_subarrays_are_matched_one_by_one() -> None:
    more = [image(3, 1, subarray="SUB256", groups=9), image(4, 2, subarray="SUB256", groups=5)]
    document = pair_of(image, more_observations=more, links=[group(1, 2, 3, 4)])
    found = correction(document, select=["BKG201"])
    assert codes(found) == ["BKG201"]
    forms = [one.imaging for one in model_after(found).observations]
    assert [form.exposures[0].groups for form in forms if form is not None] == [20, 20, 9, 9]


def test_a_retired_readout_is_not_copied() -> None:
    document = pair_of(image, science={"readout": "FAST"}, sky={"readout": "SLOWR1"})
    found = correction(document, select=["BKG202", "APT003"])
    assert codes(found) == ["APT003", "BKG202"]
    assert found.data == alike(image)


def test_integrations_follow_the_science_only_when_requested() -> None:
    document = pair_of(coronagraph, sky={**SKY, "integrations": 3})
    assert left(correction(document, unsafe=False, select=["BKG212"])) == ["BKG212"]
    found = correction(document, select=["BKG212"])
    assert found.data == pair_of(coronagraph, sky=SKY).xml
    rows = [coronagraph_filter(integrations=n) for n in (10, 20)]
    two = pair_of(coronagraph, science={"exposures": rows}, sky={**SKY, "integrations": 3})
    assert left(correction(two, select=["BKG212"])) == ["BKG212"]


def test_a_total_that_leaves_out_other_modes_says_so() -> None:
    document = pair(
        sky={"groups": 14},
        more_targets=[target(3, "NGC-2", background=[4], north=300), target(4, "S", north=500)],
        more_observations=[image(3, 3), image(4, 4, groups=5)],
        more_links=[group(3, 4)],
    )
    alone = correction(document, unsafe=False, select=["BKG201"]).cost
    both = correction(document, select=["BKG201"]).cost
    assert " in all " in alone
    assert " in all " not in both
    assert both
