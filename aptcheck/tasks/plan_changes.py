"""The differences between two plans: targets, observations, links, regardless of findings."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Iterator
from typing import TYPE_CHECKING

from aptcheck.difference import Change
from aptcheck.geometry.great_circle import great_circle_arcsec
from aptcheck.report.outline import Fact, Section, outline

if TYPE_CHECKING:
    from aptcheck.model import Proposal

__all__ = ["changes"]

_KINDS = ("proposal", "target", "observation", "links")


def changes(old: Proposal, new: Proposal) -> Iterator[Change]:
    """Yield the differences between two plans: the proposal, targets, observations, links.

    Targets are matched by name, else by number (renamed); observations by number.
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
    """Return the sections of both versions side by side, None if one has no counterpart."""
    before, left = list(before), list(after)
    partners: dict[int, Section] = {}
    # Names first: target numbers shift when an earlier target is deleted.
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
    """Return a short name of a target or an observation."""
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
