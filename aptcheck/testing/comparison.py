"""The differences between two checks, for example before and after a change to a rule."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from aptcheck.difference import gone, identity
from aptcheck.errors import UsageError
from aptcheck.finding import Finding
from aptcheck.results import Coverage, Outcome, ProposalReport, Report
from aptcheck.testing.findings import line

__all__ = ["Checked", "compare"]

Checked = ProposalReport | Report | str | PathLike[str]
"""The result of a check: its report, or the path of one written with ``--format json``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Judged:
    """The parts of a proposal's report that are compared, and so what a saved one must have.

    An older report need not have newer keys, such as the mode of each pair.
    """

    path: str
    program: str | None
    findings: tuple[Finding, ...]
    coverage: tuple[Coverage, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Saved:
    proposals: tuple[_Judged, ...]


def compare(old: Checked, new: Checked) -> list[str]:
    """Return the differences between two checks: "- BKG201 error 2" is gone, "+ ..." is new.

    A finding is the same in both if its severity and its fingerprint are; suppressed findings and
    those in a baseline are left out. If the rule was not checked in the other report, the line says
    so and why: a finding that is gone for this reason is not fixed. In reports on several
    proposals, each line ends with the proposal's path.

    Parameters
    ----------
    old, new : ProposalReport, Report or path
        A path is that of a report written with ``aptcheck check --format json``, by this or an
        older version of aptcheck.

    Raises
    ------
    aptcheck.errors.UsageError
        A file is not such a report.
    """
    before, after = _proposals(old), _proposals(new)
    if len(before) == len(after) == 1:
        return list(_changes(before[0], after[0]))
    earlier, later = ({one.path: one for one in some} for some in (before, after))
    found: list[str] = []
    for path in dict.fromkeys((*earlier, *later)):
        if path not in later:
            found.append(f"- {path} (not in the new report)")
        elif path not in earlier:
            found.append(f"+ {path} (not in the old report)")
        else:
            found += (f"{change} in {path}" for change in _changes(earlier[path], later[path]))
    return found


def _changes(old: _Judged, new: _Judged) -> Iterator[str]:
    """Yield the findings in one report only, by code and observation, old before new."""
    same = identity(old.program == new.program)

    def key(finding: Finding) -> Hashable:
        return same(finding), finding.severity

    before, after = _counting(old), _counting(new)
    missing, come = gone(before, after, key), gone(after, before, key)
    changes = [(f, f"- {line(f)}{_unchecked(f, new, 'new')}") for f in missing]
    changes += [(f, f"+ {line(f)}{_unchecked(f, old, 'old')}") for f in come]
    changes.sort(key=lambda change: (change[0].code, change[0].observation or 0))
    yield from (words for _, words in changes)


def _counting(report: _Judged) -> list[Finding]:
    return [finding for finding in report.findings if finding.counts]


def _unchecked(finding: Finding, report: _Judged, which: str) -> str:
    """Return a note if the other report's rule did not check everything, with the reason."""
    entry = next((entry for entry in report.coverage if entry.code == finding.code), None)
    if entry is None:
        return f" (the {which} report has no such rule)"
    reason = f": {entry.reason}" if entry.reason else ""
    if entry.outcome is Outcome.NOT_CHECKED:
        return f" (not checked in the {which} report{reason})"
    if entry.outcome is Outcome.FINDING and reason:
        return f" (not checked everywhere in the {which} report{reason})"
    return ""


def _proposals(checked: Checked) -> tuple[_Judged, ...]:
    if isinstance(checked, ProposalReport):
        return (_judged(checked),)
    if isinstance(checked, Report):
        return tuple(map(_judged, checked.proposals))
    return _saved(Path(checked)).proposals


def _judged(report: ProposalReport) -> _Judged:
    return _Judged(
        path=report.path,
        program=report.program,
        findings=report.findings,
        coverage=report.coverage,
    )


def _saved(path: Path) -> _Saved:
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(_Saved).validate_json(path.read_bytes())
    except OSError as fault:
        raise UsageError(f"{path}: cannot be read ({fault.strerror}).") from None
    except ValidationError:
        raise UsageError(
            f"{path}: is not a report that `aptcheck check --format json` wrote."
        ) from None
