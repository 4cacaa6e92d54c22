"""The facts of the links: one per link, by the numbers of its observations."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.model.links import AfterLink, GroupLink, Links, OrientFromLink, SameOrientLink
from aptcheck.report.outline.fact_words import Stated, joined, these
from aptcheck.wording import AFTER_LINK, PA_OFFSET, SAME_PA

__all__ = ["link_facts"]


def link_facts(links: Links) -> list[Stated]:
    """Return the links in the order of their observations' numbers."""
    return sorted(_links(links), key=_numbers_first)


def _links(links: Links) -> Iterator[Stated]:
    for group in links.groups:
        yield f"{these(group.members)} together", _group(group)
    for after in links.after:
        yield f"{after.observation} after {after.after}", _after(after)
    for turn in links.orient_from:
        yield f"{turn.observation} PA offset from {turn.origin}", _turned(turn)
    for same in links.same_orient:
        yield f"{these(same.members)} same PA", _same(same)


def _numbers_first(stated: Stated) -> tuple[list[int], str, str]:
    words = stated[0].replace(",", "").split()
    return [int(word) for word in words if word.isdecimal()], stated[0], str(stated[1])


def _group(group: GroupLink) -> str:
    kind = "Sequence" if group.sequence else "Group"
    held = "Non-interruptible" if group.non_interruptible else ""
    within = f"within {group.within_days:g} days" if group.within_days is not None else ""
    order = ", ".join(map(str, group.members))
    return joined(f"{kind} {order}", held, within, _dangling(group.dangling))


def _after(after: AfterLink) -> str:
    limits = (after.min_days, after.max_days)
    implicit = "implicit" if after.implicit else ""
    return joined(AFTER_LINK, _range(*limits, "days"), implicit, _dangling(after.dangling))


def _turned(turn: OrientFromLink) -> str:
    limits = _range(turn.min_deg, turn.max_deg, "deg")
    return joined(_named(PA_OFFSET, turn.frame), limits, _dangling(turn.dangling))


def _same(same: SameOrientLink) -> str:
    return joined(_named(SAME_PA, same.frame), _dangling(same.dangling))


def _named(link: str, frame: str) -> str:
    """Return the name of a link of angles with the kind of angle that it links."""
    return link if frame == "aperture" else link.replace("Aperture", "V3")


def _dangling(texts: tuple[str, ...]) -> str:
    return f"no observation number: {'; '.join(texts)}" if texts else ""


def _range(low: float | None, high: float | None, unit: str) -> str:
    if low is None and high is None:
        return ""
    ends = ("any" if end is None else f"{end:g}" for end in (low, high))
    return f"{' to '.join(ends)} {unit}"
