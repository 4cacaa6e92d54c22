from __future__ import annotations

from aptcheck.finding import Evidence
from aptcheck.testing import outcome, pair
from tests.judging import faults, findings

OTHER = {"subarray_long": "SUB256", "subarray_short": "SUB256"}


def test_another_subarray_is_an_error():
    assert faults(pair(sky=OTHER), ignore=["APT004"]) == ["BKG205 error 2"]


def test_equal_subarrays_pass():
    assert faults(pair(both=OTHER), ignore=["APT004"]) == []


def test_the_subarray_of_the_form_stands_where_an_exposure_names_none():
    bare = {"subarray_long": None, "subarray_short": None, "subarray": "FULL"}
    assert faults(pair(science=bare)) == []


def test_one_arm_in_another_subarray_is_an_error_too():
    (fault,) = findings(pair(sky={"subarray_short": "SUB256"}), select=["BKG205"])
    assert (fault.severity.value, fault.observation) == ("error", 2)
    assert fault.evidence == Evidence(measured="SUB256", limit="FULL")


def test_no_subarray_at_all_is_not_checked():
    bare = {"subarray_long": None, "subarray_short": None, "subarray": None}
    assert outcome(pair(sky=bare), "BKG205")[0] == "not-checked"
