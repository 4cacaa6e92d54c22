"""Compare two versions of a proposal: their findings and their plans."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Hashable, Iterable, Iterator
from typing import TYPE_CHECKING

from aptcheck.difference import Change, Compared, Difference, Version, gone, identity
from aptcheck.geometry.great_circle import great_circle_arcsec
from aptcheck.model.outline import Fact, Section, outline
from aptcheck.results import Coverage, Outcome, ProposalReport

if TYPE_CHECKING:
    from aptcheck.model import Proposal

__all__ = ["changes", "difference"]

_KINDS = ("proposal", "target", "observation", "links")


def difference(
    old: ProposalReport,
    new: ProposalReport,
    old_proposal: Proposal | None,
    new_proposal: Proposal | None,
) -> Difference:
    """Compare two versions; a proposal is None where it could not be read.

    A finding is the same in both where its fingerprint is. The fingerprint holds the programme's
    number: where that differs (a draft has none), code, observations and target decide.
    """
    key = identity(old.program == new.program)
    remaining = Counter(key(finding) for finding in old.findings)
    unchanged, appeared = [], []
    for finding in new.findings:
        if remaining[key(finding)] > 0:
            remaining[key(finding)] -= 1
            unchanged.append(Compared(finding=finding))
        else:
            why = _unjudged(finding.code, old.coverage)
            note = f"It may be old: there, {why}." if why is not None else None
            appeared.append(Compared(finding=finding, note=note))
    fixed, not_checked = [], []
    for finding in gone(old.findings, new.findings, key):
        why = _unjudged(finding.code, new.coverage)
        if why is None:
            fixed.append(Compared(finding=finding))
        else:
            not_checked.append(Compared(finding=finding, note=f"In the new version, {why}."))
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


def changes(old: Proposal, new: Proposal) -> Iterator[Change]:
    """Yield what differs between two plans: the proposal, targets, observations, links.

    Targets are the same by name, else by number (renamed); observations are the same by number.
    """
    before, after = outline(old), outline(new)
    for earlier, later in _paired(before, after):
        if earlier is None and later is not None:
            yield _whole("added", later)
        elif later is None and earlier is not None:
            yield _whole("removed", earlier)
        elif earlier is not None and later is not None:
            moved = _moved(old, new, earlier, later)
            yield from _fields(earlier, later, moved)


def _paired(
    before: Iterable[Section], after: Iterable[Section]
) -> list[tuple[Section | None, Section | None]]:
    """Return the sections of both versions side by side, None where one has no counterpart."""
    before, left = list(before), list(after)
    partners: dict[int, Section] = {}
    # Names first: numbers of targets shift when one above them is deleted.
    for same in (_by_name, _by_number):
        waiting: dict[Hashable, deque[Section]] = {}
        for section in left:
            waiting.setdefault(same(section), deque()).append(section)
        for index, section in enumerate(before):
            key = same(section)
            if key is not None and index not in partners and waiting.get(key):
                partners[index] = waiting[key].popleft()
        taken = {id(section) for section in partners.values()}
        left = [section for section in left if id(section) not in taken]
    pairs: list[tuple[Section | None, Section | None]] = [
        *((section, partners.get(index)) for index, section in enumerate(before)),
        *((None, section) for section in left),
    ]
    return sorted(pairs, key=lambda pair: min(_KINDS.index(one.kind) for one in pair if one))


def _by_name(section: Section) -> Hashable:
    if section.kind == "target":
        return (section.kind, section.name) if section.name else None
    return section.kind, section.number


def _by_number(section: Section) -> Hashable:
    return (section.kind, section.number) if section.kind == "target" else None


def _fields(earlier: Section, later: Section, moved: str | None) -> Iterator[Change]:
    subject = _subject(later)
    was, now = dict(earlier.facts), dict(later.facts)
    for name in dict.fromkeys((*was, *now)):
        old, new = was.get(name), now.get(name)
        if old != new:
            yield Change(
                kind="added" if old is None else "removed" if new is None else "changed",
                subject=subject,
                field=name,
                old=old,
                new=new,
                note=moved if name == "position" else None,
            )


def _whole(kind: str, section: Section) -> Change:
    stated = _stated(section.facts)
    return Change(
        kind=kind,
        subject=_subject(section),
        field=None,
        old=stated if kind == "removed" else None,
        new=stated if kind == "added" else None,
    )


def _stated(facts: Iterable[Fact]) -> str:
    """Return what names a target or an observation at a glance."""
    telling = ("template", "target", "position", "body")
    return ", ".join(fact.value for fact in facts if fact.name in telling)


def _subject(section: Section) -> str:
    if section.kind == "target":
        return f"target {section.name or section.number}"
    return f"observation {section.number}" if section.kind == "observation" else section.kind


def _moved(old: Proposal, new: Proposal, earlier: Section, later: Section) -> str | None:
    if earlier.kind != "target":
        return None
    was, now = old.target(earlier.number), new.target(later.number)
    if was is None or now is None:
        return None
    if was.ra_deg is None or was.dec_deg is None or now.ra_deg is None or now.dec_deg is None:
        return None
    distance = great_circle_arcsec((was.ra_deg, was.dec_deg), (now.ra_deg, now.dec_deg))
    if distance < 60:
        return f"moved by {distance:.2f} arcsec"
    arcmin = distance / 60
    return f"moved by {arcmin:.2f} arcmin" if arcmin < 60 else f"moved by {arcmin / 60:.2f} deg"


def _unjudged(code: str, coverage: Iterable[Coverage]) -> str | None:
    """Return why a rule did not judge everything, None where it did."""
    line = next((line for line in coverage if line.code == code), None)
    if line is None or line.outcome is Outcome.NOT_CHECKED:
        reason = line.reason if line is not None else None
        return f"{code} was not checked ({reason})" if reason else f"{code} was not checked"
    if line.outcome is Outcome.FINDING and line.reason:
        return f"{code} was not checked everywhere ({line.reason})"
    return None


def _version(report: ProposalReport) -> Version:
    return Version(
        path=report.path, program=report.program, title=report.title, verdict=report.verdict
    )
