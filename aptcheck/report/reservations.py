"""What was not checked and what was set aside: the clauses that qualify a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from aptcheck.finding import Severity
from aptcheck.mode_names import LEFT_OUT
from aptcheck.report.visible import one_line
from aptcheck.report.words import fields_left_out_words
from aptcheck.results import NOT_SELECTED, NOTHING_TO_JUDGE, Outcome, ProposalReport
from aptcheck.wording import count

__all__ = [
    "clauses",
    "deselection",
    "has_reservations",
    "not_checked",
    "reservations",
    "unchecked_clauses",
]

#: Rule codes that a clause names.
_MOST = 6


def reservations(proposals: Sequence[ProposalReport]) -> tuple[str, ...]:
    """Return a clause for each thing that was not checked or was set aside."""
    chosen = deselection(proposals)
    if chosen is None:
        return tuple(clauses(proposals))
    number, by = chosen
    return f"{number} {'rule' if number == '1' else 'rules'} {by}", *clauses(proposals)


def has_reservations(proposals: Sequence[ProposalReport]) -> bool:
    """Whether there is any, or a rule that was not checked: then a pass is not highlighted."""
    return bool(reservations(proposals)) or any(map(not_checked, proposals))


def not_checked(proposal: ProposalReport) -> int:
    """Return how many of the selected rules could not judge what they were asked to."""
    return sum(
        line.outcome is Outcome.NOT_CHECKED and line.reason != NOT_SELECTED
        for line in proposal.coverage
    )


def deselection(proposals: Sequence[ProposalReport]) -> tuple[str, str] | None:
    """Return how many rules were left out, and by whom; None where all ran."""
    numbers = {number for proposal in proposals if (number := _deselected(proposal))}
    if not numbers:
        return None
    who = dict.fromkeys(one_line(name) for one in proposals for name in _deselectors(one))
    how_many = str(numbers.pop()) if len(numbers) == 1 else "some"
    return how_many, f"deselected by {' and '.join(who)}"


def clauses(proposals: Sequence[ProposalReport]) -> Iterator[str]:
    """Yield all clauses except the one on rules that were left out."""
    yield from unchecked_clauses(proposals)
    yield from (clause for clause_of in _SET_ASIDE if (clause := clause_of(proposals)))


def unchecked_clauses(proposals: Sequence[ProposalReport]) -> Iterator[str]:
    """Yield those on what was not checked."""
    yield from (clause for clause_of in _UNCHECKED if (clause := clause_of(proposals)))


def _deselected(proposal: ProposalReport) -> int:
    return sum(line.reason == NOT_SELECTED for line in proposal.coverage)


def _deselectors(proposal: ProposalReport) -> Iterator[str]:
    by = proposal.scope.deselected_by
    if by in ("configuration", "both"):
        yield proposal.configuration or "the configuration"
    if by in ("options", "both"):
        yield "--select/--ignore"


def _nothing_judged(proposals: Sequence[ProposalReport]) -> str:
    """Return that nothing was judged, where the verdict itself does not say so."""
    idle = [proposal for proposal in proposals if not proposal.scope.observations]
    if not idle or all(proposal.verdict == "not-applicable" for proposal in proposals):
        return ""
    if len(proposals) == 1:
        return f"nothing to judge: {NOTHING_TO_JUDGE}"
    return f"nothing to judge in {len(idle)} of {len(proposals)} proposals"


def _sky_unchecked(proposals: Sequence[ProposalReport]) -> str:
    scopes = [proposal.scope for proposal in proposals]
    kinds = (
        (
            "field",
            sum(s.fields - s.fields_left_out for s in scopes),
            sum(s.fields_checked for s in scopes),
        ),
        (
            "science field",
            sum(s.science_fields for s in scopes),
            sum(s.science_fields_checked for s in scopes),
        ),
    )
    unchecked = [
        f"{number - checked} of {number} {noun}s" if checked else count(number, noun)
        for noun, number, checked in kinds
        if checked < number
    ]
    if not unchecked:
        return ""
    asked = any(scope.catalogue_asked for scope in scopes)
    return f"sky not checked: {' and '.join(unchecked)}" + ("" if asked else ", no catalogue asked")


def _not_looked_into(proposals: Sequence[ProposalReport]) -> str:
    fields = fields_left_out_words(proposal.scope for proposal in proposals)
    return f"{fields} not checked: {LEFT_OUT}" if fields else ""


def _angles_unknown(proposals: Sequence[ProposalReport]) -> str:
    unknown = sum(proposal.scope.fields - proposal.scope.angles_known for proposal in proposals)
    return f"position angles unknown: {count(unknown, 'field')}" if unknown else ""


def _dates_unchecked(proposals: Sequence[ProposalReport]) -> str:
    unchecked = sum(proposal.scope.dates_unchecked for proposal in proposals)
    return f"dates not checked: {count(unchecked, 'observation')}" if unchecked else ""


def _in_baseline(proposals: Sequence[ProposalReport]) -> str:
    known = Counter(
        finding.severity
        for proposal in proposals
        for finding in proposal.findings
        if finding.baselined and finding.suppressed is None
    )
    severities = ", ".join(count(known[s], s.value) for s in Severity if known[s])
    return f"in the baseline: {severities}" if severities else ""


def _suppressed(proposals: Sequence[ProposalReport]) -> str:
    number = sum(f.suppressed is not None for proposal in proposals for f in proposal.findings)
    return f"suppressed: {number}" if number else ""


def _lowered(proposals: Sequence[ProposalReport]) -> str:
    codes = list(dict.fromkeys(code for proposal in proposals for code in proposal.scope.lowered))
    more = f" and {len(codes) - _MOST} more" if len(codes) > _MOST else ""
    return f"severity lowered by you: {', '.join(codes[:_MOST])}{more}" if codes else ""


def _softened(proposals: Sequence[ProposalReport]) -> str:
    number = sum(proposal.scope.softened for proposal in proposals)
    return f"judged as a draft, {count(number, 'error')} shown as warnings" if number else ""


def _executed(proposals: Sequence[ProposalReport]) -> str:
    number = sum(proposal.scope.executed for proposal in proposals)
    return f"{count(number, 'finding')} on executed observations" if number else ""


#: In the order of a sentence: what was not checked, and what does not count or counts for less.
_UNCHECKED = (
    _nothing_judged,
    _sky_unchecked,
    _not_looked_into,
    _angles_unknown,
    _dates_unchecked,
)
_SET_ASIDE = (
    _in_baseline,
    _suppressed,
    _lowered,
    _softened,
    _executed,
)
