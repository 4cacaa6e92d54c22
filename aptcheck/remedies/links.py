"""Links that keep science and its background together, and their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.edit import Element, Remedy, Reorder, Unwritten
from aptcheck.remedies.parts import LONGEST_TEXT, add_element, set_attribute, set_field
from aptcheck.remedies.versions import COUNTED_GROUPS, REORDERED_LINKS, too_old, version
from aptcheck.wording import agree, numbered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from aptcheck.background.graph import Graph
    from aptcheck.edit import Edit, Kind
    from aptcheck.model import GroupLink, Proposal

__all__ = [
    "beside",
    "binding",
    "is_parted",
    "newly_linked",
    "preceded",
    "sequence",
    "tied",
]

_NO_CHOICE = "The scheduler can no longer choose what comes first."


def binding(proposal: Proposal, link: GroupLink, *, alone: bool) -> Remedy | Unwritten | None:
    """Return the remedy that makes a link Non-interruptible and removes its interval.

    Safe if the link is a pair ``alone`` and keeps its order.
    """
    if (taken := _held_elsewhere(proposal, [link.members])) is not None:
        return taken
    edits = _binding_edits(proposal, link)
    kind: Kind = "safe" if alone and not _gets_order(proposal, link) else "unsafe"
    return Remedy.of(kind, edits, _bound_cost(link.members))


def _gets_order(proposal: Proposal, link: GroupLink) -> bool:
    """Whether a group must become a sequence, for an APT that ignores backgrounds in groups."""
    return not link.sequence and version(proposal) < COUNTED_GROUPS


def _bound_cost(numbers: Collection[int]) -> str:
    """Return the cost of a link that nothing may interrupt; empty for a pair."""
    several = len(set(numbers))
    if several <= 2:
        return ""
    return f"All {several} observations of the link then run without a break."


def _binding_edits(proposal: Proposal, link: GroupLink) -> tuple[Edit | None, ...]:
    """Return the edits that make a link Non-interruptible.

    Also a sequence, for an APT that ignores backgrounds in groups.
    """
    edits: tuple[Edit | None, ...] = (set_attribute(link, "NonInterruptible", "true"),)
    if link.within_days is not None:
        edits += (set_field(link, "Time", ""),)
    if _gets_order(proposal, link):
        edits += _sequence_edits(link, link.members)
    return edits


def is_parted(proposal: Proposal, link: GroupLink) -> bool:
    """Whether an After Observation Link keeps two members of a link apart in time."""
    members = frozenset(link.members)
    return any(
        after.min_days and members.issuperset(after.members) and len(after.members) == 2
        for number in members
        for after in proposal.links.after_by_member.get(number, ())
    )


def sequence(link: GroupLink) -> Remedy | None:
    """Return the remedy that makes a group a Sequence, in the order of the numbers."""
    return Remedy.of("unsafe", _sequence_edits(link, link.members), _NO_CHOICE)


def _sequence_edits(link: GroupLink, wanted: Sequence[int]) -> tuple[Edit | None, ...]:
    """Return the edits that make a group a Sequence in some order, whatever its list's order."""
    return set_attribute(link, "Sequence", "true"), _order(link, wanted)


def _order(link: GroupLink, wanted: Sequence[int]) -> Reorder | None:
    """Return the edit that puts a list in an order; None if it has gaps or duplicates."""
    part = link.place.element
    if part is None or link.dangling or len(set(link.members)) < len(link.members):
        return None
    return Reorder(part, tuple(wanted))


def tied(
    proposal: Proposal, numbers: Collection[int]
) -> tuple[tuple[Edit | None, ...], str] | Unwritten:
    """Return the edits that link some observations without a break, and the cost.

    The smallest link that contains them all becomes Non-interruptible, if there is one.
    """
    wanted = frozenset(numbers)
    groups = proposal.links.groups_by_member.get(min(wanted), ())
    holding = [link for link in groups if wanted <= frozenset(link.members)]
    link = min(holding, key=lambda one: len(one.members), default=None)
    taken = _held_elsewhere(proposal, [numbers if link is None else link.members])
    if taken is not None:
        return taken
    if link is None:
        return _linking_edits(proposal, [numbers]), _bound_cost(numbers)
    return _binding_edits(proposal, link), _bound_cost(link.members)


