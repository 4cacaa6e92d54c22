from __future__ import annotations

from aptcheck.finding import Evidence
from aptcheck.testing import coronagraph, coronagraph_filter, image, outcome
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

SKY = {"background_quadrant": "1"}


def test_another_number_of_integrations_is_a_warning():
    xml = pair_of(coronagraph, science={"integrations": 8}, sky={**SKY, "integrations": 20})
    (fault,) = findings(xml, select=["BKG2"])
    assert (fault.code, fault.severity.value, fault.observation) == ("BKG212", "warning", 2)
    assert fault.evidence == Evidence(20, 8, "integrations")
    assert (fault.related_observations, fault.fixable) == ((1,), "unsafe")


def test_the_integrations_of_the_science_pass():
    assert faults(pair_of(coronagraph, sky=SKY), select=["BKG2"]) == []


def test_a_dither_of_the_star_plays_no_part():
    xml = pair_of(coronagraph, science={"dither": "9-POINT-SMALL-GRID"}, sky=SKY)
    assert faults(xml, select=["BKG212"]) == []


def test_one_of_several_exposures_may_match():
    rows = [coronagraph_filter(integrations=n) for n in (8, 20)]
    xml = pair_of(coronagraph, science={"integrations": 8}, sky={**SKY, "exposures": rows})
    assert faults(xml, select=["BKG212"]) == []


def test_where_the_groups_differ_their_own_rule_speaks_alone():
    xml = pair_of(coronagraph, science={"integrations": 8, "groups": 100}, sky=SKY)
    assert faults(xml, select=["BKG2"]) == ["BKG201 error 2"]
    assert outcome(xml, "BKG212")[0] == "not-applicable"


def test_settings_that_differ_alike_are_reported_together():
    two = {"filters": ("F1140C", "F1550C")}
    xml = pair_of(coronagraph, both=two, science={"integrations": 8}, sky=SKY)
    assert faults(xml, select=["BKG212"]) == ["BKG212 warning 2"]


def test_an_unreadable_number_is_not_checked():
    xml = pair_of(coronagraph, sky={**SKY, "integrations": "many"})
    assert outcome(xml, "BKG212")[0] == "not-checked"


def test_it_is_of_coronagraphs_alone_and_of_what_is_subtracted():
    assert outcome(pair_of(image, sky={"integrations": 9}), "BKG212")[0] == "not-applicable"
    xml = pair_of(coronagraph, science={"integrations": 8}, sky=SKY)
    assert outcome(xml, "BKG212", intents={"*": {"strategy": "none"}})[0] == "not-applicable"
