"""The subjects of a rule: all of the kind that its first parameter names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from aptcheck.mode_names import MODE_WORDS
from aptcheck.wording import agree, briefly

if TYPE_CHECKING:
    from aptcheck.background.pairs import Pairs
    from aptcheck.mode_names import ModeName
    from aptcheck.rules.context import Context
    from aptcheck.rules.rule import Rule
    from aptcheck.rules.verdict import Pairing

__all__ = ["Subject", "missing", "subjects"]

_NO_BACKGROUND = "no {}background is declared and taken"
_MISSING = {
    "Target": "no targets",
    "Observation": "no observations",
    "Science": "no {}science observation",
    "Edge": _NO_BACKGROUND,
    "Pairs": _NO_BACKGROUND,
    "Background": _NO_BACKGROUND,
    "SharedSkies": _NO_BACKGROUND,
    "SkyUse": _NO_BACKGROUND,
    "FieldJudgement": "no {}background is taken",
}

#: The subjects that may be declared or suspected: pairs, grouped in some way.
_PAIRINGS: dict[str, Callable[[Pairs], Iterable[Pairing]]] = {
    "Edge": lambda pairings: pairings.edges,
    "Pairs": lambda pairings: (pairings,) if pairings.bonds else (),
    "Background": lambda pairings: pairings.backgrounds,
    "SharedSkies": lambda pairings: pairings.shared_skies,
    "SkyUse": lambda pairings: pairings.sky_uses,
}
_SINGLE: dict[str, Callable[[Context], Iterable[object]]] = {
    "Proposal": lambda context: (context.graph.proposal,),
    "Graph": lambda context: (context.graph,),
    "Target": lambda context: context.graph.proposal.targets,
    "Observation": lambda context: context.graph.proposal.observations,
    "Science": lambda context: context.graph.sciences,
    "FieldJudgement": lambda context: (one for one in context.sky.judgements if one.background),
}


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """One thing to judge; ``suspected`` holds the pairing if it is only suspected."""

    value: object
    suspected: Pairing | None = None

    def suspicion(self, about: Pairing | None) -> str | None:
        """Return the condition to add to the message of a fault on a suspected pairing."""
        return _if_meant(about or self.suspected) if self.suspected is not None else None


@cache
def missing(rule: Rule, modes: tuple[ModeName, ...]) -> str:
    """Return why a rule had nothing to judge in a proposal with these modes."""
    reason = _MISSING.get(rule.subject, "nothing to judge")
    own, *others = rule.modes
    if {*modes} <= {*rule.modes} and (others or rule.subject != "Science"):
        return reason.format("")
    if others:
        return f"{reason.format('')} in a mode that the rule judges"
    return reason.format(f"{MODE_WORDS[own]} ")


def subjects(rule: Rule, context: Context) -> Iterator[Subject]:
    """Yield every subject of a rule in a proposal, suspected pairs after declared ones.

    What the engine itself finds is not among them.
    """
    if rule.judged_by_engine:
        return
    if rule.subject in _SINGLE:
        yield from map(Subject, _SINGLE[rule.subject](context))
        return
    grouped = _PAIRINGS[rule.subject]
    yield from map(Subject, grouped(context.graph.declared))
    if rule.suspected:
        for pairing in grouped(context.graph.suspected):
            yield Subject(pairing, pairing)


def _if_meant(pairing: Pairing) -> str:
    skies = sorted(sky.number for sky in pairing.skies)
    sciences = briefly("observation", sorted(pairing.science_numbers))
    return (
        f"if {briefly('observation', skies)} {agree(skies, 'is', 'are')} meant as the background "
        f"of {sciences}"
    )
