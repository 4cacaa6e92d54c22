"""The verdict in words: it says beside a pass what was not looked at and what was set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from aptcheck.finding import Finding, Severity
from aptcheck.report.visible import one_line
from aptcheck.results import NOT_SELECTED, NOTHING_TO_JUDGE, Outcome, ProposalReport, Verdict
from aptcheck.rules.registry import is_about, may_be_silenced
from aptcheck.wording import count

__all__ = [
    "STAMPS",
    "has_reservations",
    "named",
    "not_checked",
    "reservations",
    "sky_not_checked",
    "suppressed",
    "verdict_sentence",
    "worst",
]

#: How each verdict is stamped on a report, the worst first.
STAMPS: dict[Verdict, str] = {
    "fail": "FAIL",
    "warn": "WARN",
    "pass": "PASS",
    "not-applicable": "NOTHING TO JUDGE",
}
_SENTENCES: dict[Verdict, str] = {
    "fail": "do not submit yet: data or their background would be lost",
    "warn": "the science may suffer: read the warnings before you submit",
    "pass": "nothing found that would cost you data",
    "not-applicable": NOTHING_TO_JUDGE,
}
#: Rule codes that a sentence names.
_MOST = 6


def worst(proposals: Iterable[ProposalReport]) -> Verdict:
    """Return the worst verdict; that of no proposal is nothing to judge."""
    found = {proposal.verdict for proposal in proposals}
    return next((verdict for verdict in STAMPS if verdict in found), "not-applicable")


def verdict_sentence(proposals: Sequence[ProposalReport]) -> str:
    """Return what the verdict on one proposal or several means, with every reservation."""
    verdict = worst(proposals)
    read = [proposal for proposal in proposals if _fault(proposal) is None]
    if verdict == "fail" and all(p.verdict != "fail" for p in read):
        unjudged = len(proposals) - len(read)
        among = "" if len(proposals) == 1 else f"{unjudged} of {len(proposals)} proposals: "
        faults = dict.fromkeys(why for p in proposals if (why := _fault(p)) is not None)
        return "; ".join((among + " or ".join(faults), *reservations(proposals)))
    if verdict != "pass" or not has_reservations(proposals):
        return "; ".join((_SENTENCES[verdict], *reservations(proposals)))
    head = "nothing new" if _baselined(read) else "no error or warning"
    if chosen := _deselection(read):
        head += f" from the selected rules ({' '.join(chosen)})"
    elif any(map(not_checked, read)):
        head += " in what was checked"
    return "; ".join((head, *_clauses(read)))


def has_reservations(proposals: Sequence[ProposalReport]) -> bool:
    """Whether something was not looked at or was set aside: then a pass is not to be stressed."""
    return bool(reservations(proposals)) or any(map(not_checked, proposals))


def reservations(proposals: Sequence[ProposalReport]) -> tuple[str, ...]:
    """Return what was not looked at and what was set aside, a clause each."""
    read = [proposal for proposal in proposals if _fault(proposal) is None]
    chosen = _deselection(read)
    if chosen is None:
        return tuple(_clauses(read))
    number, by = chosen
    return f"{number} {'rule' if number == '1' else 'rules'} {by}", *_clauses(read)


def _clauses(read: Sequence[ProposalReport]) -> Iterator[str]:
    yield from (clause for told in _CLAUSES if (clause := told(read)))


def not_checked(proposal: ProposalReport) -> int:
    """Return how many of the selected rules could not judge what they were asked to."""
    return sum(
        line.outcome is Outcome.NOT_CHECKED and line.reason != NOT_SELECTED
        for line in proposal.coverage
    )


def sky_not_checked(fields: int, checked: int) -> str:
    """Return "sky not checked: 3 of 24 fields", nothing where all of them were."""
    if checked == fields:
        return ""
    how_many = f"{fields - checked} of {fields} fields" if checked else count(fields, "field")
    return f"sky not checked: {how_many}"


def suppressed(proposal: ProposalReport) -> Iterator[tuple[str, str]]:
    """Yield what each suppressed finding is, and the reason given for it."""
    for finding in proposal.findings:
        if finding.suppressed is not None:
            yield named(finding), finding.suppressed.reason


def named(finding: Finding) -> str:
    """Return severity, code, name and place of a finding, as where a list has no room for more."""
    number = finding.observation
    place = "proposal" if number is None else f"observation {number}"
    return f"{finding.severity.value} {finding.code} {finding.name}, {place}"


def _fault(proposal: ProposalReport) -> str | None:
    """Return why a proposal was not judged, None where it was."""
    if any(is_about(finding.code, "file") for finding in proposal.findings):
        return "the file could not be read, so nothing in it was checked"
    errors = [f for f in proposal.findings if f.counts and f.severity is Severity.ERROR]
    if errors and not any(may_be_silenced(finding.code) for finding in errors):
        return "aptcheck itself failed here, so not everything was checked"
    return None


def _deselection(read: Sequence[ProposalReport]) -> tuple[str, str] | None:
    """Return how many rules were left out, and by whom."""
    numbers = {number for proposal in read if (number := _deselected(proposal))}
    if not numbers:
        return None
    who = dict.fromkeys(one_line(name) for proposal in read for name in _deselectors(proposal))
    how_many = str(numbers.pop()) if len(numbers) == 1 else "some"
    return how_many, f"deselected by {' and '.join(who)}"


def _deselectors(proposal: ProposalReport) -> Iterator[str]:
    by = proposal.scope.deselected_by
    if by in ("configuration", "both"):
        yield proposal.configuration or "the configuration"
    if by in ("options", "both"):
        yield "--select/--ignore"


def _deselected(proposal: ProposalReport) -> int:
    return sum(line.reason == NOT_SELECTED for line in proposal.coverage)


def _sky_unchecked(read: Sequence[ProposalReport]) -> str:
    fields = sum(proposal.scope.fields for proposal in read)
    checked = sum(proposal.scope.fields_checked for proposal in read)
    asked = any(proposal.scope.catalogue_asked for proposal in read if proposal.scope.fields)
    told = sky_not_checked(fields, checked)
    return told if asked or not told else f"{told}, no catalogue asked"


def _angles_unknown(read: Sequence[ProposalReport]) -> str:
    unknown = sum(proposal.scope.fields - proposal.scope.angles_known for proposal in read)
    return f"position angles not known: {count(unknown, 'field')}" if unknown else ""


def _nothing_judged(read: Sequence[ProposalReport]) -> str:
    """Say it where the verdict itself does not."""
    idle = sum(not proposal.scope.observations for proposal in read)
    if not idle or worst(read) == "not-applicable":
        return ""
    if len(read) == 1:
        return f"nothing to judge: {NOTHING_TO_JUDGE}"
    return f"nothing to judge in {idle} of {len(read)} proposals"


def _suppressed(read: Sequence[ProposalReport]) -> str:
    number = sum(f.suppressed is not None for proposal in read for f in proposal.findings)
    return f"suppressed: {number}" if number else ""


def _in_baseline(read: Sequence[ProposalReport]) -> str:
    known = Counter(finding.severity for finding in _baselined(read))
    told = ", ".join(count(known[s], s.value) for s in Severity if known[s])
    return f"in the baseline: {told}" if told else ""


def _baselined(read: Sequence[ProposalReport]) -> list[Finding]:
    return [f for p in read for f in p.findings if f.baselined and f.suppressed is None]


def _lowered(read: Sequence[ProposalReport]) -> str:
    codes = list(dict.fromkeys(code for proposal in read for code in proposal.scope.lowered))
    more = f" and {len(codes) - _MOST} more" if len(codes) > _MOST else ""
    return f"severity lowered by you: {', '.join(codes[:_MOST])}{more}" if codes else ""


def _executed(read: Sequence[ProposalReport]) -> str:
    number = sum(proposal.scope.executed for proposal in read)
    return f"{count(number, 'finding')} on executed observations" if number else ""


#: In the order of the sentence.
_CLAUSES = (
    _nothing_judged,
    _sky_unchecked,
    _angles_unknown,
    _in_baseline,
    _suppressed,
    _lowered,
    _executed,
)
