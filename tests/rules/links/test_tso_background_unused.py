"""A time series has a dedicated background, which the pipeline will not use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aptcheck.testing import (
    Document,
    Observation,
    group,
    ifu,
    image,
    lrs,
    mrs,
    other,
    outcome,
    pair,
    proposal,
    target,
    time_series,
)
from tests.judging import faults, findings

TARGETS = [target(1, background=[2]), target(2, "NGC-1-SKY", north=300)]
#: Time series by their own templates.
TEMPLATES = [
    "NirspecBrightObjectTimeSeries",
    "NirissSoss",
    "NircamGrismTimeSeries",
    "NircamTimeSeries",
]


def observed(*observations: Observation) -> Document:
    """Observe NGC-1 and NGC-1-SKY, which it lists, the first two in a link."""
    return proposal(targets=TARGETS, observations=observations, links=[group(1, 2)])


def test_a_time_series_with_a_background_is_a_warning() -> None:
    (finding,) = findings(pair(science={"special": [time_series()]}))
    assert (finding.code, finding.severity.value) == ("BKG114", "warning")
    assert (finding.observation, finding.related_observations) == (2, (1,))


def test_a_background_that_is_marked_as_a_time_series_is_a_warning() -> None:
    (finding,) = findings(pair(sky={"special": [time_series()]}))
    assert (finding.code, finding.severity.value) == ("BKG114", "warning")
    assert (finding.observation, finding.related_observations) == (2, (1,))
    both = pair(both={"special": [time_series()]})
    assert faults(both, select=["BKG114"]) == ["BKG114 warning 2"]


def test_a_time_series_without_a_background_is_clean() -> None:
    document = proposal(targets=[target(1)], observations=[mrs(1, special=[time_series()])])
    assert faults(document, select=["BKG114"]) == []
    assert outcome(document, "BKG114")[0] == "not-applicable"


def test_an_ordinary_pair_is_clean() -> None:
    assert faults(pair()) == []


@pytest.mark.parametrize("make", [image, ifu, lrs])
def test_a_time_series_of_another_mode_is_a_warning(make: Callable[..., Observation]) -> None:
    document = observed(make(1, special=[time_series()]), make(2))
    assert faults(document, select=["BKG1"]) == ["BKG114 warning 2"]


def test_without_the_slit_a_background_is_recommended_and_not_subtracted() -> None:
    series: dict[str, Any] = {"subarray": "SLITLESSPRISM", "special": [time_series()]}
    (finding,) = findings(observed(lrs(1, **series), lrs(2, **series)), select=["BKG1"])
    assert (finding.code, finding.severity.value, finding.observation) == ("BKG114", "info", 2)
    assert finding.related_observations == (1,)


def test_without_the_slit_several_are_reported_once() -> None:
    slitless: dict[str, Any] = {"subarray": "SLITLESSPRISM", "special": [time_series()]}
    document = proposal(
        targets=[*TARGETS, target(3, "B", east=900, background=[4]), target(4, "B-SKY", east=1200)],
        observations=[lrs(number, **slitless) for number in (1, 2, 3, 4)],
        links=[group(1, 2), group(3, 4)],
    )
    (finding,) = findings(document, select=["BKG1"])
    assert (finding.observation, finding.related_observations) == (None, (2, 4))


def test_without_the_slit_it_is_attached_where_nothing_is_a_time_series() -> None:
    single: dict[str, Any] = {"subarray": "SLITLESSPRISM"}
    (finding,) = findings(observed(lrs(1, **single), lrs(2, **single)), select=["BKG1"])
    assert (finding.severity.value, finding.observation) == ("info", 2)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_for_time_series_is_a_warning_once(template: str) -> None:
    document = observed(other(1, template), other(2, template), other(3, template, target=1))
    found = findings(document, select=["BKG1"])
    assert [(one.code, one.severity.value) for one in found] == [("BKG114", "warning")]
    assert (found[0].observation, found[0].related_observations) == (1, (2, 3))


def test_the_requirement_makes_a_time_series_of_any_template() -> None:
    document = observed(
        other(1, "NircamImaging", special=[time_series()]), other(2, "NircamImaging")
    )
    assert faults(document, select=["BKG1"]) == ["BKG114 warning 1"]


def test_a_list_that_serves_another_mode_of_the_target_is_clean() -> None:
    series: dict[str, Any] = {"subarray": "SLITLESSPRISM", "special": [time_series()]}
    document = observed(lrs(1, **series), lrs(2, **series), other(3, TEMPLATES[0], target=1))
    assert faults(document, select=["BKG1"]) == ["BKG114 info 2"]


def test_a_list_that_serves_images_of_nircam_is_clean() -> None:
    document = observed(
        other(1, "NircamImaging"), other(2, "NircamImaging"), other(3, TEMPLATES[0], target=1)
    )
    assert faults(document, select=["BKG1"]) == []


def test_a_withdrawn_time_series_is_clean() -> None:
    document = observed(other(1, TEMPLATES[0], status="WITHDRAWN"), other(2, TEMPLATES[0]))
    assert faults(document, select=["BKG1"]) == []
