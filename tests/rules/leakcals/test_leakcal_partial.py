from __future__ import annotations

from aptcheck.testing import ifu, ifu_exposure, outcome, proposal, target
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

PRISM, RED = ("PRISM", "CLEAR"), ("G395H", "F290LP")
BOTH = [ifu_exposure(*PRISM), ifu_exposure(*RED)]
OF_PRISM = ifu_exposure(*PRISM, leakcal=True, dithered=False)
OF_RED = ifu_exposure(*RED, leakcal=True)


def alone(*rows):
    return proposal(
        targets=[target(1, "NGC-1", extended="NO")], observations=[ifu(1, 1, exposures=rows)]
    )


def test_a_grating_without_one_beside_one_with_is_advice():
    (fault,) = findings(alone(*BOTH, OF_PRISM), select=["BKG85"])
    assert (fault.code, fault.severity.value, fault.observation) == ("BKG854", "info", 1)
    assert faults(alone(*BOTH, OF_PRISM), profile="draft", select=["BKG85"]) == []


def test_one_for_each_and_none_at_all_pass():
    assert faults(alone(*BOTH, OF_PRISM, OF_RED), select=["BKG85"]) == []
    assert outcome(alone(*BOTH), "BKG854")[0] == "not-applicable"


def test_both_sides_are_reported_together():
    rows = {"exposures": [*BOTH, OF_PRISM]}
    (fault,) = findings(pair_of(ifu, both=rows), select=["BKG85"])
    assert [(one.observation, one.measured) for one in fault.evidence.each] == [
        (1, "G395H/F290LP"),
        (2, "G395H/F290LP"),
    ]


def test_what_the_other_side_has_is_reported_as_one_sided():
    some, every = {"exposures": [*BOTH, OF_PRISM]}, {"exposures": [*BOTH, OF_PRISM, OF_RED]}
    assert faults(pair_of(ifu, science=every, sky=some), select=["BKG85"]) == ["BKG851 warning 2"]
    assert faults(pair_of(ifu, science=some, sky=every), select=["BKG85"]) == ["BKG852 warning 2"]
    external = {"*": {"strategy": "external"}}
    xml = pair_of(ifu, science=every, sky=some)
    assert faults(xml, intents=external, select=["BKG85"]) == ["BKG854 info 2"]


def test_one_that_corrects_nothing_is_reported_as_that():
    rows = [ifu_exposure(*RED), OF_PRISM]
    assert faults(alone(*rows), select=["BKG85"]) == ["BKG853 warning 1"]
