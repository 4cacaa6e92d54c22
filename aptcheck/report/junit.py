"""JUnit XML: a suite for each proposal, a case for each finding and each other rule outcome.

Written to the schema that Jenkins validates against (jenkinsci/xunit-plugin, junit-10.xsd, read
2026-11), which GitLab and GitHub's reporters read too; there is no official one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from aptcheck.finding import Finding, Severity
from aptcheck.report import Look
from aptcheck.report.address import relative
from aptcheck.report.sentence import headline, sentence
from aptcheck.report.visible import shortened
from aptcheck.results import Coverage, Outcome, ProposalReport, Summary
from aptcheck.rules.registry import find_rule, may_be_silenced
from aptcheck.shelf import Shelf
from aptcheck.wording.obeyed import RUNNER_COMMAND

__all__ = ["streamed"]

# What XML 1.0 does not allow (section 2.2), in any spelling.
_INVALID = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = 200


@dataclass(frozen=True, slots=True)
class _Case:
    name: str
    kind: str
    inner: str = ""


class _Suites:
    """The suites, which wait on a disk, since the counts of them all come before the first."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._kinds: Counter[str] = Counter()
        self._suites = Shelf()

    def opening(self) -> str:
        return '<?xml version="1.0" encoding="UTF-8"?>\n'

    def piece(self, proposal: ProposalReport) -> str:
        cases = list(_cases(proposal))
        kinds = Counter(case.kind for case in cases)
        self._suites.append(_suite(proposal, cases, kinds, self._look).encode())
        self._kinds += kinds
        return ""

    def closing(self, summary: Summary) -> Iterator[str]:  # noqa: ARG002
        yield f"<testsuites name={_quoted('aptcheck')}{_tally(self._kinds)}>\n"
        yield from map(bytes.decode, self._suites)
        yield "</testsuites>\n"


def streamed(*, look: Look, verbose: bool = False) -> _Suites:  # noqa: ARG001
    """Return the suites; an info passes with its text, a rule not checked is skipped."""
    return _Suites(look)


def _suite(proposal: ProposalReport, cases: list[_Case], kinds: Counter[str], look: Look) -> str:
    name = shortened(relative(proposal.path, look), _NAME)
    lines = "".join(
        f"  <testcase classname={_quoted(name)} name={_quoted(case.name)}"
        + (f">{case.inner}</testcase>\n" if case.inner else "/>\n")
        for case in cases
    )
    opening = f'<testsuite name={_quoted(name)}{_tally(kinds)} skipped="{kinds["skipped"]}">'
    return f" {opening}\n{lines} </testsuite>\n"


def _tally(kinds: Counter[str]) -> str:
    """Return the counts that both levels have; `testsuites` has no count of skipped cases."""
    return f' tests="{kinds.total()}" failures="{kinds["failure"]}" errors="{kinds["error"]}"'


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
