"""Runs the rules over one proposal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aptcheck.background.pairs import Pairs
from aptcheck.background.suspected import UNFOLLOWED
from aptcheck.edit import Remedy, Unwritten
from aptcheck.engine.findings import finding_of
from aptcheck.engine.forms import Forms
from aptcheck.engine.rule_selection import selected
from aptcheck.engine.rule_subjects import Subject, missing, subjects
from aptcheck.engine.severity import Easing, rated
from aptcheck.engine.tally import Tally
from aptcheck.errors import Unknown
from aptcheck.finding import Evidence, Finding, Location, Measured, Severity
from aptcheck.modes.judged import mode_of
from aptcheck.results import FAILED, NOT_SELECTED, Coverage, Outcome
from aptcheck.rules.registry import all_rules
from aptcheck.rules.verdict import Fault, Inapplicable, NotApplicable, NotChecked, Verdicts

if TYPE_CHECKING:
    from aptcheck.config import Config, Profile
    from aptcheck.edit import Edit
    from aptcheck.model import Observation, Place, Proposal
    from aptcheck.rules.context import Context
    from aptcheck.rules.rule import Rule

__all__ = ["Judgement", "Placed", "judge"]

_BEGUN = "A visit of observation {} has been taken; its other visits should stay the same."
_CHANGED = " It can no longer be changed: every visit has been executed."


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A finding with its place, whose column is not looked up yet, and its remedy."""

    finding: Finding
    place: Place | None
    eased_by: Easing | None = None
    remedy: Remedy | Unwritten | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """All findings of a proposal, the ledger with one line per rule, and the rules that crashed."""

    findings: tuple[Placed, ...]
    coverage: tuple[Coverage, ...]
    crashes: tuple[tuple[Rule, BaseException], ...] = ()


@dataclass(slots=True, eq=False)
class _Found:
    """A fault, its final severity, and the suspicion it is based on."""

    fault: Fault
    severity: Severity
    eased_by: Easing | None
    suspicion: str | None


def judge(
    contexts: Sequence[Context],
    config: Config,
    *,
    profile: Profile,
    select: Iterable[str],
    ignore: Iterable[str],
) -> Judgement:
    """Run every selected rule; one that crashes is reported and does not hide the others.

    ``contexts`` are one for each mode of the proposal, at least one.
    """
    select, ignore = tuple(select), tuple(ignore)
    findings: list[Placed] = []
    coverage: list[Coverage] = []
    crashes: list[tuple[Rule, BaseException]] = []
    proposal = contexts[0].graph.proposal
    forms = Forms(proposal)
    modes = tuple(context.mode.name for context in contexts)
    for rule in all_rules():
        if not selected(rule, select, ignore):
            coverage.append(_unchecked(rule, NOT_SELECTED))
            continue
        tally = Tally()
        # What the engine did not find is a pass.
        tally.passed += rule.judged_by_engine
        try:
            judged = _judged(rule, contexts)
            found = _merged(
                one
                for context in judged
                for one in _run(rule, context, config, profile, tally, several=len(judged) > 1)
            )
            own = [_placed(rule, one, proposal, forms) for one in found]
        except KeyboardInterrupt:
            raise
        except BaseException as crash:  # noqa: BLE001 - the fault is in the rule, whatever it is
            crashes.append((rule, crash))
            coverage.append(_unchecked(rule, f"{FAILED}: {type(crash).__name__}"))
            continue
        findings.extend(own)
        coverage.append(tally.outcome(rule.code, missing(rule, modes)))
    return Judgement(tuple(findings), tuple(coverage), tuple(crashes))


def _unchecked(rule: Rule, reason: str) -> Coverage:
    return Coverage(code=rule.code, outcome=Outcome.NOT_CHECKED, reason=reason)


def _judged(rule: Rule, contexts: Sequence[Context]) -> Sequence[Context]:
    """Return the contexts of the modes that a rule judges; a proposal is judged only once."""
    if rule.subject == "Proposal":
        return contexts[:1]
    return [context for context in contexts if context.mode.name in rule.modes]


