"""A time series has a dedicated background, which the pipeline will not use."""

from __future__ import annotations

from aptcheck.testing import mrs, pair, proposal, target, time_series
from tests.judging import faults, findings


def test_a_time_series_with_a_background_is_a_warning() -> None:
    (finding,) = findings(pair(science={"special": [time_series()]}))
    assert (finding.code, finding.severity.value) == ("BKG114", "warning")
    assert (finding.observation, finding.related_observations) == (2, (1,))


def test_a_time_series_without_a_background_is_clean() -> None:
    document = proposal(targets=[target(1)], observations=[mrs(1, special=[time_series()])])
    assert faults(document, select=["BKG114"]) == []


def test_an_ordinary_pair_is_clean() -> None:
    assert faults(pair()) == []
