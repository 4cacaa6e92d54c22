"""The verdict's sentence never promises more than what was checked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from aptcheck.finding import Finding, Severity, Suppression
from aptcheck.report import render
from aptcheck.report.verdict_words import STAMPS, verdict_sentence, worst
from aptcheck.results import Coverage, Outcome, ProposalReport, Report, Scope
from tests.report.plain import every_kind, finding, proposal

ALL = (Coverage(code="BKG201", outcome=Outcome.PASSED),)
CLEAN = proposal(coverage=ALL)
SELECTED = "no error or warning from the selected rules"
UNRESERVED = "nothing found that would cost you data"
SUPPRESSED = finding(suppressed=Suppression(reason="The cloud is everywhere."))
KNOWN = finding(baselined=True)
REMARK = finding(severity=Severity.INFO)
UNREADABLE = finding(code="APT001", name="unreadable-proposal", observation=None)
CRASHED = finding(code="APT900", name="internal-fault", observation=None)


def scoped(*findings: Finding, **changes: Any) -> ProposalReport:
    """Return a proposal of which not everything was checked."""
    known: dict[str, Any] = {"angles_known": changes.get("fields", 1), **changes}
    return proposal(*findings, coverage=ALL, scope=replace(CLEAN.scope, **known))


def left_out(by: str, configuration: str | None = None) -> ProposalReport:
    """Return a proposal for which three rules were left out."""
    lines = tuple(
        Coverage(code=code, outcome=Outcome.NOT_CHECKED, reason="not selected")
        for code in ("BKG101", "BKG102", "BKG103")
    )
    return replace(scoped(deselected_by=by), coverage=(*ALL, *lines), configuration=configuration)


def test_only_a_whole_check_finds_nothing_that_would_cost_data() -> None:
    assert verdict_sentence([CLEAN]) == UNRESERVED
    assert verdict_sentence([proposal(REMARK, coverage=ALL)]) == UNRESERVED


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        (
            scoped(fields=24, fields_checked=0, catalogue_asked=False),
            "no error or warning; sky not checked: 24 fields, no catalogue asked",
        ),
        (
            scoped(fields=24, fields_checked=21),
            "no error or warning; sky not checked: 3 of 24 fields",
        ),
        (
            scoped(fields=24, fields_left_out=24, fields_checked=0, catalogue_asked=False),
            (
                "no error or warning; 24 fields not checked: the pipeline subtracts no "
                "background from LRS slitless observations"
            ),
        ),
        (
            scoped(fields=4, fields_left_out=1, fields_checked=0, catalogue_asked=False),
            (
                "no error or warning; sky not checked: 3 fields, no catalogue asked; 1 field not "
                "checked: the pipeline subtracts no background from LRS slitless observations"
            ),
        ),
        (
            scoped(fields=5, fields_left_out=2, fields_checked=3),
            (
                "no error or warning; 2 fields not checked: the pipeline subtracts no "
                "background from LRS slitless observations"
            ),
        ),
        (scoped(angles_known=0), "no error or warning; position angles unknown: 1 field"),
        (scoped(dates_unchecked=2), "no error or warning; dates not checked: 2 observations"),
        (
            scoped(KNOWN, REMARK),
            "no new error or warning; in the baseline: 1 error",
        ),
        (
            scoped(science_fields=3, science_fields_checked=1, fields_checked=0),
            "no error or warning; sky not checked: 1 field and 2 of 3 science fields",
        ),
        (
            scoped(REMARK, softened=2),
            "no error or warning; judged as a draft, 2 errors shown as warnings",
        ),
        (
            scoped(KNOWN, KNOWN, replace(REMARK, baselined=True)),
            "nothing new; in the baseline: 2 errors, 1 info",
        ),
        (scoped(SUPPRESSED, SUPPRESSED), "no error or warning; suppressed: 2"),
        (
            left_out("configuration", "cycle5/aptcheck.toml"),
            f"{SELECTED} (3 deselected by cycle5/aptcheck.toml)",
        ),
        (
            left_out("both", "aptcheck.toml"),
            f"{SELECTED} (3 deselected by aptcheck.toml and --select/--ignore)",
        ),
        (
            scoped(REMARK, lowered=("BKG201",)),
            "no error or warning; severity lowered by you: BKG201",
        ),
        (scoped(REMARK, executed=1), "no error or warning; 1 finding on executed observations"),
        (
            proposal(),
            "no error or warning in what was checked",
        ),
    ],
)
def test_a_pass_says_what_was_not_checked(report: ProposalReport, sentence: str) -> None:
    assert report.verdict == "pass"
    assert verdict_sentence([report]) == sentence


def test_the_same_is_said_beside_a_warning_and_a_failure() -> None:
    failing = scoped(finding(), SUPPRESSED, fields=2, fields_checked=0)
    assert verdict_sentence([failing]) == (
        "do not submit yet: data or their background would be lost; sky not checked: 2 fields; "
        "suppressed: 1"
    )
    warned = replace(left_out("options"), verdict="warn")
    assert verdict_sentence([warned]).endswith("; 3 rules deselected by --select/--ignore")


def test_nothing_to_judge_is_not_a_pass() -> None:
    other = proposal(coverage=ALL, verdict="not-applicable", scope=Scope(), backgrounds=())
    assert verdict_sentence([other]) == "no observation that aptcheck judges"
    assert verdict_sentence([CLEAN, other]).endswith("; nothing to judge in 1 of 2 proposals")
    warned = replace(other, verdict="warn")
    assert "; nothing to judge: no observation that" in verdict_sentence([warned])


def test_a_file_that_was_not_judged_is_not_said_to_lose_data() -> None:
    unreadable = proposal(UNREADABLE, scope=Scope())
    sentence = "the file could not be read, so nothing in it was checked"
    assert verdict_sentence([unreadable]) == sentence
    assert verdict_sentence([unreadable, CLEAN]) == "1 of 2 could not be read"
    assert "do not submit yet" in verdict_sentence([unreadable, proposal(finding())])
    crashed = proposal(CRASHED, SUPPRESSED)
    assert verdict_sentence([crashed]) == (
        "aptcheck itself failed, so not everything was checked; suppressed: 1"
    )
    assert verdict_sentence([crashed, unreadable, CLEAN]) == (
        "1 of 3 could not be read, aptcheck itself failed on 1 of 3; suppressed: 1"
    )
    assert "do not submit yet" in verdict_sentence([proposal(CRASHED, finding())])


def test_the_worst_verdict_is_that_of_all() -> None:
    reports = [proposal(verdict=verdict) for verdict in reversed(STAMPS)]
    assert [worst(reports[:n]) for n in range(5)] == [
        "not-applicable",
        "not-applicable",
        "pass",
        "warn",
        "fail",
    ]


@pytest.mark.parametrize("name", ["text", "markdown", "github"])
def test_suppressed_findings_are_listed_with_their_reason(name: str) -> None:
    text = " ".join(render(name, Report(proposals=(scoped(SUPPRESSED),))).split())
    assert "error BKG201 ngroups-mismatch, observation 2: The cloud is everywhere." in text


@pytest.mark.parametrize("name", ["text", "markdown", "html", "github"])
def test_a_pass_of_less_than_everything_says_so_in(name: str) -> None:
    unasked = scoped(fields=24, fields_checked=0, catalogue_asked=False)
    text = " ".join(render(name, Report(proposals=(unasked,))).split()).lower()
    assert UNRESERVED not in text
    assert "sky not checked: 24 fields, no catalogue asked" in text


@pytest.mark.parametrize("name", ["text", "markdown", "html", "github"])
def test_nothing_to_judge_is_stamped_so_in(name: str) -> None:
    idle = proposal(coverage=ALL, verdict="not-applicable", scope=Scope(), backgrounds=())
    text = render(name, Report(proposals=(idle,)))
    assert "NOTHING TO JUDGE" in text
    assert "PASS" not in text
    assert "PASS" in render(name, Report(proposals=(idle, CLEAN)))


def test_a_many_sided_report_counts_its_verdicts() -> None:
    text = render("text", every_kind())
    assert "3 proposals (2 fail, 1 pass): " in text
