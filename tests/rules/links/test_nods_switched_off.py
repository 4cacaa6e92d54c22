from __future__ import annotations

import pytest

from aptcheck.testing import fixed_slits, group, ifu, outcome, target, time_series
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

NODS = {"dither": "4-POINT-NOD"}
SLIT_NODS = {"positions": "P_3", "subpixel": "NONE"}
either = pytest.mark.parametrize(("build", "nods"), [(ifu, NODS), (fixed_slits, SLIT_NODS)])


def reported(build, **change):
    return faults(pair_of(build, **{"extended": "YES", **change}), select=["BKG119"])


@either
def test_a_linked_background_switches_nods_off(build, nods):
    assert reported(build, both=nods) == ["BKG119 info 2"]
    assert reported(build, both=nods, extended="Unknown") == ["BKG119 info 2"]


@either
def test_of_a_point_source_it_is_a_warning(build, nods):
    assert reported(build, both=nods, extended="NO") == ["BKG119 warning 2"]


@either
def test_what_is_not_nodded_passes(build, nods):
    assert reported(build) == []
    assert outcome(pair_of(build), "BKG119")[0] == "not-applicable"


@either
def test_without_a_link_or_a_declaration_the_nods_stay(build, nods):
    assert reported(build, both=nods, links=[]) == []
    assert reported(build, both=nods, links=[group(1, 2, non_interruptible=False)]) == []
    assert reported(build, both=nods, declared=False) == []


@either
def test_nods_stay_in_settings_that_the_background_does_not_use(build, nods):
    other = {"settings": [("G395H", "F290LP")]}
    assert reported(build, both=nods, sky=other) == []
    two = {"settings": [("G235H", "F170LP"), ("G395H", "F290LP")]}
    assert reported(build, both=nods, science=two) == ["BKG119 info 2"]


def test_the_ifu_compares_patterns_and_the_slits_do_not():
    assert reported(ifu, science=NODS) == []
    assert reported(ifu, science=NODS, sky={"dither": "2-POINT-NOD"}) == []
    assert reported(fixed_slits, science=SLIT_NODS) == ["BKG119 info 2"]


def test_another_subarray_is_not_attached():
    assert reported(fixed_slits, both=SLIT_NODS, sky={"subarray": "ALLSLITS"}) == []


@either
def test_several_backgrounds_are_one_finding_with_the_worst_severity(build, nods):
    document = pair_of(
        build,
        both=nods,
        extended="YES",
        more_targets=[
            target(3, "NGC-3", north=900, background=[4], extended="NO"),
            target(4, "NGC-3-SKY", north=1300),
        ],
        more_observations=[build(3, 3, **nods), build(4, 4, **nods)],
        links=[group(1, 2), group(3, 4)],
    )
    (fault,) = findings(document, select=["BKG119"])
    assert (fault.severity.value, fault.observation) == ("warning", None)
    assert fault.related_observations == (2, 4)


@either
def test_a_draft_is_not_judged(build, nods):
    assert (
        faults(pair_of(build, both=nods, extended="YES"), profile="draft", select=["BKG119"]) == []
    )


@either
def test_time_series_and_what_is_not_subtracted_are_not_judged(build, nods):
    series = pair_of(build, both=nods, science={"special": [time_series()]})
    assert outcome(series, "BKG119")[0] == "not-applicable"
    none = {"*": {"strategy": "none"}}
    assert outcome(pair_of(build, both=nods), "BKG119", intents=none)[0] == "not-applicable"


def test_nods_that_are_not_known_are_not_checked():
    assert outcome(pair_of(ifu, science={"dither": None}), "BKG119")[0] == "not-checked"
    assert outcome(pair_of(fixed_slits, science={"positions": "P_9"}), "BKG119")[0] == "not-checked"
