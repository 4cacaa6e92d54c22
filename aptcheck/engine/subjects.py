"""What a rule is called with: every subject of the type its first parameter names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aptcheck.background.edge import Edge
from aptcheck.background.graph import Graph
from aptcheck.background.sides import Background, Science
from aptcheck.background.wording import numbered
from aptcheck.model import Observation, Proposal, Target
from aptcheck.rules.rule import Rule

__all__ = ["Subject", "missing", "subjects"]

_MISSING = {
    Target: "no targets",
    Observation: "no observations",
    Science: "no MRS science observation",
    Edge: "no background is declared and taken",
    Background: "no background is declared and taken",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to judge; ``suspicion`` completes a message where the pair is only suspected."""

    value: object
    suspicion: str | None = None


def missing(rule: Rule) -> str:
    """Return why a rule had nothing to judge."""
    return _MISSING.get(rule.subject, "nothing to judge")


def subjects(rule: Rule, graph: Graph) -> Iterator[Subject]:
    """Yield every subject of a rule, suspected pairs after the declared ones."""
    proposal = graph.proposal
    values: dict[type, tuple[object, ...]] = {
        Proposal: (proposal,),
        Graph: (graph,),
        Target: proposal.targets,
        Observation: proposal.observations,
        Science: graph.sciences,
        Edge: graph.edges,
        Background: graph.backgrounds,
    }
    for value in values[rule.subject]:
        yield Subject(value)
    if not rule.suspected:
        return
    if rule.subject is Edge:
        for edge in graph.suspected_edges:
            yield Subject(edge, _if_meant((edge.sky.number,), (edge.science.number,)))
    elif rule.subject is Background:
        for background in graph.suspected_backgrounds:
            skies = tuple(sky.number for sky in background.skies)
            yield Subject(background, _if_meant(skies, background.science_numbers))


def _if_meant(skies: tuple[int, ...], sciences: tuple[int, ...]) -> str:
    verb = "is" if len(skies) == 1 else "are"
    named = ", ".join(str(number) for number in sciences)
    return f"if {numbered('observation', skies)} {verb} meant as the background of {named}"
