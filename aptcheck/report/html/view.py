"""The report as the page's templates see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from aptcheck.finding import Finding
from aptcheck.mode_names import LEFT_OUT, ModeName
from aptcheck.report.html.field_view import FieldView, field_view
from aptcheck.report.html.rule_pages import RulePage, rule_pages
from aptcheck.report.pair_settings import settings_shown
from aptcheck.report.reservations import has_reservations, not_checked
from aptcheck.report.verdict_words import worst
from aptcheck.report.visible import one_line
from aptcheck.report.words import fields_left_out_words, is_mrs_alone
from aptcheck.results import (
    Coverage,
    ExposureMatch,
    Outcome,
    Pair,
    ProposalReport,
    Report,
    SkyField,
    Verdict,
)
from aptcheck.wording import agree, count

__all__ = ["FieldView", "Group", "Page", "ProposalView", "page"]

#: Findings, fields and proposals shown unfolded; beyond these the reader unfolds them.
_FINDINGS_OPEN = 60
_FIELDS_OPEN = 3
_PROPOSALS_OPEN = 5
#: What one page can hold: a picture takes about 15 kB, a pair 0.5 kB.
_MOST_FIELDS = 120
_MOST_PAIRS = 500


@dataclass(frozen=True, kw_only=True)
class Group:
    """The findings of one observation, or of the proposal as a whole."""

    label: str
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> str:
        """Say "1 error, 2 warnings"."""
        counted = Counter(finding.severity.value for finding in self.findings)
        return ", ".join(
            count(counted[name], name) for name in ("error", "warning", "info") if counted[name]
        )


@dataclass(frozen=True, kw_only=True)
class ProposalView:
    """One proposal of the page."""

    key: str
    report: ProposalReport
    opened: bool
    findings_open: bool
    groups: tuple[Group, ...]
    set_aside: tuple[Finding, ...]
    pairs: tuple[Pair, ...]
    fields: tuple[FieldView, ...]
    undrawn: tuple[SkyField, ...]
    fields_left_out: int
    ledger: tuple[tuple[Outcome, tuple[Coverage, ...]], ...]

    @property
    def mrs_alone(self) -> bool:
        """Whether no pair is of another mode than the MRS."""
        return is_mrs_alone(self.pairs)

    @property
    def has_mrs_pairs(self) -> bool:
        """Whether some pair is of the MRS, whose gratings the page shortens."""
        return any(pair.mode == "miri-mrs" for pair in self.pairs)

    @cached_property
    def settings(self) -> dict[Pair, tuple[ExposureMatch, ...]]:
        """What the table shows of each pair."""
        return settings_shown(self.report.backgrounds)

    @property
    def pairs_by_mode(self) -> tuple[tuple[ModeName, tuple[Pair, ...]], ...]:
        """The pairs, those of each mode together."""
        groups = groupby(self.pairs, key=lambda pair: pair.mode)
        return tuple((mode, tuple(pairs)) for mode, pairs in groups)

    @property
    def undrawn_left_out(self) -> str:
        """Say that fields of other modes have no picture; nothing where there are none."""
        fields = fields_left_out_words([self.report.scope])
        have = agree(self.report.scope.fields_left_out, "has", "have")
        return f"{fields} {have} no picture: {LEFT_OUT}." if fields else ""

    @property
    def unchecked(self) -> int:
        """How many of the selected rules were not checked."""
        return not_checked(self.report)

    @property
    def unchecked_fields(self) -> int:
        """How many background fields no catalogue answered completely for."""
        return self.report.scope.fields - self.report.scope.fields_checked

    @property
    def partial(self) -> bool:
        """Whether the verdict is a pass of less than everything."""
        return self.report.verdict == "pass" and has_reservations([self.report])


@dataclass(frozen=True, kw_only=True)
class Page:
    """The whole page."""

    report: Report
    proposals: tuple[ProposalView, ...]
    rules: tuple[RulePage, ...]

    @property
    def single(self) -> ProposalView | None:
        """The proposal of a page about one."""
        return self.proposals[0] if len(self.proposals) == 1 else None

    @property
    def verdict(self) -> Verdict:
        """The worst verdict of all."""
        return worst(self.report.proposals)

    @property
    def partial(self) -> bool:
        """Whether the verdict is a pass of less than everything."""
        return self.verdict == "pass" and has_reservations(self.report.proposals)

    @property
    def rule_codes(self) -> frozenset[str]:
        """The rules whose page is on this page."""
        return frozenset(rule.code for rule in self.rules)


def page(report: Report) -> Page:
    """Return the page of a report."""
    room = _MOST_FIELDS
    few = len(report.findings) <= _FINDINGS_OPEN
    views = []
    for number, proposal in enumerate(report.proposals, start=1):
        views.append(
            _proposal(
                f"p{number}",
                proposal,
                opened=len(report.proposals) <= _PROPOSALS_OPEN,
                findings_open=few,
                room=room,
            )
        )
        room -= len(views[-1].fields)
    return Page(
        report=report,
        proposals=tuple(views),
        rules=rule_pages(finding.code for finding in report.findings),
    )


def _proposal(
    key: str, proposal: ProposalReport, *, opened: bool, findings_open: bool, room: int
) -> ProposalView:
    drawn = [field for field in proposal.fields if field.undrawn is None]
    shown = drawn[:room]
    ledger = {outcome: [c for c in proposal.coverage if c.outcome is outcome] for outcome in _ORDER}
    return ProposalView(
        key=key,
        report=proposal,
        opened=opened,
        findings_open=findings_open,
        groups=tuple(_groups(proposal.findings)),
        set_aside=tuple(finding for finding in proposal.findings if not finding.counts),
        pairs=proposal.backgrounds[:_MOST_PAIRS],
        fields=tuple(
            field_view(f"{key}-f{number}", proposal, field, opened=number <= _FIELDS_OPEN)
            for number, field in enumerate(shown, start=1)
        ),
        undrawn=tuple(field for field in proposal.fields if field.undrawn is not None),
        fields_left_out=len(drawn) - len(shown),
        ledger=tuple((outcome, tuple(lines)) for outcome, lines in ledger.items() if lines),
    )


_ORDER = (Outcome.FINDING, Outcome.NOT_CHECKED, Outcome.PASSED, Outcome.NOT_APPLICABLE)


def _groups(findings: Sequence[Finding]) -> list[Group]:
    """Return the groups, those with the worst finding first."""
    together: dict[int | None, list[Finding]] = {}
    for finding in findings:
        if finding.counts:
            together.setdefault(finding.observation, []).append(finding)
    groups = [_group(number, members) for number, members in together.items()]
    return sorted(groups, key=lambda group: -group.findings[0].severity.rank)


def _group(number: int | None, members: list[Finding]) -> Group:
    targets = {one_line(finding.target) for finding in members if finding.target}
    name = f", {targets.pop()}" if number is not None and len(targets) == 1 else ""
    label = "The proposal as a whole" if number is None else f"Observation {number}{name}"
    worst_first = sorted(members, key=lambda finding: -finding.severity.rank)
    return Group(label=label, findings=tuple(worst_first))
