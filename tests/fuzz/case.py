"""A case: one input, defined by its start and its changes."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.fuzz.kinds import Kind
from tests.fuzz.mutation import Mutation, applied, drawn

__all__ = ["Case", "drawn_case"]


@dataclass(frozen=True, slots=True)
class Case:
    """A start of a kind, and the mutations made to it."""

    kind: Kind
    start: str
    mutations: tuple[Mutation, ...]

    @property
    def changed(self) -> str:
        """The name of the changed file."""
        return self.kind.starts[self.start].changed

    def files(self) -> dict[str, bytes]:
        """Return the files of the input by name."""
        start = self.kind.starts[self.start]
        return start.with_changed(
            applied(start.files[start.changed], self.mutations, self.kind.changes)
        )


def drawn_case(kind: Kind, chance: Random) -> Case:
    """Draw a case."""
    start = kind.starts[chance.choice(sorted(kind.starts))]
    return Case(kind, start.name, drawn(start.files[start.changed], kind.families, chance))
