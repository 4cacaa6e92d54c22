"""Observations that are joined to each other, directly or through others."""

from collections.abc import Collection, Iterable

__all__ = ["joined"]


def joined(parts: Iterable[Collection[int]]) -> dict[int, frozenset[int]]:
    """Return {number: all numbers joined to it, including itself}.

    The numbers of one of ``parts`` are joined to each other, and so are parts that share a number.
    Numbers that are joined share one set.
    """
    whole_of: dict[int, set[int]] = {}
    for part in parts:
        found = {id(whole): whole for n in part if (whole := whole_of.get(n)) is not None}
        largest = max(found.values(), key=len, default=set())
        others = (whole for whole in found.values() if whole is not largest)
        fresh = {*part}.union(*others) - largest
        largest |= fresh
        for number in fresh:
            whole_of[number] = largest
    frozen = {id(whole): frozenset(whole) for whole in whole_of.values()}
    return {number: frozen[id(whole)] for number, whole in whole_of.items()}
