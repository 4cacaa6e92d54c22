"""JUnit XML: a suite for each proposal, a case for each finding and each other rule outcome.

Written to the schema that Jenkins validates against (jenkinsci/xunit-plugin, junit-10.xsd, read
2026-11), which GitLab and GitHub's reporters read too; there is no official one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from aptcheck.finding import Finding, Severity
from aptcheck.report import Look
from aptcheck.report.address import relative
from aptcheck.report.sentence import headline, sentence
from aptcheck.report.visible import shortened
from aptcheck.results import Coverage, Outcome, ProposalReport, Report
from aptcheck.rules.registry import find_rule, may_be_silenced
from aptcheck.wording.obeyed import RUNNER_COMMAND

__all__ = ["render"]

# What XML 1.0 does not allow (section 2.2), in any spelling.
_INVALID = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = 200


@dataclass(frozen=True, slots=True)
class _Case:
    name: str
    kind: str
    inner: str = ""


def render(report: Report, *, look: Look, verbose: bool = False) -> str:  # noqa: ARG001
    """Return the suites; an info passes with its text, a rule not checked is skipped."""
    suites = [(proposal, list(_cases(proposal))) for proposal in report.proposals]
    every = [case for _, cases in suites for case in cases]
    body = "".join(_suite(proposal, cases, look) for proposal, cases in suites)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<testsuites name={_quoted('aptcheck')}{_tally(every)}>\n{body}</testsuites>\n"
    )


def _suite(proposal: ProposalReport, cases: list[_Case], look: Look) -> str:
    name = shortened(relative(proposal.path, look), _NAME)
    lines = "".join(
        f"  <testcase classname={_quoted(name)} name={_quoted(case.name)}"
        + (f">{case.inner}</testcase>\n" if case.inner else "/>\n")
        for case in cases
    )
    skipped = sum(case.kind == "skipped" for case in cases)
    opening = f'<testsuite name={_quoted(name)}{_tally(cases)} skipped="{skipped}">'
    return f" {opening}\n{lines} </testsuite>\n"


def _tally(cases: list[_Case]) -> str:
    """Return the counts that both levels have; `testsuites` has no count of skipped cases."""
    kinds = [case.kind for case in cases]
    return (
        f' tests="{len(kinds)}" failures="{kinds.count("failure")}" errors="{kinds.count("error")}"'
    )


def _cases(proposal: ProposalReport) -> Iterator[_Case]:
    for finding in proposal.findings:
        yield _found(finding)
    reported = {finding.code for finding in proposal.findings}
    for line in proposal.coverage:
        if line.code not in reported and line.outcome is not Outcome.FINDING:
            yield _outcome(line)


def _found(finding: Finding) -> _Case:
    about = "" if finding.observation is None else f", observation {finding.observation}"
    name = shortened(f"{finding.code} {finding.name}{about}", _NAME)
    whole = _text(sentence(finding))
    if finding.suppressed is not None:
        return _skipped(name, f"suppressed: {finding.suppressed.reason}")
    if finding.baselined:
        return _skipped(name, "in the baseline")
    if finding.severity is Severity.INFO:
        return _Case(name, "passed", f"<system-out>{whole}</system-out>")
    # A finding that nothing silences says that at least part of the proposal was not judged.
    kind = "failure" if may_be_silenced(finding.code) else "error"
    opening = f"<{kind} type={_quoted(finding.severity.value)}"
    inner = f"{opening} message={_quoted(headline(finding))}>{whole}</{kind}>"
    return _Case(name, kind, inner)


def _outcome(line: Coverage) -> _Case:
    rule = find_rule(line.code)
    name = line.code if rule is None else f"{line.code} {rule.name}"
    if line.outcome is Outcome.PASSED:
        return _Case(name, "passed")
    words = line.outcome.value.replace("-", " ")
    return _skipped(name, f"{words}: {line.reason or 'no reason given'}")


def _skipped(name: str, reason: str) -> _Case:
    return _Case(name, "skipped", f"<skipped message={_quoted(shortened(reason, 400))}/>")


def _quoted(text: str) -> str:
    return _unobeyed(quoteattr(_INVALID.sub("", text)))


def _text(text: str) -> str:
    return _unobeyed(escape(_INVALID.sub("", text)))


def _unobeyed(xml: str) -> str:
    """Return the same XML without commands for a CI runner that sees it in a log."""
    return re.sub(RUNNER_COMMAND, "#&#35;", xml)
