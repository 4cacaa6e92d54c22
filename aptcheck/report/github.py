"""Workflow commands of GitHub Actions: annotations on the files of a pull request.

Limits and escapes: GitHub Docs, "Workflow commands for GitHub Actions", and actions/runner,
ActionCommand.cs (read 2026-11): 10 errors, 10 warnings and 10 notices per step are shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from aptcheck.finding import Finding, Severity
from aptcheck.report import Look
from aptcheck.report.address import address
from aptcheck.report.briefs import Briefs
from aptcheck.report.foremost import Foremost
from aptcheck.report.reservations import not_checked
from aptcheck.report.sentence import sentence
from aptcheck.report.verdict_words import STAMPS, suppressed, verdict_sentence, worst
from aptcheck.report.visible import shortened, visible
from aptcheck.report.words import counts
from aptcheck.results import ProposalReport, Report, Summary
from aptcheck.wording import count, listed

__all__ = ["streamed"]

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
#: How many of each are shown; one notice is for the verdict, one for what is suppressed.
_SHOWN = 10
#: Suppressed findings that their notice lists, and characters of each.
_HIDDEN, _REASON = 20, 300
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}
_TITLE = 200


class _Commands:
    """The commands, of which all are written at the end.

    The proposals take turns, so that one with many errors leaves some annotations to the others.
    """

    def __init__(self, look: Look) -> None:
        self._look = look
        self._briefs = Briefs()
        self._found: Counter[Severity] = Counter()
        self._first = {severity: Foremost[str](_SHOWN) for severity in Severity}
        self._hidden: list[str] = []
        self._suppressed = 0

    def opening(self) -> str:
        return ""

    def piece(self, proposal: ProposalReport) -> str:
        found: Counter[Severity] = Counter()
        annotations = []
        for finding in proposal.findings:
            if finding.counts:
                turn = (found[finding.severity], len(self._briefs))
                found[finding.severity] += 1
                if self._first[finding.severity].takes(turn):
                    text = _annotation(proposal, finding, self._look)
                    annotations.append((finding.severity, turn, text))
        hidden = [shortened(f"{what}: {why}", _REASON) for what, why in suppressed(proposal)]
        self._briefs.add(proposal)
        self._found += found
        for severity, turn, text in annotations:
            self._first[severity].add(turn, text)
        self._hidden += hidden[: _HIDDEN - len(self._hidden)]
        self._suppressed += len(hidden)
        return ""

    def closing(self, summary: Summary) -> Iterator[str]:
        room = dict.fromkeys(Severity, _SHOWN)
        room[Severity.INFO] -= 2 if self._hidden else 1
        for severity in Severity:
            yield from (f"{line}\n" for line in list(self._first[severity])[: room[severity]])
        if self._hidden:
            listed = _listed(self._hidden, self._suppressed)
            yield _command("notice", {"title": "aptcheck: suppressed"}, listed) + "\n"
        rest = {one: max(0, self._found[one] - room[one]) for one in Severity}
        words = " ".join(_last(self._briefs.report, summary, rest))
        yield _command("notice", {"title": "aptcheck"}, words) + "\n"


def streamed(*, look: Look, verbose: bool = False) -> _Commands:  # noqa: ARG001
    """Return one command per line: the worst findings, what is suppressed, then the verdict."""
    return _Commands(look)


def _annotation(proposal: ProposalReport, finding: Finding, look: Look) -> str:
    place = address(proposal, finding, look)
    properties = {
        "file": place.path,
        "line": str(place.line),
        "col": str(place.column),
        "title": shortened(f"{finding.code} {finding.name}", _TITLE),
    }
    return _command(_COMMAND[finding.severity], properties, sentence(finding))


def _last(report: Report, summary: Summary, rest: Mapping[Severity, int]) -> Iterator[str]:
    yield f"{count(summary.proposals, 'proposal')}: {counts(summary)}."
    yield f"{STAMPS[worst(report.proposals)]}: {verdict_sentence(report.proposals)}."
    if more := listed(count(rest[s], s.value) for s in Severity if rest[s]):
        yield f"GitHub shows few annotations: {more} more are in the JSON and SARIF reports."
    unchecked = sum(map(not_checked, report.proposals))
    if unchecked:
        yield f"Rules not checked: {unchecked}."


def _listed(first: list[str], number: int) -> str:
    more = [f"and {number - len(first)} more"] if number > len(first) else []
    return "; ".join([*first, *more])


def _command(name: str, properties: dict[str, str], data: str) -> str:
    listed = ",".join(f"{key}={_escaped(value, _PROPERTY)}" for key, value in properties.items())
    return f"::{name} {listed}::{_escaped(data, _DATA)}"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in visible(text))
