"""One proposal as the page's templates see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from aptcheck.finding import Severity
from aptcheck.mode_names import LEFT_OUT
from aptcheck.report.html.anchors import Anchors
from aptcheck.report.html.field_view import FieldView, field_at
from aptcheck.report.html.finding_groups import FindingView, Group, finding_views, groups
from aptcheck.report.html.ledger import LedgerPart, ledger
from aptcheck.report.html.pair_rows import PairTable, pair_table
from aptcheck.report.html.ranked_fields import RankedField
from aptcheck.report.html.to_do import ToDo, to_do
from aptcheck.report.reservations import has_reservations, not_checked
from aptcheck.report.words import fields_left_out_words, is_mrs_alone
from aptcheck.results import ProposalReport, SkyField
from aptcheck.wording import agree

__all__ = ["ProposalView", "proposal_view"]

#: Findings shown unfolded, and spoiled fields and others; beyond these the reader unfolds them.
_FINDINGS_OPEN, _SPOILED_OPEN, _FIELDS_OPEN = 60, 12, 3


@dataclass(frozen=True, kw_only=True)
class ProposalView:
    """One proposal of the page."""

    anchors: Anchors
    report: ProposalReport
    findings_open: bool
    findings: tuple[FindingView, ...]
    groups: tuple[Group, ...]
    set_aside: tuple[FindingView, ...]
    to_do: ToDo | None
    pairs: PairTable
    fields: tuple[FieldView, ...]
    undrawn: tuple[tuple[str, SkyField], ...]
    fields_left_out: int
    images_left_out: int
    ledger: tuple[LedgerPart, ...]

    @property
    def key(self) -> str:
        """The address of the proposal itself."""
        return self.anchors.key

    @property
    def mrs_alone(self) -> bool:
        """Whether no pair is of another mode than the MRS."""
        return is_mrs_alone(self.report.backgrounds)

    @property
    def undrawn_left_out(self) -> str:
        """Say that fields of other modes have no picture; nothing where there are none."""
        fields = fields_left_out_words([self.report.scope])
        have = agree(self.report.scope.fields_left_out, "has", "have")
        return f"{fields} {have} no picture: {LEFT_OUT}." if fields else ""

    @property
    def has_fields(self) -> bool:
        """Whether there is anything to say of a field."""
        return bool(self.fields or self.undrawn or self.undrawn_left_out or self.fields_left_out)

    @property
    def unchecked(self) -> int:
        """How many of the selected rules were not checked."""
        return not_checked(self.report)

    @property
    def unchecked_fields(self) -> int:
        """How many background fields no catalogue answered completely for."""
        return self.report.scope.fields - self.report.scope.fields_checked

    @property
    def fields_to_ask(self) -> int:
        """How many of these a catalogue could be asked about: those with a known place."""
        placed = sum(field.undrawn is None for field in self.report.fields)
        return min(placed, self.unchecked_fields)

    @property
    def partial(self) -> bool:
        """Whether the verdict is a pass of less than everything."""
        return self.report.verdict == "pass" and has_reservations([self.report])

    def findings_of(self, address: str) -> tuple[FindingView, ...]:
        """Return the findings that count on the observation whose field has an address."""
        return tuple(
            view for view in self.findings if view.field == address and view.finding.counts
        )

    def number(self, severity: str) -> int:
        """Return how many findings that count have a severity."""
        wanted = Severity(severity)
        return sum(f.counts and f.severity is wanted for f in self.report.findings)


def proposal_view(
    report: ProposalReport, anchors: Anchors, ranked: Sequence[RankedField], drawn: int
) -> ProposalView:
    """Return a proposal with pictures of so many of its fields, the first ranked."""
    undrawn = [field for field in report.fields if field.undrawn is not None]
    addressed = [*(one.field for one in ranked[:drawn]), *undrawn]
    # by identity: two fields of one number would share an address
    addresses = {id(field): anchors.field(field.observation) for field in addressed}
    by_number = {field.observation: addresses[id(field)] for field in reversed(addressed)}
    findings = finding_views(report.findings, by_number, anchors)
    return ProposalView(
        anchors=anchors,
        report=report,
        findings_open=len(findings) <= _FINDINGS_OPEN,
        findings=findings,
        groups=groups(findings),
        set_aside=tuple(view for view in findings if not view.finding.counts),
        to_do=to_do(findings),
        pairs=pair_table(report.backgrounds, report.scope.pairs, findings),
        fields=tuple(_fields(ranked[:drawn], addresses)),
        undrawn=tuple((addresses[id(field)], field) for field in undrawn),
        fields_left_out=max(0, len(ranked) - drawn),
        images_left_out=sum(bool(field.images) for field in report.fields)
        - sum(bool(one.field.images) for one in ranked[:drawn]),
        ledger=ledger(report.coverage),
    )


def _fields(ranked: Sequence[RankedField], addresses: Mapping[int, str]) -> Iterator[FieldView]:
    for place, one in enumerate(ranked):
        unfolded = place < (_SPOILED_OPEN if one.spoiled else _FIELDS_OPEN)
        key = addresses[id(one.field)]
        yield field_at(key, one.field, one.prospect, one.prospect.best, opened=unfolded)
