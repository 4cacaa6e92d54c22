"""A mutation is the name of a change and the seed of its random choices.

So a case is a start and a list of mutations: it can be written down, made again, and made smaller
by dropping some of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeAlias, TypeVar

__all__ = [
    "LARGEST",
    "Change",
    "Changes",
    "Mutation",
    "NothingToChange",
    "applied",
    "drawn",
    "pick",
]

Thing = TypeVar("Thing")

#: Bytes in, changed bytes out; chance decides where and how.
Change: TypeAlias = Callable[[bytes, Random], bytes]
Changes: TypeAlias = Mapping[str, Change]

#: Most bytes in a changed file: more takes long and shows nothing new.
LARGEST = 4 << 20


class NothingToChange(Exception):  # noqa: N818 - not an error: a change does not fit every file
    """The file has nothing that this change could change."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change, and the seed of what it does."""

    name: str
    seed: int

    def __str__(self) -> str:
        return f"{self.name}:{self.seed}"


def drawn(data: bytes, families: Sequence[Changes], chance: Random) -> tuple[Mutation, ...]:
    """Draw mutations that change something: often one, since most files have one fault.

    Each family of changes is equally likely, and so is each change in a family.
    """
    count = chance.choice((1, 1, 1, 1, 2, 2, 3, 5))
    found: list[Mutation] = []
    for _ in range(20 * count):
        changes = chance.choice(families)
        mutation = Mutation(chance.choice(sorted(changes)), chance.getrandbits(32))
        changed = applied(data, [mutation], changes)
        if changed != data:
            found.append(mutation)
            data = changed
        if len(found) == count:
            break
    return tuple(found)


def applied(data: bytes, mutations: Iterable[Mutation], changes: Changes) -> bytes:
    """Return the data after all mutations, skipping those that do not fit or grow it too far."""
    for mutation in mutations:
        try:
            changed = changes[mutation.name](data, Random(mutation.seed))
        except NothingToChange:
            continue
        if len(changed) <= LARGEST:
            data = changed
    return data


def pick(chance: Random, things: Sequence[Thing]) -> Thing:
    """Return one of the things.

    Raises
    ------
    NothingToChange
        There are none.
    """
    if not things:
        raise NothingToChange
    return chance.choice(things)
