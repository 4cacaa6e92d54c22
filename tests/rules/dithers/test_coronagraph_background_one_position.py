from __future__ import annotations

from typing import Any

import pytest

from aptcheck.testing import coronagraph, coronagraph_filter, group, image, outcome
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

ONCE: dict[str, Any] = {"background_quadrant": "1", "second_exposure": "NO", "dither": "NONE"}


def reported(sky, *more, **change):
    """Check a pair with several background observations."""
    others = [
        coronagraph(number, 2, label="NGC-1 background", **own)
        for number, own in enumerate(more, 3)
    ]
    numbers = range(3, 3 + len(more))
    links = [group(1, 2, *numbers)]
    xml = pair_of(coronagraph, sky=sky, more_observations=others, links=links, **change)
    return faults(xml, select=["BKG411"])


def test_one_quadrant_without_a_repeat_is_a_warning():
    (fault,) = findings(pair_of(coronagraph, sky=ONCE), select=["BKG4"])
    assert (fault.code, fault.severity.value, fault.observation) == ("BKG411", "warning", 2)
    assert (fault.related_observations, fault.fixable) == ((1,), "unsafe")


def test_an_acquisition_quadrant_of_an_older_form_is_one_too():
    assert reported({**ONCE, "background_quadrant": None, "quadrant": "1"}) == ["BKG411 warning 2"]


@pytest.mark.parametrize(
    "sky",
    [
        {**ONCE, "second_exposure": "YES"},
        {**ONCE, "dither": "BACKGROUND"},
        {**ONCE, "dither": "5-POINT-SMALL-GRID"},
        {"background_quadrant": "1"},
    ],
)
def test_a_repeat_or_a_dither_passes(sky):
    assert reported(sky) == []


def test_two_observations_in_two_quadrants_pass_and_in_one_do_not():
    assert reported(ONCE, {**ONCE, "background_quadrant": "3"}) == []
    assert reported(ONCE, ONCE) == ["BKG411 warning -"]


def test_each_filter_is_judged_by_itself():
    apart = {**ONCE, "background_quadrant": "3", "filters": ["F1550C"]}
    both = {"filters": ["F1140C", "F1550C"]}
    assert reported(ONCE, apart, science=both) == ["BKG411 warning -"]
    assert reported(ONCE, {**apart, "second_exposure": "YES"}, science=both) == ["BKG411 warning 2"]


def test_all_of_a_proposal_are_one_finding_with_each():
    xml = pair_of(
        coronagraph,
        sky=ONCE,
        more_observations=[coronagraph(3, 1), coronagraph(4, 2, label="B", **ONCE)],
        links=[group(1, 2), group(3, 4)],
    )
    (fault,) = findings(xml, select=["BKG411"])
    assert [(one.observation, one.measured) for one in fault.evidence.each] == [
        (2, "4QPM/F1140C"),
        (4, "4QPM/F1140C"),
    ]


@pytest.mark.parametrize(
    "sky",
    [
        {**ONCE, "dither": "SPIRAL"},
        {**ONCE, "second_exposure": "PERHAPS"},
        {**ONCE, "background_quadrant": None, "quadrant": None},
    ],
)
def test_what_cannot_be_read_is_not_checked(sky):
    assert reported(sky) == []
    assert outcome(pair_of(coronagraph, sky=sky), "BKG411")[0] == "not-checked"


def test_one_that_is_known_to_be_repeated_is_enough_beside_an_unknown_one():
    assert reported({**ONCE, "dither": "SPIRAL"}, {**ONCE, "second_exposure": "YES"}) == []


def test_a_suspected_background_is_one_severity_lower():
    assert reported(ONCE, declared=False) == ["BKG411 info 2"]


def test_it_is_of_coronagraphs_and_of_what_is_subtracted():
    assert outcome(pair_of(image), "BKG411")[0] == "not-applicable"
    xml = pair_of(coronagraph, sky=ONCE)
    assert outcome(xml, "BKG411", intents={"*": {"strategy": "none"}})[0] == "not-applicable"


def test_an_unknown_filter_is_not_a_setting():
    rows = [coronagraph_filter(None)]
    assert reported({**ONCE, "exposures": rows}) == []
