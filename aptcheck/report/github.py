"""Workflow commands of GitHub Actions: annotations on the files of a pull request.

Limits and escapes: GitHub Docs, "Workflow commands for GitHub Actions", and actions/runner,
ActionCommand.cs (read 2026-11): 10 errors, 10 warnings and 10 notices per step are shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from aptcheck.finding import Finding, Severity
from aptcheck.report import Look
from aptcheck.report.address import address
from aptcheck.report.reservations import not_checked
from aptcheck.report.sentence import sentence
from aptcheck.report.verdict_words import STAMPS, suppressed, verdict_sentence, worst
from aptcheck.report.visible import shortened, visible
from aptcheck.report.words import counts
from aptcheck.results import ProposalReport, Report
from aptcheck.wording import count, listed

__all__ = ["render"]

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
#: How many of each are shown; one notice is for the verdict, one for what is suppressed.
_SHOWN = 10
#: Suppressed findings that their notice lists, and characters of each.
_HIDDEN, _REASON = 20, 300
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}
_TITLE = 200


def render(report: Report, *, look: Look, verbose: bool = False) -> str:  # noqa: ARG001
    """Return one command per line: the worst findings, what is suppressed, then the verdict.

    The proposals take turns, so that one with many errors leaves some annotations to the others.
    """
    hidden = list(_suppressed(report))
    room = dict.fromkeys(Severity, _SHOWN)
    room[Severity.INFO] -= 2 if hidden else 1
    rest: Counter[Severity] = Counter()
    lines = []
    for severity in Severity:
        turns = list(_in_turn(report, severity))
        lines += [_annotation(*turn, look) for turn in turns[: room[severity]]]
        rest[severity] = max(0, len(turns) - room[severity])
    if hidden:
        lines.append(_command("notice", {"title": "aptcheck: suppressed"}, _listed(hidden)))
    lines.append(_command("notice", {"title": "aptcheck"}, " ".join(_closing(report, rest))))
    return "".join(f"{line}\n" for line in lines)


def _in_turn(report: Report, severity: Severity) -> Iterator[tuple[ProposalReport, Finding]]:
    """Yield the findings that count: the first of each proposal, the second of each, and so on."""
    found = (
        [(one, f) for f in one.findings if f.counts and f.severity is severity]
        for one in report.proposals
    )
    for turns in zip_longest(*found):
        yield from (turn for turn in turns if turn is not None)


def _annotation(proposal: ProposalReport, finding: Finding, look: Look) -> str:
    place = address(proposal, finding, look)
    properties = {
        "file": place.path,
        "line": str(place.line),
        "col": str(place.column),
        "title": shortened(f"{finding.code} {finding.name}", _TITLE),
    }
    return _command(_COMMAND[finding.severity], properties, sentence(finding))


def _closing(report: Report, rest: Counter[Severity]) -> Iterator[str]:
    summary = report.summary
    yield f"{count(summary.proposals, 'proposal')}: {counts(summary)}."
    yield f"{STAMPS[worst(report.proposals)]}: {verdict_sentence(report.proposals)}."
    if more := listed(count(rest[s], s.value) for s in Severity if rest[s]):
        yield f"GitHub shows few annotations: {more} more are in the JSON and SARIF reports."
    unchecked = sum(map(not_checked, report.proposals))
    if unchecked:
        yield f"Rules not checked: {unchecked}."


def _suppressed(report: Report) -> Iterator[str]:
    for proposal in report.proposals:
        for what, why in suppressed(proposal):
            yield shortened(f"{what}: {why}", _REASON)


def _listed(lines: list[str]) -> str:
    more = [f"and {len(lines) - _HIDDEN} more"] if len(lines) > _HIDDEN else []
    return "; ".join([*lines[:_HIDDEN], *more])


def _command(name: str, properties: dict[str, str], data: str) -> str:
    listed = ",".join(f"{key}={_escaped(value, _PROPERTY)}" for key, value in properties.items())
    return f"::{name} {listed}::{_escaped(data, _DATA)}"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in visible(text))
