"""What a configuration changes: intents, thresholds, the rules that run."""

from __future__ import annotations

from aptcheck.testing import exposure, pair
from tests.judging import faults

SHALLOW = pair(sky={"integrations": 1}, science={"integrations": 4})


def test_an_intent_by_observation_number_decides() -> None:
    assert "BKG301 error 2" in faults(SHALLOW, intents={"1": {"strategy": "pixel"}})


def test_an_intent_by_target_glob_decides_and_the_number_comes_first() -> None:
    by_glob = {"NGC-*": {"strategy": "pixel"}}
    assert "BKG301 error 2" in faults(SHALLOW, intents=by_glob)
    assert "BKG301 error 2" not in faults(SHALLOW, intents={**by_glob, "1": {"strategy": "master"}})


def test_a_threshold_moves_a_limit() -> None:
    far = pair(sky_target={"north": 150.0})
    assert faults(far) == ["BKG601 info 2"]
    assert faults(far, thresholds={"separation_info_arcmin": 3.0}) == []


def test_an_ignored_family_is_silent() -> None:
    mismatch = pair(sky={"exposures": [exposure("SHORT", groups=40)]})
    assert faults(mismatch, ignore=("BKG2", "BKG3")) == []
