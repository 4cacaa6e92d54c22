"""What the proposer means to do, set or inferred, and what the pipeline will make of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.background.intent import predicted_source_type, resolve
from aptcheck.config import IntentSetting
from aptcheck.model import DitherPattern, Target
from tests.background.model import mrs, row

EXTENTS = st.sampled_from(["YES", "NO", "Unknown", None])
DITHERS = st.sampled_from(["POINT SOURCE", "EXTENDED SOURCE", "ALL", "CHANNEL 1"])


def target(extended="Unknown", name="NGC-7469"):
    return Target(number=1, name=name, extended=extended)


def intent(extended="Unknown", dither="ALL", *, edge=False, settings=None, **observation):
    return resolve(
        mrs(1, row(), optimized_for=dither, **observation),
        target(extended),
        {key: IntentSetting(**value) for key, value in (settings or {}).items()},
        has_background=edge,
    )


@pytest.mark.parametrize(
    ("extended", "dither", "expected"),
    [
        ("YES", "POINT SOURCE", "extended"),
        ("NO", "EXTENDED SOURCE", "isolated-point"),
        ("Unknown", "POINT SOURCE", "isolated-point"),
        ("Unknown", "EXTENDED SOURCE", "extended"),
        ("Unknown", "ALL", "unknown"),
        (None, "CHANNEL 2", "unknown"),
    ],
)
def test_the_class_follows_the_target_form_then_the_dither(extended, dither, expected):
    inferred = intent(extended, dither)
    assert (inferred.source_class, inferred.class_set) == (expected, False)
    assert inferred.inferred == " (inferred)"


def test_a_pattern_that_no_exposure_uses_tells_nothing():
    bare = resolve(
        mrs(1, row(dither=None), optimized_for="POINT SOURCE"), target(), {}, has_background=False
    )
    assert bare.source_class == "unknown"


def test_patterns_of_both_kinds_tell_nothing():
    observation = mrs(1, row(1), row(2, dither=2))
    dithers = (
        DitherPattern(index=1, optimized_for="POINT SOURCE"),
        DitherPattern(index=2, optimized_for="EXTENDED SOURCE"),
    )
    template = observation.mrs.model_copy(update={"dithers": dithers})
    both = observation.model_copy(update={"mrs": template})
    assert resolve(both, target(), {}, has_background=False).source_class == "unknown"


@pytest.mark.parametrize(
    ("edge", "source_class", "expected"),
    [
        (True, "isolated-point", "master"),
        (True, "extended", "master"),
        (False, "isolated-point", "annulus"),
        (False, "faint-point", "annulus"),
        (False, "extended", "master"),
        (False, "faint-extended", "master"),
    ],
)
def test_auto_is_master_beside_a_background_and_annulus_for_a_point_without(
    edge, source_class, expected
):
    found = intent(edge=edge, settings={"1": {"source_class": source_class}})
    assert (found.strategy, found.strategy_set) == (expected, False)


@given(EXTENTS, DITHERS, st.booleans())
def test_what_is_set_is_never_inferred(extended, dither, edge):
    setting = {"strategy": "pixel", "source_class": "faint-extended"}
    found = intent(extended, dither, edge=edge, settings={"NGC-*": setting})
    assert (found.strategy, found.source_class) == ("pixel", "faint-extended")
    assert (found.strategy_set, found.class_set, found.inferred) == (True, True, "")
    assert found.is_extended


def test_the_observation_number_comes_before_a_name_and_the_first_glob_wins():
    settings = {
        "NGC-*": {"strategy": "pixel"},
        "*": {"strategy": "external"},
        "2": {"strategy": "none"},
    }
    assert intent(settings=settings).strategy == "pixel"
    assert intent(settings={**settings, "1": {"strategy": "annulus"}}).strategy == "annulus"


@pytest.mark.parametrize(
    ("strategy", "subtracts"),
    [("pixel", True), ("master", True), ("shadow", True),
     ("annulus", False), ("external", False), ("none", False)],
)  # fmt: skip
def test_which_plans_subtract_a_background_of_this_proposal(strategy, subtracts):
    assert intent(settings={"1": {"strategy": strategy}}).subtracts_background is subtracts


def test_bright_is_a_setting_or_the_persistence_requirement():
    assert intent(persistence_risk=True).bright
    assert intent(settings={"1": {"bright": True}}).bright
    assert not intent().bright


@given(EXTENTS, DITHERS, st.booleans(), st.booleans())
def test_the_source_type_follows_the_order_of_the_pipeline(extended, dither, series, background):
    found = predicted_source_type(
        mrs(1, row(), optimized_for=dither, time_series=series),
        target(extended),
        background=background,
    )
    if background:
        expected = "EXTENDED"
    elif series:
        expected = "POINT"
    elif extended in ("YES", "NO"):
        expected = {"YES": "EXTENDED", "NO": "POINT"}[extended]
    else:
        expected = "POINT" if dither == "POINT SOURCE" else "EXTENDED"
    assert found == expected
