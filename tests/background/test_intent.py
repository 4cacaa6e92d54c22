"""What the proposer means to do, set or inferred."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.background.intent import resolve
from aptcheck.config import IntentSetting
from aptcheck.testing import dither, exposure, mrs, persistence_risk, proposal, target
from tests.reading import model_of

EXTENTS = st.sampled_from(["YES", "NO", "Unknown", None])
DITHERS = st.sampled_from(["POINT SOURCE", "EXTENDED SOURCE", "ALL", "CHANNEL 1"])


def read_with_target(extended="Unknown", optimized="ALL", **observation):
    """Return an observation and its target as they are read."""
    changes = {"gratings": ["SHORT"], "dithers": [dither("4-Point", optimized)], **observation}
    read = model_of(
        proposal(
            targets=[target(1, "NGC-7469", extended=extended)], observations=[mrs(1, **changes)]
        )
    )
    return read.observations[0], read.targets[0]


def intent(extended="Unknown", optimized="ALL", *, edge=False, setting=None, **observation):
    read, its_target = read_with_target(extended, optimized, **observation)
    return resolve(
        read,
        its_target,
        IntentSetting(**setting) if setting is not None else None,
        has_background=edge,
    )


@pytest.mark.parametrize(
    ("extended", "optimized", "expected"),
    [
        ("YES", "POINT SOURCE", "extended"),
        ("NO", "EXTENDED SOURCE", "isolated-point"),
        ("Unknown", "POINT SOURCE", "isolated-point"),
        ("Unknown", "EXTENDED SOURCE", "extended"),
        ("Unknown", "ALL", "unknown"),
        (None, "CHANNEL 2", "unknown"),
    ],
)
def test_the_class_follows_the_target_form_then_the_dither(extended, optimized, expected):
    inferred = intent(extended, optimized)
    assert (inferred.source_class, inferred.class_set) == (expected, False)
    assert inferred.inferred == " (inferred)"


def test_a_pattern_that_no_exposure_uses_does_not_count():
    assert intent(optimized="POINT SOURCE", dither="None").source_class == "unknown"


def test_patterns_of_both_kinds_do_not_count():
    both = intent(
        dithers=[dither("4-Point", "POINT SOURCE"), dither("4-Point", "EXTENDED SOURCE")],
        exposures=[exposure(dither="Dither 1"), exposure(dither="Dither 2")],
    )
    assert both.source_class == "unknown"


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
def test_auto_is_master_with_a_background_and_annulus_for_a_point_without(
    edge, source_class, expected
):
    found = intent(edge=edge, setting={"source_class": source_class})
    assert (found.strategy, found.strategy_set) == (expected, False)


@given(EXTENTS, DITHERS, st.booleans())
def test_what_is_set_is_never_inferred(extended, optimized, edge):
    setting = {"strategy": "pixel", "source_class": "faint-extended"}
    found = intent(extended, optimized, edge=edge, setting=setting)
    assert (found.strategy, found.source_class) == ("pixel", "faint-extended")
    assert (found.strategy_set, found.class_set, found.inferred) == (True, True, "")
    assert found.is_extended


@pytest.mark.parametrize(
    ("strategy", "subtracts"),
    [("pixel", True), ("master", True), ("shadow", True),
     ("annulus", False), ("external", False), ("none", False)],
)  # fmt: skip
def test_which_plans_subtract_a_background_of_this_proposal(strategy, subtracts):
    assert intent(setting={"strategy": strategy}).subtracts_background is subtracts


def test_a_fixed_target_has_no_shadow():
    found = intent("NO", "POINT SOURCE", setting={"strategy": "shadow"})
    assert (found.strategy, found.strategy_set) == ("annulus", False)


def test_bright_is_a_setting_or_the_persistence_requirement():
    assert intent(special=[persistence_risk()]).bright
    assert intent(setting={"bright": True}).bright
    assert not intent().bright
