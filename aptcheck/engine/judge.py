"""Runs the rules over one proposal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aptcheck.config import Config, Profile
from aptcheck.engine.context import ProposalContext
from aptcheck.engine.fingerprint import fingerprint
from aptcheck.engine.ledger import Tally
from aptcheck.engine.selection import selected
from aptcheck.engine.severity import weigh
from aptcheck.engine.subjects import Subject, missing, subjects
from aptcheck.finding import Finding, Location, Severity
from aptcheck.model import Place
from aptcheck.results import Coverage, Outcome
from aptcheck.rules.registry import all_rules, find_rule
from aptcheck.rules.rule import Rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked

__all__ = ["Judgement", "Placed", "internal_fault", "judge"]

_CHANGED = " It can no longer be changed: every visit has been executed."


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with the place it stands at, whose column is not looked up yet."""

    finding: Finding
    place: Place | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """All findings of a proposal and the ledger, one line a rule."""

    findings: tuple[Placed, ...]
    coverage: tuple[Coverage, ...]


def judge(
    context: ProposalContext,
    config: Config,
    *,
    profile: Profile,
    select: Iterable[str],
    ignore: Iterable[str],
) -> Judgement:
    """Run every selected rule; one that crashes is reported (APT900) and hides no other."""
    select, ignore = tuple(select), tuple(ignore)
    findings: list[Placed] = []
    coverage: list[Coverage] = []
    for rule in all_rules():
        if not selected(rule, select, ignore):
            coverage.append(
                Coverage(code=rule.code, outcome=Outcome.NOT_CHECKED, reason="not selected")
            )
            continue
        tally = Tally()
        try:
            own = list(_run(rule, context, config, profile, tally))
        except Exception as crash:  # noqa: BLE001 - the fault is in the rule, whatever it is
            findings.append(internal_fault(f"rule {rule.code} ({rule.name})", crash, context))
            reason = f"the rule failed: {type(crash).__name__}"
            coverage.append(Coverage(code=rule.code, outcome=Outcome.NOT_CHECKED, reason=reason))
            continue
        findings.extend(own)
        coverage.append(tally.outcome(rule.code, missing(rule)))
    return Judgement(tuple(findings), _with_internal_faults(findings, coverage))


def internal_fault(where: str, crash: Exception, context: ProposalContext | None) -> Placed:
    """Return the APT900 finding for a crash of aptcheck itself."""
    rule = find_rule("APT900")
    program = context.proposal.program if context is not None else None
    return Placed(
        Finding(
            code="APT900",
            name=rule.name if rule is not None else "internal-fault",
            severity=Severity.ERROR,
            message=f"aptcheck failed in {where} on this proposal: "
            f"{type(crash).__name__}. What it judges was not checked.",
            observation=None,
            related_observations=(),
            target=None,
            location=Location(),
            evidence=None,
            angles=None,
            source=None,
            fix="This is a fault of aptcheck, not of the proposal: please report it with the "
            "output of `aptcheck check --verbose`.",
            fingerprint=fingerprint("APT900", program, None, (), None, where),
        ),
        None,
    )


def _run(
    rule: Rule,
    context: ProposalContext,
    config: Config,
    profile: Profile,
    tally: Tally,
) -> Iterator[Placed]:
    for subject in subjects(rule, context.graph):
        silent = True
        for verdict in rule.check(subject.value, context):
            silent = False
            if isinstance(verdict, NotApplicable):
                tally.not_applicable.append(verdict.reason)
            elif isinstance(verdict, NotChecked):
                tally.not_checked.append(verdict.reason)
            else:
                placed = _finding(rule, verdict, subject, context, config, profile)
                if placed is None:
                    tally.not_applicable.append("advice is left out of a draft")
                else:
                    tally.findings += 1
                    yield placed
        tally.passed += silent


def _finding(
    rule: Rule,
    fault: Fault,
    subject: Subject,
    context: ProposalContext,
    config: Config,
    profile: Profile,
) -> Placed | None:
    severity = weigh(
        rule,
        fault.severity,
        profile=profile,
        overrides=config.severity,
        suspected=subject.suspicion is not None,
    )
    if severity is None:
        return None
    proposal = context.proposal
    message = fault.message
    if subject.suspicion is not None:
        message = f"{message.rstrip('.')} ({subject.suspicion})."
    numbers = {number for number in (fault.observation, *fault.related) if number is not None}
    named = [proposal.observation(number) for number in numbers]
    if named and all(o is not None and o.is_executed for o in named):
        severity = Severity.INFO
        message += _CHANGED
    related = tuple(n for n in dict.fromkeys(fault.related) if n != fault.observation)
    place = fault.at.place if fault.at is not None else None
    target = fault.target or _target_name(context, fault.observation)
    finding = Finding(
        code=rule.code,
        name=rule.name,
        severity=severity,
        message=message,
        observation=fault.observation,
        related_observations=related,
        target=target,
        location=Location(
            line=place.line if place is not None else None,
            trail=place.trail if place is not None else "",
        ),
        evidence=fault.evidence,
        angles=fault.angles,
        source=fault.source,
        fix=fault.fix,
        fingerprint=fingerprint(
            rule.code, proposal.program, fault.observation, related, target, fault.subject
        ),
    )
    return Placed(finding, place)


def _target_name(context: ProposalContext, number: int | None) -> str | None:
    observation = context.proposal.observation(number)
    if observation is None or observation.target is None:
        return None
    return observation.target.name or None


def _with_internal_faults(findings: list[Placed], coverage: list[Coverage]) -> tuple[Coverage, ...]:
    """Let the ledger say APT900 found something when it did."""
    crashed = any(placed.finding.code == "APT900" for placed in findings)
    return tuple(
        Coverage(code=line.code, outcome=Outcome.FINDING)
        if crashed and line.code == "APT900"
        else line
        for line in coverage
    )
