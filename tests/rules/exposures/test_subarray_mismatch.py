from __future__ import annotations

from tests.build import pair
from tests.judging import findings, found, outcome

OTHER = {"subarray_long": "SUB256", "subarray_short": "SUB256"}


def test_another_subarray_is_an_error():
    assert found(pair(sky=OTHER), ignore=["APT004"]) == ["BKG205 error 2"]


def test_equal_subarrays_pass():
    assert found(pair(both=OTHER), ignore=["APT004"]) == []


def test_the_subarray_of_the_form_stands_where_an_exposure_names_none():
    bare = {"subarray_long": None, "subarray_short": None, "subarray": "FULL"}
    assert found(pair(science=bare)) == []


def test_the_message_names_both():
    (fault,) = findings(pair(sky={"subarray_short": "SUB256"}), select=["BKG205"])
    assert "science FULL, background SUB256" in fault.message
    assert "on the MRS SHORT detector" in fault.message


def test_no_subarray_at_all_is_not_checked():
    bare = {"subarray_long": None, "subarray_short": None, "subarray": None}
    assert outcome(pair(sky=bare), "BKG205")[0] == "not-checked"