def newly_linked(
    proposal: Proposal, groups: Iterable[Collection[int]]
) -> Remedy | Unwritten | None:
    """Return the remedy that links each of some groups of observations as a sequence."""
    groups = [*groups]
    if (taken := _held_elsewhere(proposal, groups)) is not None:
        return taken
    costs = filter(None, map(_bound_cost, groups))
    return Remedy.of("unsafe", _linking_edits(proposal, groups), " ".join(dict.fromkeys(costs)))


def _held_elsewhere(proposal: Proposal, groups: Iterable[Collection[int]]) -> Unwritten | None:
    """Return why observations are not linked: one may already be in another sequence."""
    bound = proposal.links.binding_by_member
    held = sorted({number for group in groups for number in group if number in bound})
    if not held:
        return None
    return Unwritten(
        f"{numbered('Observation', held)} {agree(held, 'is', 'are')} already in a "
        "Non-interruptible link: decide whether the others join it or get their own background."
    )


def _linking_edits(
    proposal: Proposal, groups: Iterable[Collection[int]]
) -> tuple[Edit | None, ...]:
    """Return the edits that add a Non-interruptible Sequence for each of some groups."""
    return tuple(_linking(proposal, numbers) for numbers in groups)


def _linking(proposal: Proposal, numbers: Collection[int]) -> Edit | None:
    texts = [_member(proposal, number) for number in sorted(numbers)]
    if any(len(text) > LONGEST_TEXT for text in texts):
        return None
    link = Element(
        "GroupWithinLink",
        attributes=(("Sequence", "true"), ("NonInterruptible", "true")),
        children=(*(Element("Observation", text) for text in texts), Element("Time")),
    )
    return add_element(proposal.links, link)


def _member(proposal: Proposal, number: int) -> str:
    observation = proposal.observation(number)
    label = observation.label if observation is not None else ""
    return f"{label} (Obs {number})" if label else f"Observation {number}"


def beside(graph: Graph, link: GroupLink) -> Remedy | Unwritten | None:
    """Return the remedy that keeps observations with shared backgrounds together in a link.

    Each such set is at the place of its first member, so nothing else is between a science
    observation and its background.
    """
    order: list[int] = []
    for number in link.members:
        observation = graph.proposal.observation(number)
        joined = frozenset() if observation is None else graph.connected_to(observation)
        new = (one for one in link.members if one == number or one in joined)
        order += [one for one in new if one not in order]
    return _remedy(_ordering(graph.proposal, link, order), "" if link.sequence else _NO_CHOICE)


def preceded(
    proposal: Proposal, link: GroupLink, skies: Collection[int], sciences: Collection[int]
) -> Remedy | Unwritten | None:
    """Return the remedy that puts backgrounds directly before some science."""
    moved = [number for number in link.members if number in skies]
    rest = [number for number in link.members if number not in skies]
    places = [at for at, number in enumerate(rest) if number in sciences]
    if not moved or len(places) < len(sciences):
        return None
    order = _ordering(proposal, link, [*rest[: places[0]], *moved, *rest[places[0] :]])
    if order is None or isinstance(order, Unwritten):
        return order
    if link.non_interruptible:
        return _remedy(order)
    taken = _held_elsewhere(proposal, [link.members])
    return taken or _remedy((*order, *_binding_edits(proposal, link)))


def _remedy(
    edits: tuple[Edit | None, ...] | Unwritten | None, cost: str = ""
) -> Remedy | Unwritten | None:
    if edits is None or isinstance(edits, Unwritten):
        return edits
    return Remedy.of("unsafe", edits, cost)


def _ordering(
    proposal: Proposal, link: GroupLink, wanted: Sequence[int]
) -> tuple[Edit | None, ...] | Unwritten | None:
    """Return the edits that put the members of a link into an order, as a sequence.

    None if the link lists something that is not an observation, or one of them twice.
    """
    if _order(link, wanted) is None:
        return None
    if list(wanted) != sorted(wanted) and (
        old := too_old(proposal, REORDERED_LINKS, "an order other than by number")
    ):
        return old
    if not link.sequence:
        return _sequence_edits(link, wanted)
    return () if list(wanted) == list(link.members) else (_order(link, wanted),)
