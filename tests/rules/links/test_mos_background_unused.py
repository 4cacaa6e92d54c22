"""A background is declared for NIRSpec multi-object spectroscopy."""

from __future__ import annotations

from aptcheck.testing import group, mrs, other, outcome, pair, proposal, target
from tests.judging import faults, findings


def test_a_background_of_a_mos_observation_is_a_warning() -> None:
    document = proposal(
        targets=[target(1, "FIELD", background=[2]), target(2, "SKY", north=300)],
        observations=[other(1, "NirspecMOS"), other(2, "NirspecMOS")],
        links=[group(1, 2)],
    )
    (finding,) = findings(document, select=["BKG1"])
    assert (finding.code, finding.severity.value, finding.observation) == ("BKG121", "warning", 1)
    assert finding.related_observations == (2,)


def test_a_background_that_is_only_listed_is_also_a_warning() -> None:
    document = proposal(
        targets=[target(1, "FIELD", background=[2]), target(2, "SKY", north=300)],
        observations=[other(1, "NirspecMOS")],
    )
    assert faults(document, select=["BKG1"]) == ["BKG121 warning 1"]


def test_a_list_that_serves_another_mode_of_the_target_is_clean() -> None:
    document = pair(more_observations=[other(3, "NirspecMOS", target=1)])
    assert faults(document, select=["BKG1"]) == []


def test_mos_without_a_list_is_not_judged() -> None:
    document = proposal(targets=[target(1)], observations=[other(1, "NirspecMOS"), mrs(2, 1)])
    assert outcome(document, "BKG121")[0] == "not-applicable"
