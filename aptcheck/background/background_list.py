"""The entries of a target's background list, how each is observed, and who plays both parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.background.list_faults import lists_itself

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.model import Observation, Target, TargetReference

__all__ = [
    "Listing",
    "Unobserved",
    "entangled",
    "is_science_and_background",
    "listings",
    "mutual",
    "science_numbers_of",
    "unobserved",
]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Listing:
    """One listed target.

    ``skies`` are its live MRS observations, ``lost`` the withdrawn, skipped or failed ones, and
    ``others`` the live observations that take no MRS spectra.
    """

    reference: TargetReference
    target: Target
    skies: tuple[Observation, ...]
    lost: tuple[Observation, ...]
    others: tuple[Observation, ...]

    @property
    def wrong_template(self) -> bool:
        """Whether the target is observed, but never with the MRS."""
        return bool(self.others) and not self.skies and not self.lost


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Unobserved:
    """Listed targets without a sky, and the targets whose lists lack just these.

    ``entries`` are those of the first such list; ``only_some`` tells that the lists hold others,
    which are observed.
    """

    entries: tuple[Listing, ...]
    listers: tuple[Target, ...]
    only_some: bool


def listings(graph: Graph, target: Target) -> tuple[Listing, ...]:
    """Return what a target lists, each entry once, without itself and what is not in the file.

    An entry that serves another template of the target, as it is observed with it, and stands
    beside one that serves the MRS, is no business of the MRS and left out.
    """
    found = tuple(_entries(graph, target))
    if not any(entry.skies or entry.lost for entry in found):
        return found
    served = {o.template for o in graph.observations_of(target) if not o.is_mrs and not o.is_out}
    return tuple(
        entry
        for entry in found
        if not (entry.wrong_template and served & {o.template for o in entry.others})
    )


def unobserved(lists: Iterable[tuple[Target, Sequence[Listing]]]) -> Iterator[Unobserved]:
    """Yield what the lists of some targets lack, lists that lack the same together."""
    first: dict[tuple[int | None, ...], tuple[Listing, ...]] = {}
    listers: dict[tuple[tuple[int | None, ...], bool], list[Target]] = defaultdict(list)
    for target, entries in lists:
        if missing := tuple(entry for entry in entries if not entry.skies):
            numbers = tuple(entry.target.number for entry in missing)
            first.setdefault(numbers, missing)
            listers[numbers, len(missing) < len(entries)].append(target)
    for (numbers, only_some), targets in listers.items():
        yield Unobserved(entries=first[numbers], listers=tuple(targets), only_some=only_some)


def science_numbers_of(graph: Graph, target: Target) -> tuple[int, ...]:
    """Return the numbers of a target's MRS science observations."""
    return tuple(
        o.number for o in graph.observations_of(target) if graph.science(o.number) is not None
    )


def _entries(graph: Graph, target: Target) -> Iterator[Listing]:
    seen = {target.number}
    for reference in target.backgrounds:
        listed = graph.proposal.target(reference)
        if listed is None or listed.number in seen:
            continue
        seen.add(listed.number)
        observed = graph.observations_of(listed)
        yield Listing(
            reference=reference,
            target=listed,
            skies=tuple(o for o in observed if o.is_live_mrs),
            lost=tuple(o for o in observed if o.is_mrs and o.is_out),
            others=tuple(o for o in observed if not o.is_mrs and not o.is_out),
        )


def is_science_and_background(graph: Graph, target: Target) -> bool:
    """Whether another target lists this one, which is science by its own entry."""
    return target.asks_for_background and target.number in graph.listed and not lists_itself(target)


def entangled(graph: Graph, target: Target) -> tuple[Target, ...]:
    """Return a target and all that it is joined to by targets that list each other.

    They are sorted by the first observation of each.
    """
    found, ahead = {target.number: target}, [target]
    while ahead:
        for other in mutual(graph, ahead.pop()):
            if other.number not in found:
                found[other.number] = other
                ahead.append(other)
    return tuple(
        sorted(found.values(), key=lambda one: min(o.number for o in graph.observations_of(one)))
    )


def mutual(graph: Graph, target: Target) -> tuple[Target, ...]:
    """Return the others, observed with the MRS, that list a target and that it lists itself."""
    wanted = {reference.number for reference in target.backgrounds}
    return tuple(
        other
        for other in graph.listers_of(target)
        if other.number in wanted and any(o.is_live_mrs for o in graph.observations_of(other))
    )
