"""The run was interrupted before this proposal was checked."""

from __future__ import annotations

from aptcheck.engine.proposal_report import unreached_report
from aptcheck.engine.severity import verdict
from aptcheck.results import Outcome, Report
from aptcheck.rules.structure.interrupted_check import interrupted_check
from aptcheck.testing import outcome, pair


def test_what_was_not_reached_is_not_checked_and_never_passes() -> None:
    report = unreached_report("x.xml")
    (finding,) = report.findings
    assert (finding.code, finding.severity.value, finding.observation) == ("APT901", "error", None)
    assert (report.path, report.verdict, report.reached) == ("x.xml", "fail", False)
    assert verdict(report.findings, report.scope) == "fail"
    others = {line.outcome for line in report.coverage if line.code != "APT901"}
    assert others == {Outcome.NOT_CHECKED}
    assert Report(proposals=(report,)).summary.not_checked == 1


def test_what_was_checked_passes() -> None:
    assert outcome(pair(), "APT901")[0] == "passed"


def test_nothing_silences_the_rule() -> None:
    assert not interrupted_check.silenced_by
