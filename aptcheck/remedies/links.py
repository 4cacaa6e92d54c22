"""Links that hold science and its sky together, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.edit import Element, Remedy, Reorder, Unwritten
from aptcheck.remedies.parts import add_element, set_attribute, set_field
from aptcheck.remedies.versions import REORDERED_LINKS, too_old

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from aptcheck.edit import Edit, Kind
    from aptcheck.model import GroupLink, Proposal

__all__ = [
    "beside",
    "binding",
    "binding_edits",
    "linking_edits",
    "newly_linked",
    "preceded",
    "sequence",
]


def binding(link: GroupLink, kind: Kind) -> Remedy | None:
    """Return the remedy that makes a link Non-interruptible; its interval goes away."""
    others = len(link.members) - 2
    cost = (
        f"All {len(link.members)} observations of the link are then taken without a break."
        if others > 0
        else ""
    )
    return Remedy.of(kind, binding_edits(link), cost)


def binding_edits(link: GroupLink) -> tuple[Edit | None, ...]:
    """Return the edits that make a link Non-interruptible."""
    edits: tuple[Edit | None, ...] = (set_attribute(link, "NonInterruptible", "true"),)
    return edits if link.within_days is None else (*edits, set_field(link, "Time", ""))


def sequence(link: GroupLink) -> Remedy | None:
    """Return the remedy that makes a group a Sequence, in the order of the numbers."""
    return Remedy.of(
        "unsafe",
        [set_attribute(link, "Sequence", "true")],
        "The scheduler loses the choice of what comes first.",
    )


def newly_linked(proposal: Proposal, groups: Iterable[Collection[int]]) -> Remedy | None:
    """Return the remedy that links each of some groups of observations as a sequence."""
    return Remedy.of("unsafe", linking_edits(proposal, groups))


def linking_edits(proposal: Proposal, groups: Iterable[Collection[int]]) -> tuple[Edit | None, ...]:
    """Return the edits that add a Sequence, Non-interruptible for each of some groups."""
    return tuple(add_element(proposal.links, _link(proposal, numbers)) for numbers in groups)


def _link(proposal: Proposal, numbers: Collection[int]) -> Element:
    members = (Element("Observation", _member(proposal, number)) for number in sorted(numbers))
    return Element(
        "GroupWithinLink",
        attributes=(("Sequence", "true"), ("NonInterruptible", "true")),
        children=(*members, Element("Time")),
    )


def _member(proposal: Proposal, number: int) -> str:
    observation = proposal.observation(number)
    label = observation.label if observation is not None else ""
    return f"{label} (Obs {number})" if label else f"Observation {number}"


def beside(
    proposal: Proposal, link: GroupLink, skies: Collection[int], sciences: Collection[int]
) -> Remedy | Unwritten | None:
    """Return the remedy that takes skies right before or after one of their science observations.

    On the side where they are now. None where that leaves another of the science apart from them.
    """
    first = min(sciences, key=lambda number: link.first_place.get(number, 0))
    moved = [number for number in link.members if number in skies]
    rest = [number for number in link.members if number not in skies]
    if not moved or first not in rest:
        return None
    after = link.first_place[moved[0]] > link.first_place[first]
    at = rest.index(first) + after
    wanted = [*rest[:at], *moved, *rest[at:]]
    own = frozenset((*skies, *sciences))
    places = [at for at, number in enumerate(wanted) if number in own]
    if any(number not in own for number in wanted[places[0] : places[-1]]):
        return None
    return _remedy(_ordering(proposal, link, wanted))


def preceded(
    proposal: Proposal, link: GroupLink, skies: Collection[int], sciences: Collection[int]
) -> Remedy | Unwritten | None:
    """Return the remedy that takes skies before some science, in one go."""
    moved = [number for number in link.members if number in skies]
    rest = [number for number in link.members if number not in skies]
    places = [at for at, number in enumerate(rest) if number in sciences]
    if not moved or len(places) < len(sciences):
        return None
    order = _ordering(proposal, link, [*rest[: places[0]], *moved, *rest[places[0] :]])
    if order is None or isinstance(order, Unwritten):
        return order
    return _remedy((*order, *(() if link.non_interruptible else binding_edits(link))))


def _remedy(edits: tuple[Edit | None, ...] | Unwritten | None) -> Remedy | Unwritten | None:
    return edits if edits is None or isinstance(edits, Unwritten) else Remedy.of("unsafe", edits)


def _ordering(
    proposal: Proposal, link: GroupLink, wanted: Sequence[int]
) -> tuple[Edit | None, ...] | Unwritten | None:
    """Return the edits that put the members of a link into an order, as a sequence.

    None where the link lists something that is no observation, or one of them twice, or where a
    group, whose order means nothing, would have to be put into another.
    """
    if link.dangling or len(set(link.members)) < len(link.members):
        return None
    present = list(link.members)
    edits: list[Edit | None] = []
    if not link.sequence:
        edits.append(set_attribute(link, "Sequence", "true"))
    if list(wanted) != present:
        if link.place.element is None or not link.sequence:
            return None
        if old := too_old(proposal, REORDERED_LINKS, "another order than that of the numbers"):
            return old
        order = tuple(present.index(number) for number in wanted)
        edits.append(Reorder(link.place.element, "Observation", order))
    return tuple(edits)
