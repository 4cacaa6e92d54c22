"""Ramps of a background as in the science that it serves: Ngroups and readout, integrations."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from aptcheck.background.grouping import grouped
from aptcheck.edit import Unwritten
from aptcheck.modes.ramps import of_kind, ramps_of
from aptcheck.remedies.ramps import slot_of, with_ramps
from aptcheck.remedies.readouts import readout_in, renamed
from aptcheck.remedies.users import is_science_too, users_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aptcheck.background.graph import Graph
    from aptcheck.background.roles import Background
    from aptcheck.edit import Remedy
    from aptcheck.model import Observation, Proposal
    from aptcheck.modes.ramp import Ramp, Setting
    from aptcheck.remedies.ramps import Slot

__all__ = ["integrations_as_science", "ramps_as_science"]

#: Fields of a ramp.
_Values: TypeAlias = "tuple[str | int | None, ...]"
#: What the pipeline compares, and what else must be equal already.
_Key: TypeAlias = "tuple[tuple[Setting, str | None], _Values]"

_DISAGREE: Final = Unwritten(
    "In one setting the science observations use more ramps than this background has exposures: "
    "add an exposure for each, ideally under a separate background target."
)


@dataclass(frozen=True, slots=True)
class _Part:
    """The fields of a ramp to match with the science, if other fields already match."""

    fields: tuple[str, ...]
    given: tuple[str, ...] = ()

    def values(self, ramp: Ramp) -> _Values:
        return tuple(getattr(ramp, name) for name in self.fields)

    def wanted(self, ramp: Ramp, proposal: Proposal) -> _Values:
        """Return the values of a science ramp, as the proposal should spell them."""
        return _present(ramp, self.fields, proposal)

    def key(self, ramp: Ramp, proposal: Proposal) -> _Values:
        return _present(ramp, self.given, proposal)


def _present(ramp: Ramp, names: Iterable[str], proposal: Proposal) -> _Values:
    readout = readout_in(proposal, ramp.readout)
    return tuple(readout if name == "readout" else getattr(ramp, name) for name in names)


_DEPTH: Final = _Part(("readout", "groups"))
_INTEGRATIONS: Final = _Part(("integrations",), given=("readout", "groups"))


def ramps_as_science(background: Background, graph: Graph) -> Remedy | Unwritten | None:
    """Return the remedy that gives each background exposure the ramp of the science.

    Safe if the mode requires equal ramps and all science that uses these backgrounds agrees. If it
    does not, exposures that match none of it get the ramps that most of it uses; Unwritten if that
    still leaves some science without a match. None if a background is also science, or if a readout
    or Ngroups is not known.
    """
    return _as_science(background, graph, _DEPTH)


def integrations_as_science(background: Background, graph: Graph) -> Remedy | Unwritten | None:
    """Return the remedy that gives exposures of equal ramps the integrations of the science.

    As for ramps, but never safe: that they must be equal is inferred from a single word.
    """
    return _as_science(background, graph, _INTEGRATIONS)


def _as_science(background: Background, graph: Graph, part: _Part) -> Remedy | Unwritten | None:
    if is_science_too(background, graph):
        return None
    proposal = graph.proposal
    own = _wanted((science.observation for science in background.sciences), part, proposal)
    users = users_of(background, graph)
    wanted = _wanted(users, part, proposal)
    taken = _Taken(background, part, proposal)
    slots: dict[Slot, set[_Values]] = defaultdict(set)
    for key, values in wanted.items():
        ramps = taken.of(key)
        if any(None in part.values(ramp) for ramp in ramps):
            return None
        known = frozenset(values)
        answering = [ramp for ramp in ramps if part.values(ramp) in known]
        offered = {part.values(ramp) for ramp in answering}
        unmet = [one for one in values if one not in offered]
        idle = [ramp for ramp in ramps if part.values(ramp) not in known] if unmet else []
        for at, ramp in enumerate(idle):
            slots[slot_of(ramp)].add(unmet[min(at, len(unmet) - 1)])
            offered.add(unmet[min(at, len(unmet) - 1)])
        # a ramp that matches one setting stays, even if its exposure also has other settings
        for ramp in answering:
            slots[slot_of(ramp)].add(part.values(ramp))
        # settings that the background lacks altogether are reported by another rule
        if ramps and not offered.issuperset(own.get(key, ())):
            return _DISAGREE
    if any(len(one) > 1 for one in slots.values()):
        return _DISAGREE
    agreed = all(len(values) == 1 for values in wanted.values())
    return with_ramps(
        background.skies,
        {slot: dict(zip(part.fields, one.pop(), strict=True)) for slot, one in slots.items()},
        renamed(users, proposal) if "readout" in part.fields else (),
        safe=agreed and part is _DEPTH and graph.mode.equal_ramps == "error",
    )


def _wanted(
    sciences: Iterable[Observation], part: _Part, proposal: Proposal
) -> dict[_Key, list[_Values]]:
    """Return what science observations use in each setting, the most frequent first."""
    counts: dict[_Key, Counter[_Values]] = defaultdict(Counter)
    for ramp in ramps_of(sciences):
        values = part.wanted(ramp, proposal)
        if None not in values:
            counts[ramp.kind, part.key(ramp, proposal)][values] += 1
    return {key: [values for values, _ in found.most_common()] for key, found in counts.items()}


class _Taken:
    """The ramps of a background, by what they match."""

    def __init__(self, background: Background, part: _Part, proposal: Proposal) -> None:
        self._ramps = tuple(ramps_of(background.skies))
        self._key = partial(part.key, proposal=proposal)
        self._found: dict[object, dict[_Values, list[Ramp]]] = {}

    def of(self, key: _Key) -> Sequence[Ramp]:
        kind, given = key
        if kind not in self._found:
            self._found[kind] = grouped(of_kind(kind, self._ramps), self._key)
        return self._found[kind].get(given, ())
