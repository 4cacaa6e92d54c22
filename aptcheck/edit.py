"""A change of a proposal, as data: which part of it, which field, and the new value.

A part is named by the ordinal of its element, `Place.element` of the model: elements in document
order from 0, as the file was read. All edits of one correction refer to the original file; none
relies on another being made first. A field is a child element in the namespace of its part.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = [
    "AddCopy",
    "AddElement",
    "Edit",
    "Element",
    "Kind",
    "Remedy",
    "Remove",
    "Reorder",
    "SetAttribute",
    "SetField",
    "Unwritten",
]

#: safe: JDox prescribes it and it leaves no scientific choice, so it needs no consent. unsafe: the
#: proposer's decision. move: a background moves to a suggested position.
Kind: TypeAlias = Literal["safe", "unsafe", "move"]


@dataclass(frozen=True, slots=True)
class Element:
    """A new element, in the namespace of its parent: attributes, then either text or children."""

    name: str
    text: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True)
class SetField:
    """Set a field: the text of the first child of a name, which is added if there is none."""

    part: int
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class SetAttribute:
    """Set an attribute of a part or, if a ``field`` is named, of that child."""

    part: int
    attribute: str
    value: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class AddElement:
    """Add a child at its place in APT's order, after the last of its name.

    If ``into`` names a field, it becomes the only child of that field, which is added if missing
    and must be empty otherwise.
    """

    part: int
    element: Element
    into: str | None = None


@dataclass(frozen=True, slots=True)
class AddCopy:
    """Add a copy of the element ``part`` as the next sibling of the element ``after``.

    ``fields`` are the fields that differ in the copy, each set once even if the element has
    several; None leaves a field out. ``coordinates`` is a new value for the copy's
    EquatorialCoordinates.
    """

    part: int
    after: int
    fields: tuple[tuple[str, str | None], ...] = ()
    coordinates: str | None = None


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove an element or, if a ``field`` is named, its children of that name."""

    part: int
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Reorder:
    """Put the observations of a link into an order, by their numbers."""

    part: int
    members: tuple[int, ...]


Edit: TypeAlias = SetField | SetAttribute | AddElement | AddCopy | Remove | Reorder


@dataclass(frozen=True, slots=True)
class Remedy:
    """What fixes a finding.

    Attributes
    ----------
    kind : {"safe", "unsafe", "move"}
    edits : tuple of Edit
        All are made or none, unless they are ``apart``.
    cost : str
        What it costs, a sentence; empty if nothing.
    instead : Remedy or None
        Another way to the same end, of another kind; preferred if that kind is asked for.
    apart : bool
        Whether each edit is useful alone, so that one is left out if a worse fault decides it.
    """

    kind: Kind
    edits: tuple[Edit, ...]
    cost: str = ""
    instead: Remedy | None = None
    apart: bool = False

    @classmethod
    def of(cls, kind: Kind, edits: Iterable[Edit | None], cost: str = "") -> Remedy | None:
        """Return the remedy of some edits; None without an edit, or if one cannot be made."""
        given = tuple(dict.fromkeys(edits))
        whole = tuple(edit for edit in given if edit is not None)
        return cls(kind, whole, cost) if whole and len(whole) == len(given) else None


@dataclass(frozen=True, slots=True)
class Unwritten:
    """Why a remedy is left to the proposer: the file has no place for it. A sentence."""

    reason: str
