"""Two versions of a proposal, each opened once and judged separately, then compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from aptcheck.difference import Change, Compared, Difference, Parts, Version, gone, identity
from aptcheck.engine.catalogues import (
    Announce,
    Asking,
    Catalogues,
    choices,
    quiet_announcement,
    quiet_progress,
)
from aptcheck.engine.configurations import Configurations
from aptcheck.engine.proposal_report import report_of
from aptcheck.engine.session import Session, Unopened, cones_of, open_proposal
from aptcheck.engine.settling import settled
from aptcheck.report.reservations import reservations
from aptcheck.results import Coverage, Outcome, ProposalReport
from aptcheck.tasks.plan_changes import changes
from aptcheck.wording import agree, briefly

if TYPE_CHECKING:
    from aptcheck.contamination.sky import Answers
    from aptcheck.engine.options import Options
    from aptcheck.finding import Finding, Observed
    from aptcheck.model import Proposal

__all__ = ["compared", "difference"]


def compared(
    old: str,
    new: str,
    options: Options,
    *,
    announce: Announce = quiet_announcement,
    progress: Asking = quiet_progress,
) -> Difference:
    """Compare two files; the catalogues are queried for both at once.

    Raises
    ------
    UsageError
        The configuration is wrong, or a catalogue file cannot be used.
    """
    configurations = Configurations(options)
    governed = {path: configurations.of(path) for path in dict.fromkeys((old, new))}
    opened = {path: open_proposal(path, options, by.settings) for path, by in governed.items()}
    curious = [path for path in opened if choices(path, options)]
    asked: dict[str, Answers] = {}
    if curious:
        cones = {path: cones_of(opened[path]) for path in curious}
        asked = Catalogues(options, announce=announce, progress=progress).answers(cones)
    # Each version is a separate run, so that suppressions are judged on each separately.
    reports = {
        path: settled([report_of(one, asked.get(path))], [governed[path]], options)[0]
        for path, one in opened.items()
    }
    return difference(reports[old], reports[new], _proposal(opened[old]), _proposal(opened[new]))


def difference(
    old: ProposalReport,
    new: ProposalReport,
    old_proposal: Proposal | None,
    new_proposal: Proposal | None,
) -> Difference:
    """Compare two versions; a proposal is None if it could not be read.

    A finding is the same in both if its fingerprint is. The fingerprint holds the programme's
    number; if that differs (a draft has none), code, observations and target decide. A finding that
    lists several observations is compared observation by observation.
    """
    key = identity(old.program == new.program)
    there, here = Parts(old.findings), Parts(new.findings)
    appeared, fixed, not_checked = [], [], []
    for finding in gone(new.findings, old.findings, key):
        before = there.of(finding)
        if len(before) == len(finding.places):
            continue
        why = _unjudged(finding.code, old.coverage)
        notes = (
            f"{_observations(before)} had it before." if before else None,
            f"It may not be new: in the old version, {why}." if why is not None else None,
        )
        appeared.append(_compared(finding, *notes))
    for finding in gone(old.findings, new.findings, key):
        left = here.of(finding)
        if len(left) == len(finding.places):
            continue
        remains = f"{_observations(left)} still {agree(left, 'has', 'have')} it." if left else None
        why = _unjudged(finding.code, new.coverage)
        if why is None:
            fixed.append(_compared(finding, remains))
        else:
            not_checked.append(_compared(finding, remains, f"In the new version, {why}."))
    come = {id(one.finding) for one in appeared}
    unchanged = [Compared(finding=one) for one in new.findings if id(one) not in come]
    found: tuple[Change, ...] = ()
    uncompared = None
    if old_proposal is None or new_proposal is None:
        which = "old" if old_proposal is None else "new"
        uncompared = f"The {which} version could not be read."
    else:
        found = tuple(changes(old_proposal, new_proposal))
    return Difference(
        old=_version(old),
        new=_version(new),
        appeared=tuple(appeared),
        fixed=tuple(fixed),
        unchanged=tuple(unchanged),
        not_checked=tuple(not_checked),
        changes=found,
        uncompared=uncompared,
    )


def _compared(finding: Finding, *notes: str | None) -> Compared:
    return Compared(finding=finding, note=" ".join(filter(None, notes)) or None)


def _observations(parts: Iterable[Observed]) -> str:
    return briefly("Observation", [number for number, _ in parts if number is not None])


def _proposal(opened: Session | Unopened) -> Proposal | None:
    return opened.proposal if isinstance(opened, Session) else None


def _unjudged(code: str, coverage: Iterable[Coverage]) -> str | None:
    """Return why a rule did not judge everything, None if it did."""
    line = next((line for line in coverage if line.code == code), None)
    if line is None or line.outcome is Outcome.NOT_CHECKED:
        reason = line.reason if line is not None else None
        return f"{code} was not checked ({reason})" if reason else f"{code} was not checked"
    if line.outcome is Outcome.FINDING and line.reason:
        return f"{code} was not checked everywhere ({line.reason})"
    return None


def _version(report: ProposalReport) -> Version:
    return Version(
        path=report.path,
        program=report.program,
        title=report.title,
        verdict=report.verdict,
        reservations=reservations([report]),
    )
