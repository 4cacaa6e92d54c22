"""The entries of a target's background list, how each is observed, and who is both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.background.list_faults import lists_itself
from aptcheck.modes.judged import mode_of

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.model import Observation, Target, TargetReference
    from aptcheck.modes.mode import Mode

__all__ = [
    "Listing",
    "Unobserved",
    "entangled",
    "images_do_without",
    "is_science_and_background",
    "listings",
    "mutual",
    "science_numbers_of",
    "unobserved",
]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Listing:
    """One listed target.

    ``skies`` are its live observations of the mode, ``lost`` the withdrawn, skipped or failed ones,
    and ``others`` the live observations of other modes. ``elsewhere`` says that it is observed only
    in another mode, in which the listing target is observed too.
    """

    reference: TargetReference
    target: Target
    skies: tuple[Observation, ...]
    lost: tuple[Observation, ...]
    others: tuple[Observation, ...]
    elsewhere: bool

    @property
    def wrong_mode(self) -> bool:
        """Whether the target is observed, but never in the mode."""
        return bool(self.others) and not self.skies and not self.lost


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Unobserved:
    """Listed targets without a sky, and the targets whose lists lack exactly these.

    ``entries`` are those of the first such list; ``only_some`` says that the lists contain others,
    which are observed.
    """

    entries: tuple[Listing, ...]
    listers: tuple[Target, ...]
    only_some: bool


def listings(graph: Graph, target: Target) -> tuple[Listing, ...]:
    """Return what a target lists, each entry once, without itself and entries not in the file.

    An entry that serves only another mode of the target is left out where another entry serves this
    mode.
    """
    found = tuple(_entries(graph, target))
    if not any(entry.skies or entry.lost for entry in found):
        return found
    return tuple(entry for entry in found if not entry.elsewhere)


def unobserved(lists: Iterable[tuple[Target, Sequence[Listing]]]) -> Iterator[Unobserved]:
    """Yield what the lists of the targets lack, grouping lists that lack the same."""
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
    """Return the numbers of a target's science observations of the mode."""
    return tuple(
        o.number for o in graph.observations_of(target) if graph.science(o.number) is not None
    )


def _entries(graph: Graph, target: Target) -> Iterator[Listing]:
    seen = {target.number}
    taken = graph.mode.is_taken
    served = {_kind(o) for o in graph.observations_of(target) if not taken(o) and not o.is_out}
    for reference in target.backgrounds:
        listed = graph.proposal.target(reference)
        if listed is None or listed.number in seen:
            continue
        seen.add(listed.number)
        observed = graph.observations_of(listed)
        yield Listing(
            reference=reference,
            target=listed,
            skies=tuple(o for o in observed if graph.mode.is_live(o)),
            lost=tuple(o for o in observed if taken(o) and o.is_out),
            others=tuple(o for o in observed if not taken(o) and not o.is_out),
            elsewhere=not any(map(taken, observed)) and not served.isdisjoint(map(_kind, observed)),
        )


def _kind(observation: Observation) -> Mode | str | None:
    """Return the mode of an observation, or its template where aptcheck does not judge it."""
    return mode_of(observation) or observation.template


def images_do_without(graph: Graph, target: Target) -> bool:
    """Whether images share a target with another mode: the list is then for that mode."""
    if graph.mode.name != "miri-imaging":
        return False
    modes = (mode_of(o) for o in graph.observations_of(target) if not o.is_out)
    return any(mode is not None and mode is not graph.mode for mode in modes)


def is_science_and_background(graph: Graph, target: Target) -> bool:
    """Whether another target lists this one, though its own entry makes it science."""
    return target.asks_for_background and target.number in graph.listed and not lists_itself(target)


def entangled(graph: Graph, target: Target) -> tuple[Target, ...]:
    """Return a target and all that are connected to it by listing each other.

    Sorted by the first observation of each.
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
    """Return the other targets, observed in the mode, that list a target and are listed by it."""
    wanted = {reference.number for reference in target.backgrounds}
    return tuple(
        other
        for other in graph.listers_of(target)
        if other.number in wanted and any(map(graph.mode.is_live, graph.observations_of(other)))
    )
