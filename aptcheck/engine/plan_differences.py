"""The parts in which two readings of one proposal differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pydantic import BaseModel

from aptcheck.wording import numbered

if TYPE_CHECKING:
    from aptcheck.model import Observation, Oddity, Proposal, Target

__all__ = ["differing_parts"]

#: The place in the file, and what APT computes or records when it saves.
_NO_PLAN = frozenset(
    {"place", "oddities", "visits", "science_duration_s", "apt_version", "schema_version"}
)
_PARTS = frozenset({"targets", "observations", "links"})
_MOST = 12


def differing_parts(one: Proposal, other: Proposal) -> tuple[str, ...]:
    """Return the parts of the plan that differ, in words: ``target 2``, ``observations 3 and 4``.

    A target or an observation that only one of them has counts as different. Texts that could not
    be read are compared as they are.
    """
    return tuple(_differing(one, other))


def _differing(one: Proposal, other: Proposal) -> Iterator[str]:
    if _said(one, _NO_PLAN | _PARTS) != _said(other, _NO_PLAN | _PARTS):
        yield "the proposal information"
    yield from _numbers("target", one.targets, other.targets)
    yield from _numbers("observation", one.observations, other.observations)
    if _said(one.links) != _said(other.links):
        yield "the links"
    if _texts(one.oddities) != _texts(other.oddities):
        yield "values that cannot be read"


def _numbers(
    noun: str,
    one: Iterable[Target] | Iterable[Observation],
    other: Iterable[Target] | Iterable[Observation],
) -> Iterator[str]:
    before, after = _by_number(one), _by_number(other)
    numbers = [
        number
        for number in dict.fromkeys((*before, *after))
        if before.get(number) != after.get(number)
    ]
    known = sorted(number for number in numbers if number is not None)
    if len(known) > _MOST:
        yield f"{len(known)} {noun}s"
    elif known:
        yield numbered(noun, known)
    if None in numbers:
        yield f"a {noun} without a number"


def _by_number(nodes: Iterable[Target] | Iterable[Observation]) -> dict[int | None, list[object]]:
    found: dict[int | None, list[object]] = {}
    for node in nodes:
        found.setdefault(node.number, []).append(_said(node))
    return found


def _said(value: object, without: frozenset[str] = _NO_PLAN) -> object:
    """Return the content of a part of the model, without its place in the file."""
    if isinstance(value, BaseModel):
        names = type(value).model_fields
        return [(name, _said(getattr(value, name))) for name in names if name not in without]
    return [_said(one) for one in value] if isinstance(value, tuple) else value


def _texts(oddities: Iterable[Oddity]) -> list[tuple[str, str, int]]:
    return sorted((odd.field, odd.text, odd.observation or 0) for odd in oddities)
