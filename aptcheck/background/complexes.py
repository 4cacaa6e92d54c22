"""Observations joined through the skies and sciences they share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.background.edge import Edge

__all__ = ["complexes"]


def complexes(edges: Iterable[Edge]) -> dict[int, frozenset[int]]:
    """Return {observation number: all numbers joined to it}, for observations in some pair."""
    joined: dict[int, set[int]] = {}
    for edge in edges:
        ends = (edge.science.number, edge.sky.number)
        less, more = sorted((joined.get(n, {n}) for n in ends), key=len)
        more |= {*less, *ends}
        for number in {*less, *ends}:
            joined[number] = more
    frozen = {id(members): frozenset(members) for members in joined.values()}
    return {number: frozen[id(members)] for number, members in joined.items()}
