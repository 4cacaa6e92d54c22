"""A column of the table of an archive: its name, its kind, its meaning and its value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias, TypeVar

__all__ = ["ArchiveColumn", "ArchiveRow", "ColumnKind", "Value"]

#: The value of a column in one row; None if the row has none.
Value: TypeAlias = "str | int | float | bool | list[int] | None"

#: One row, {column name: value}; every row has every column, in the same order.
ArchiveRow: TypeAlias = dict[str, Value]

#: An ``integer`` has 64 bits, a ``number`` is finite, ``integers`` are a list.
ColumnKind = Literal["text", "integer", "number", "boolean", "integers"]

_Subject_contra = TypeVar("_Subject_contra", contravariant=True)


@dataclass(frozen=True, kw_only=True)
class ArchiveColumn(Generic[_Subject_contra]):
    """One column, filled in the rows of one kind of subject and empty in the others.

    ``meaning`` is a phrase for the docs, with the unit of a number, ``choices`` are all values that
    a text may have. If it is ``filled``, every row of its kind has a value.
    """

    name: str
    kind: ColumnKind
    meaning: str
    value: Callable[[_Subject_contra], Value]
    filled: bool = False
    choices: tuple[str, ...] = ()
