"""A proposal as named facts in a stable order, to compare two versions.

Places, oddities and what APT computes are left out, so that the same plan gives the same outline.
The texts are the proposal's own and may hold anything: the caller must make them safe to show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from aptcheck.model.proposal import Proposal
from aptcheck.report.outline.fact_words import Stated
from aptcheck.report.outline.link_facts import link_facts
from aptcheck.report.outline.observation_facts import observation_facts
from aptcheck.report.outline.target_facts import target_facts

__all__ = ["Fact", "Section", "outline"]


class Fact(NamedTuple):
    """One field and its value; names are unique within a section."""

    name: str
    value: str


class Section(NamedTuple):
    """The facts of the proposal itself, of one target, of one observation, or all links."""

    kind: Literal["proposal", "target", "observation", "links"]
    number: int | None
    name: str
    facts: tuple[Fact, ...]


def outline(proposal: Proposal) -> tuple[Section, ...]:
    """Return the proposal, its targets and observations by number, and its links."""
    targets = sorted(proposal.targets, key=lambda target: target.number or 0)
    observations = sorted(proposal.observations, key=lambda observation: observation.number)
    return (
        Section("proposal", None, "", _facts(_proposal(proposal))),
        *(Section("target", t.number, t.name, _facts(target_facts(t))) for t in targets),
        *(
            Section("observation", o.number, o.label, _facts(observation_facts(o)))
            for o in observations
        ),
        Section("links", None, "", _facts(link_facts(proposal.links))),
    )


def _facts(stated: Iterable[Stated]) -> tuple[Fact, ...]:
    """Drop empty values, and number names that occur again."""
    seen: dict[str, int] = {}
    facts = []
    for name, value in stated:
        if value is None or value == "":
            continue
        count = seen[name] = seen.get(name, 0) + 1
        facts.append(Fact(f"{name} ({count})" if count > 1 else name, _text(value)))
    return tuple(facts)


def _proposal(proposal: Proposal) -> Iterator[Stated]:
    yield "programme", proposal.program
    yield "title", proposal.title
    yield "category", proposal.category
    yield "cycle", proposal.cycle
    yield "APT", proposal.apt_version


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
