"""Turns the session of one proposal into its part of the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from aptcheck import apt
from aptcheck.background.intents_of_modes import stated_in
from aptcheck.engine.exported_xml import (
    ExportFile,
    beside_unreadable,
    exported_beside,
    with_export,
)
from aptcheck.engine.findings import stated, unique
from aptcheck.engine.judge import Judgement, Placed, judge
from aptcheck.engine.pair_table import pairs
from aptcheck.engine.provenance import provenance_of
from aptcheck.engine.scope import scope_of
from aptcheck.engine.session import Session, Unopened
from aptcheck.engine.severity import order, verdict
from aptcheck.errors import UnreadableProposal
from aptcheck.finding import Finding, Location
from aptcheck.results import (
    NOTHING_TO_JUDGE,
    Coverage,
    IntentUse,
    Outcome,
    Pair,
    ProposalReport,
    Provenance,
    Scope,
    SkyField,
)
from aptcheck.rules.registry import all_rules
from aptcheck.rules.structure.internal_fault import Crash, internal_fault
from aptcheck.rules.structure.interrupted_check import Interruption, interrupted_check
from aptcheck.rules.structure.unreadable_proposal import unreadable_proposal

if TYPE_CHECKING:
    from aptcheck.apt import Document
    from aptcheck.background.stated_intents import StatedIntent
    from aptcheck.contamination.sky import Answers
    from aptcheck.edit import Remedy, Unwritten
    from aptcheck.rules.rule import Rule

__all__ = ["failed_report", "judged", "report_of", "unreached_report", "with_remedies"]

#: What `aptcheck fix` would change for a finding, or why it cannot, by its fingerprint.
Remedies: TypeAlias = "Mapping[str, Remedy | Unwritten]"


def report_of(
    opened: Session | Unopened, answers: Answers | None = None, export: ExportFile | None = None
) -> ProposalReport:
    """Judge one file; anything wrong with it becomes a finding.

    ``answers`` are the catalogue answers for its fields, None if none was asked; ``export`` is the
    exported XML of the same proposal.
    """
    if isinstance(opened, Unopened):
        return _without_proposal(opened, export)
    report = judged(opened, answers)
    same = exported_beside(opened.path, opened.document, export)
    return with_export(replace(report, beside=same), opened, export)


def judged(session: Session, answers: Answers | None = None) -> ProposalReport:
    """Judge a proposal that has been read."""
    return with_remedies(session, answers)[0]


def with_remedies(
    session: Session, answers: Answers | None = None
) -> tuple[ProposalReport, Remedies]:
    """Judge a proposal that has been read, and also return the remedies of its findings."""
    proposal = session.proposal
    found: tuple[Pair, ...] = ()
    drawn: tuple[SkyField, ...] = ()
    scope = Scope()
    intents: tuple[IntentUse, ...] = ()
    provenance: Provenance | None = None
    try:
        contexts = session.contexts(answers)
        judgement = judge(
            contexts,
            session.settings,
            profile=session.profile,
            select=session.select,
            ignore=session.ignore,
        )
        found = pairs(contexts, [placed.finding for placed in judgement.findings])
        scope = scope_of(session, contexts, judgement.findings)
        intents = tuple(map(_use, stated_in(session.graphs)))
        provenance = provenance_of(session, contexts)
        if session.options.pictures:
            from aptcheck.engine.sky_fields import sky_fields

            drawn = tuple(f for context in contexts for f in sky_fields(context))
    except Exception as crash:  # noqa: BLE001 - a crash here must not stop the other files
        fault = _internal_fault("the background graph", crash)
        judgement = Judgement(
            (Placed(fault, None),),
            _nothing_checked("aptcheck failed on this proposal", internal_fault),
        )
    placed = (*judgement.findings, *_crashes(judgement, proposal.program))
    located = sorted(_located(session.document, placed), key=lambda one: order(one.finding))
    findings = tuple(unique(one.finding for one in located))
    remedies = {
        finding.fingerprint: one.remedy
        for finding, one in zip(findings, located, strict=True)
        if one.remedy is not None
    }
    report = ProposalReport(
        path=session.path,
        program=proposal.program,
        title=proposal.title,
        apt_version=proposal.apt_version,
        schema_version=proposal.schema_version,
        cycle=proposal.cycle,
        verdict=verdict(findings, scope),
        scope=scope,
        backgrounds=found,
        findings=findings,
        coverage=_coverage(judgement, scope),
        fields=drawn,
        intents=intents,
        provenance=provenance,
    )
    return report, remedies


def _use(stated: StatedIntent) -> IntentUse:
    why = stated.unmatched
    return IntentUse(
        name=stated.name,
        observations=stated.observations,
        reason=str(why.reason) if why is not None else None,
        advice=why.advice if why is not None else None,
        near=why is not None and why.near,
    )


def failed_report(path: str, crash: Crash) -> ProposalReport:
    """Return the report of a file on which aptcheck itself failed."""
    finding = stated(internal_fault, crash)
    return _unchecked(path, internal_fault, finding, "aptcheck failed on this proposal")


def unreached_report(path: str) -> ProposalReport:
    """Return the report of a file that an interrupted run did not reach or finish."""
    finding = stated(interrupted_check, Interruption())
    report = _unchecked(path, interrupted_check, finding, "the run was interrupted")
    return replace(report, reached=False)


def _crashes(judgement: Judgement, program: str | None) -> Iterable[Placed]:
    for rule, crash in judgement.crashes:
        where = f"rule {rule.code} ({rule.name})"
        yield Placed(_internal_fault(where, crash, program), None)


def _internal_fault(where: str, crash: BaseException, program: str | None = None) -> Finding:
    return stated(internal_fault, Crash(where, type(crash).__name__), program)


def _coverage(judgement: Judgement, scope: Scope) -> tuple[Coverage, ...]:
    """Return the ledger: it shows where aptcheck failed, and no pass if nothing was judged."""
    failed = {internal_fault.code} if judgement.crashes else set()
    return tuple(
        Coverage(code=line.code, outcome=Outcome.FINDING)
        if line.code in failed
        else replace(line, outcome=Outcome.NOT_APPLICABLE, reason=NOTHING_TO_JUDGE)
        if line.outcome is Outcome.PASSED and not scope.observations
        else line
        for line in judgement.coverage
    )


def _located(document: Document, placed: Iterable[Placed]) -> list[Placed]:
    """Give every finding its exact line and column, in one pass over the bytes."""
    placed = list(placed)
    elements = {p.place.element for p in placed if p.place is not None}
    columns = apt.columns(document, {e for e in elements if e is not None}) if elements else {}
    located = []
    for entry in placed:
        location = replace(entry.finding.location, member=document.member)
        if entry.place is not None and entry.place.element in columns:
            line, column = columns[entry.place.element]
            location = replace(location, line=line, column=column)
        located.append(replace(entry, finding=replace(entry.finding, location=location)))
    return located


def _without_proposal(opened: Unopened, export: ExportFile | None) -> ProposalReport:
    fault = opened.fault
    if not isinstance(fault, UnreadableProposal):
        return failed_report(opened.path, Crash("the reader", type(fault).__name__))
    fault = beside_unreadable(fault, export)
    location = Location(member=fault.member, line=fault.line, column=fault.column)
    finding = stated(unreadable_proposal, fault, location=location)
    return _unchecked(opened.path, unreadable_proposal, finding, "the proposal could not be read")


def _unchecked(path: str, rule: Rule, finding: Finding, reason: str) -> ProposalReport:
    """Return the report of a file for which only one finding is known."""
    return ProposalReport(
        path=path,
        program=None,
        title=None,
        apt_version=None,
        schema_version=None,
        cycle=None,
        verdict="fail",
        scope=Scope(),
        backgrounds=(),
        findings=(finding,),
        coverage=_nothing_checked(reason, rule),
    )


def _nothing_checked(reason: str, found: Rule) -> tuple[Coverage, ...]:
    return tuple(
        Coverage(code=rule.code, outcome=Outcome.FINDING)
        if rule is found
        else Coverage(code=rule.code, outcome=Outcome.NOT_CHECKED, reason=reason)
        for rule in all_rules()
    )