def _run(
    rule: Rule,
    context: Context,
    config: Config,
    profile: Profile,
    tally: Tally,
    *,
    several: bool,
) -> Iterator[_Found]:
    seen: Counter[Hashable] = Counter()
    for subject in subjects(rule, context):
        silent = True
        for verdict in _verdicts(rule, subject, context):
            silent = False
            if isinstance(verdict, NotApplicable):
                tally.not_applicable.append(verdict.reason)
            elif isinstance(verdict, NotChecked):
                tally.not_checked(verdict.reason, verdict.times)
            else:
                severity = rated(
                    rule,
                    verdict.severity,
                    profile=profile,
                    overrides=config.severity,
                    suspected=subject.suspected is not None,
                )
                if severity is None:
                    tally.not_applicable.append("advice is left out of a draft")
                else:
                    tally.findings += 1
                    fault = verdict
                    if several and fault.cause is None and fault.at is not None:
                        # one place with one fix is one fault, in however many modes
                        what = id(fault.at), fault.fix
                        seen[what] += 1
                        fault = replace(fault, cause=(what, seen[what]))
                    yield _Found(fault, *severity, subject.suspicion(fault.about))
        tally.passed += silent
    if rule.suspected and not rule.judged_by_engine and (left := context.graph.unfollowed_size):
        tally.not_checked(UNFOLLOWED, left)


def _verdicts(rule: Rule, subject: Subject, context: Context) -> Verdicts:
    """Yield what a rule says about a subject; what ends it early is a verdict too."""
    if rule.catalogue == "needed":
        reason = getattr(subject.value, "reason", None)
        if reason is not None:
            # Judged anyway: a source that was found stays found.
            yield NotChecked(reason)
    try:
        yield from rule.check(subject.value, context)
    except Inapplicable as end:
        yield NotApplicable(str(end))
    except Unknown as end:
        yield NotChecked(str(end))


def _merged(found: Iterable[_Found]) -> list[_Found]:
    """Merge faults with one cause: keep the worst, among equals the lowest number."""
    by_cause: dict[Hashable, list[_Found]] = {}
    for number, one in enumerate(found):
        cause = one.fault.cause
        key = ("alone", number) if cause is None else ("cause", cause, one.suspicion is None)
        by_cause.setdefault(key, []).append(one)
    return [_one(members) for members in by_cause.values()]


def _one(members: list[_Found]) -> _Found:
    if len(members) == 1:
        return members[0]
    worst = min(members, key=lambda one: (-one.severity.rank, _number(one.fault) or 0))
    related = {n for one in members for n in (_number(one.fault), *_related(one.fault))}
    numbers = tuple(sorted(n for n in related if n is not None))
    return replace(worst, fault=replace(worst.fault, related=numbers))


def _number(fault: Fault) -> int | None:
    if fault.each:
        return next(iter(fault.each)) if len(fault.each) == 1 else None
    if fault.observation is not None or fault.about is None:
        return fault.observation
    return fault.about.skies[0].number


def _related(fault: Fault) -> tuple[int, ...]:
    return tuple(fault.each) if len(fault.each) > 1 else _beside(fault)


def _beside(fault: Fault) -> tuple[int, ...]:
    """Return the other side of a fault: unless the rule names it, the science observations."""
    return fault.related or (fault.about.science_numbers if fault.about is not None else ())


def _repair_words(rule: Rule, *, executed: bool) -> str:
    """Return what can repair an error once the data are taken, or now if they are."""
    if rule.repair == "association":
        once = "Now" if executed else "Once the data are taken,"
        return f" {once} only an association file of your own can repair this."
    never = rule.repair == "never" and not executed
    return " This cannot be repaired once the data are taken." if never else ""


