from __future__ import annotations

import pytest

from aptcheck.finding import Evidence
from aptcheck.testing import coronagraph, fixed_slits, group, ifu, image, lrs, outcome, pair
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

OTHER = {"subarray_long": "SUB256", "subarray_short": "SUB256"}


def test_another_subarray_is_an_error():
    assert faults(pair(sky=OTHER), ignore=["APT004"]) == ["BKG205 error 2"]


def test_equal_subarrays_pass():
    assert faults(pair(both=OTHER), ignore=["APT004"]) == []


@pytest.mark.parametrize("named", ["FULL", None])
def test_the_subarray_of_the_imager_says_nothing_of_the_spectra(named):
    arms = {"subarray_long": named, "subarray_short": named, "imaging": "F770W"}
    document = pair(both=arms, science={"subarray": "BRIGHTSKY"}, sky={"subarray": "SUB64"})
    assert faults(document) == []


def test_one_arm_in_another_subarray_is_an_error_too():
    (fault,) = findings(pair(sky={"subarray_short": "SUB256"}), select=["BKG205"])
    assert (fault.severity.value, fault.observation) == ("error", 2)
    assert fault.evidence == Evidence(measured="SUB256", limit="FULL")


def test_a_file_that_names_no_subarray_of_the_detectors_has_none_to_compare():
    bare = {"subarray_long": None, "subarray_short": None}
    assert outcome(pair(both=bare), "BKG205")[0] == "not-applicable"


def test_a_subarray_on_one_side_alone_is_not_checked():
    bare = {"subarray_long": None, "subarray_short": None}
    assert outcome(pair(sky=bare), "BKG205")[0] == "not-checked"


@pytest.mark.parametrize(
    ("build", "own", "other"),
    [
        (image, "FULL", "BRIGHTSKY"),
        (lrs, "FULL", "SUBSLIT"),
        (fixed_slits, "SUBS200A1", "ALLSLITS"),
    ],
)
def test_another_subarray_is_an_error_in_other_modes(build, own, other):
    (fault,) = findings(pair_of(build, science={"subarray": other}), select=["BKG205"])
    assert (fault.severity.value, fault.observation) == ("error", 2)
    assert fault.evidence == Evidence(measured=own, limit=other)
    assert faults(pair_of(build, both={"subarray": other}), select=["BKG205"]) == []


def test_a_subarray_not_in_the_file_is_not_checked():
    assert outcome(pair_of(image, sky={"subarray": None}), "BKG205")[0] == "not-checked"


@pytest.mark.parametrize("build", [coronagraph, ifu])
def test_modes_without_a_choice_are_not_judged(build):
    assert outcome(pair_of(build), "BKG205")[0] == "not-applicable"


@pytest.mark.parametrize(("build", "own", "other"), [(lrs, "FULL", "SUBSLIT")])
def test_science_in_the_subarray_of_the_background_does_not_hide_other_science(build, own, other):
    more = [build(3, 1, subarray=other)]
    xml = pair_of(build, both={"subarray": own}, more_observations=more, links=[group(1, 2, 3)])
    (fault,) = findings(xml, select=["BKG205", "APT9"])
    assert (fault.code, fault.observation) == ("BKG205", 2)
    assert fault.evidence == Evidence(measured=own, limit=other)
