from __future__ import annotations

from typing import Any

from aptcheck.testing import coronagraph, outcome, target
from tests.judging import faults, findings
from tests.rules.coronagraphs.sets import whole_set
from tests.rules.other_modes import pair_of

SHARED: dict[str, Any] = {"reference": (3,), "observed": (1, 2, 3, 4)}


def test_one_sky_of_a_star_and_its_reference_is_a_warning():
    (fault,) = findings(whole_set(**SHARED), select=["BKG86"])
    assert (fault.code, fault.severity.value, fault.observation) == ("BKG864", "warning", 4)
    assert (fault.target, fault.related_observations) == ("STAR-SKY", (1, 2, 3))


def test_a_sky_of_its_own_passes_and_so_does_one_of_the_reference_alone():
    assert faults(whole_set(), select=["BKG86"]) == []
    assert outcome(pair_of(coronagraph), "BKG864")[0] == "not-applicable"


def test_it_is_not_needed_that_each_uses_the_same_observation():
    xml = whole_set(reference=(3,), forms={5: {"target": 3}})
    assert faults(xml, select=["BKG864"]) == ["BKG864 warning 4"]


def test_what_is_named_as_a_reference_is_one():
    xml = whole_set(**SHARED, forms={3: {"psf_reference": False}})
    assert faults(xml, select=["BKG864"]) == ["BKG864 warning 4"]


def test_two_science_stars_or_two_references_may_share_one():
    alone: dict[int, Any] = {1: {"psf_references": []}, 2: {"psf_references": []}}
    xml = whole_set(**SHARED, forms={**alone, 3: {"psf_reference": False}})
    assert faults(xml, select=["BKG864"]) == []
    references: dict[int, Any] = {number: {"psf_reference": True} for number in (1, 2, 3)}
    assert faults(whole_set(**SHARED, forms=references), select=["BKG864"]) == []


def test_one_star_that_is_both_is_not_judged():
    forms: dict[int, Any] = {
        2: {"psf_reference": True, "psf_references": []},
        1: {"psf_references": [2]},
    }
    assert faults(whole_set(forms=forms), select=["BKG864"]) == []


def test_each_such_sky_is_a_finding():
    forms: dict[int, Any] = {
        6: {"target": 5, "psf_references": [3]},
        7: {"target": 6, "background_quadrant": "1"},
    }
    xml = whole_set(
        reference=(3, 6),
        observed=(1, 2, 3, 4),
        more_targets=[
            target(5, "OTHER", north=500, background=[6], extended="NO"),
            target(6, "OTHER-SKY", north=560),
        ],
        forms=forms,
    )
    assert faults(xml, select=["BKG864"]) == ["BKG864 warning 4", "BKG864 warning 7"]


def test_a_programme_without_exclusive_access_has_none_to_lose():
    period = "<ProprietaryPeriod>C[{} Months]</ProprietaryPeriod>"
    xml = whole_set(**SHARED).xml
    public = xml.replace(period.format(12).encode(), period.format(0).encode())
    assert public != xml
    assert outcome(public, "BKG864")[0] == "not-applicable"
