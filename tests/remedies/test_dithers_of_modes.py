"""The dither of an IFU background, made like that of the science."""

from __future__ import annotations

from typing import Any

import pytest

from aptcheck.testing import group, ifu, ifu_exposure, target
from tests.fixing.correcting import codes, correction, left, model_after, reasons, remaining
from tests.rules.other_modes import pair_of

NOD: dict[str, Any] = {"dither": "4-POINT-NOD"}
FOUR: dict[str, Any] = {"dither": "4-POINT-DITHER"}
BARE = {"dithered": False}
ONE, TWO = ("G235H", "F170LP"), ("G395H", "F290LP")


def alike(build: Any, **both: Any) -> bytes:
    return pair_of(build, both=both).xml


@pytest.mark.parametrize(
    ("science", "sky"),
    [
        (NOD, FOUR),
        (FOUR, NOD),
        (NOD, {}),
        ({}, NOD),
        ({"size": "LARGE", "points": 9}, FOUR),
        ({}, BARE),
        (NOD, {**NOD, **BARE}),
        (BARE, {}),
        (FOUR, BARE),
    ],
)
def test_the_background_is_dithered_like_the_science(
    science: dict[str, Any], sky: dict[str, Any]
) -> None:
    document = pair_of(ifu, science=science, sky=sky)
    assert left(correction(document, unsafe=False, select=["BKG410"])) == ["BKG410"]
    found = correction(document, select=["BKG410"])
    assert codes(found) == ["BKG410"]
    assert remaining(found, select=["BKG410", "APT"]) == []
    if science != BARE:
        assert found.data == alike(ifu, **science)


@pytest.mark.parametrize(
    ("science", "sky"),
    [
        ({"dither": "2-POINT-NOD"}, {}),
        ({}, {"dither": "SPARSE-CYCLING", "listed": "1, 5"}),
        ({}, {"dither": "NONE"}),
    ],
)
def test_unknown_spellings_are_left_to_apt(science: dict[str, Any], sky: dict[str, Any]) -> None:
    found = correction(pair_of(ifu, science=science, sky=sky), select=["BKG410"])
    assert left(found) == ["BKG410"]
    assert "does not know" in reasons(found)


@pytest.mark.parametrize("gone", [{"size": None}, {"points": None}])
def test_a_cycling_pattern_is_copied_whole_or_not_at_all(gone: dict[str, Any]) -> None:
    assert not correction(pair_of(ifu, science=gone, sky=NOD), select=["BKG410"]).differs


def test_science_with_two_patterns_is_left_alone() -> None:
    document = pair_of(
        ifu,
        science=NOD,
        more_targets=[target(3, "NGC-3", background=[2], north=700)],
        more_observations=[ifu(3, 3)],
        links=[group(1, 2, 3)],
    )
    assert not correction(document, select=["BKG410"]).differs


def test_a_match_is_not_removed() -> None:
    science = [ifu_exposure(*ONE), ifu_exposure(*TWO, dithered=False)]
    document = pair_of(ifu, science={"exposures": science}, sky={"settings": [ONE, TWO]})
    found = correction(document, select=["BKG410"])
    assert codes(found) == ["BKG410"]
    form = model_after(found).observations[1].ifu
    assert form is not None
    assert [row.dithered for row in form.exposures] == [True, False]
    two_patterns = pair_of(
        ifu,
        science={"settings": [ONE]},
        sky={"settings": [ONE, TWO]},
        more_targets=[target(3, "NGC-3", background=[2], north=700)],
        more_observations=[ifu(3, 3, settings=[TWO], **NOD)],
        links=[group(1, 2, 3)],
    )
    assert not correction(two_patterns, select=["BKG410"]).differs
