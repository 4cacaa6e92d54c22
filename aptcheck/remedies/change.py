"""One field and its new value: as words for a fix, and as an edit of a part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.edit import Remedy
from aptcheck.remedies.parts import set_field
from aptcheck.wording.fields import set_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.edit import Kind
    from aptcheck.model import Node

__all__ = ["Change"]


@dataclass(frozen=True, slots=True)
class Change:
    """A field, by the name of its element, and its new value."""

    field: str
    value: str

    @property
    def words(self) -> str:
        """``set Acq Target to NONE``."""
        return set_words(self.field, self.value)

    def of(self, kind: Kind, nodes: Iterable[Node]) -> Remedy | None:
        """Return the remedy that makes this change in some parts."""
        return Remedy.of(kind, [set_field(node, self.field, self.value) for node in nodes])