def _placed(rule: Rule, found: _Found, proposal: Proposal, forms: Forms) -> Placed:
    """Turn a fault into a finding."""
    fault, severity, message = found.fault, found.severity, found.fault.message
    sky = fault.about.skies[0] if fault.about is not None else None
    number = _number(fault)
    if found.suspicion is not None:
        message = f"{message.rstrip('.')} ({found.suspicion})."
    numbers = (number, *fault.each, *_beside(fault))
    involved = [proposal.observation(n) for n in numbers if n is not None]
    eased_by = found.eased_by
    executed = bool(involved) and all(o is not None and o.is_executed for o in involved)
    if (fault.severity or rule.severity.value) == "error":
        message += _repair_words(rule, executed=executed)
    if executed:
        eased_by = "executed" if eased_by or severity is not Severity.INFO else None
        severity = Severity.INFO
        message += _CHANGED
    related = tuple(sorted({*_related(fault)} - {number}))
    place = fault.at.place if fault.at is not None else _form_place(sky)
    # A file may use one number twice: take the background itself, not the first of its number.
    own = sky if sky is not None and sky.number == number else proposal.observation(number)
    evidence = _evidence(fault, proposal)
    remedy = None if executed else _remedy(found, forms)
    finding = finding_of(
        rule,
        replace(fault, evidence=evidence, remedy=remedy),
        program=proposal.program,
        severity=severity,
        location=Location(
            line=place.line if place is not None else None,
            trail=place.trail if place is not None else "",
        ),
        message=message,
        observation=number,
        related=related,
        target=fault.target or _target_name(own) or _common_target(evidence),
    )
    return Placed(finding, place, eased_by, remedy)


def _remedy(found: _Found, forms: Forms) -> Remedy | Unwritten | None:
    """Return the remedy of a fault: not safe on a suspicion, and never for visits taken."""
    remedy = found.fault.remedy
    if not isinstance(remedy, Remedy):
        return remedy
    if remedy.apart:
        edits = tuple(edit for edit in remedy.edits if not _is_begun([edit], forms))
        return replace(remedy, edits=edits) if edits else None
    every = (*remedy.edits, *(remedy.instead.edits if remedy.instead is not None else ()))
    if begun := forms.begun(every):
        taken = any(one.is_executed for one in begun)
        return None if taken else Unwritten(_BEGUN.format(begun[0].number))
    suspected = found.suspicion is not None and remedy.kind == "safe"
    return replace(remedy, kind="unsafe") if suspected else remedy


def _is_begun(edits: Iterable[Edit], forms: Forms) -> bool:
    """Whether the edits change an observation with a visit that has been taken."""
    return bool(forms.begun(edits))


def _evidence(fault: Fault, proposal: Proposal) -> Evidence | None:
    """Return the evidence of a fault, with what was measured for each of several observations."""
    if len(fault.each) < 2:
        return fault.evidence
    beside = frozenset(_beside(fault))
    each = (
        Measured(
            number,
            _target_name(proposal.observation(number)),
            measured,
            tuple(sorted(_partners(fault, number, beside) - {number})),
        )
        for number, measured in fault.each.items()
    )
    return replace(fault.evidence or Evidence(None, None), each=tuple(each))


def _partners(fault: Fault, number: int, beside: frozenset[int]) -> frozenset[int]:
    """Return the partners of one observation of a fault: for a background, its users."""
    pairs = fault.about
    return beside.intersection(pairs.users_of(number)) if isinstance(pairs, Pairs) else beside


def _common_target(evidence: Evidence | None) -> str | None:
    """Return the target of all observations that a finding lists, None if they differ."""
    names = {one.target for one in evidence.each} if evidence is not None else set()
    return names.pop() if len(names) == 1 else None


def _form_place(sky: Observation | None) -> Place | None:
    """Return the place of the form of a background; None without one."""
    if sky is None:
        return None
    mode = mode_of(sky)
    form = mode.template(sky) if mode is not None else None
    return form.place if form is not None else sky.place


def _target_name(observation: Observation | None) -> str | None:
    if observation is None or observation.target is None:
        return None
    return observation.target.name or None
