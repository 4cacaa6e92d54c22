from __future__ import annotations

from aptcheck.testing import coronagraph, group, outcome, target
from tests.judging import faults, findings
from tests.rules.coronagraphs.sets import whole_set
from tests.rules.other_modes import pair_of

REPEATED = {"second_exposure": "YES"}


def test_a_star_that_is_repeated_is_a_warning():
    (fault,) = findings(pair_of(coronagraph, science=REPEATED), select=["BKG412"])
    assert (fault.code, fault.severity.value, fault.observation) == ("BKG412", "warning", 1)


def test_stars_and_references_are_one_finding():
    xml = whole_set(forms={1: REPEATED, 3: REPEATED})
    (fault,) = findings(xml, select=["BKG412"])
    assert [one.observation for one in fault.evidence.each] == [1, 3]


def test_a_reference_is_a_star_whatever_it_is_called():
    xml = whole_set(forms={3: {**REPEATED, "label": "background"}})
    assert faults(xml, select=["BKG412"]) == ["BKG412 warning 3"]


def test_a_background_is_to_be_repeated_declared_or_suspected():
    for declared in (True, False):
        xml = pair_of(coronagraph, sky=REPEATED, declared=declared)
        assert faults(xml, select=["BKG412"]) == []


def test_what_is_called_sky_and_serves_no_science_is_not_a_star():
    xml = whole_set(
        more_targets=[target(5, "OTHER-BACKGROUND", north=9000)],
        forms={6: {"target": 5, **REPEATED}},
        links=[group(1, 2, 3, 4, 5)],
    )
    assert faults(xml, select=["BKG412"]) == []


def test_what_acquires_nothing_is_not_a_star():
    science = {**REPEATED, "acquisition": "NONE"}
    assert faults(pair_of(coronagraph, science=science), select=["BKG412"]) == []


def test_a_star_that_is_not_repeated_passes():
    assert outcome(whole_set(), "BKG412")[0] == "not-applicable"
    xml = whole_set(forms={1: {**REPEATED, "status": "WITHDRAWN"}})
    assert outcome(xml, "BKG412")[0] == "not-applicable"
