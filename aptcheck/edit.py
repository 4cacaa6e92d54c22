"""What is to be changed in a proposal, as data: which part of it, which field, and to what.

A part is named by the ordinal of its element, `Place.element` of the model: elements in document
order from 0, as the file was read. All edits of one correction speak of the file as it is; none
counts on another being made first. A field is a child element in the namespace of its part.
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

#: Whether a remedy may be made without asking: what JDox prescribes and what leaves no scientific
#: choice; what is for the proposer to decide; a background that is moved to a suggested place.
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
    """Give a field a value: the text of the first child of a name, made where there is none."""

    part: int
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class SetAttribute:
    """Give an attribute a value, of a part or, where a ``field`` is named, of that child."""

    part: int
    attribute: str
    value: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class AddElement:
    """Add a child at its place in APT's order, after the last of its name.

    Where ``into`` names a field, it becomes the only child of that one, which is made if there is
    none and has to be empty if there is.
    """

    part: int
    element: Element
    into: str | None = None


@dataclass(frozen=True, slots=True)
class AddCopy:
    """Add a copy of the element ``part`` as the next sibling of the element ``after``.

    ``fields`` are the fields that differ in the copy, each once whatever the element has; None
    leaves a field out. ``coordinates`` is another value of the copy's EquatorialCoordinates.
    """

    part: int
    after: int
    fields: tuple[tuple[str, str | None], ...] = ()
    coordinates: str | None = None


@dataclass(frozen=True, slots=True)
class Remove:
    """Take an element out, or, where a ``field`` is named, its children of that name."""

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
        All of them are made, or none, unless they are ``apart``.
    cost : str
        What it costs, a sentence; empty where it costs nothing.
    instead : Remedy or None
        Another way to the same end, of another kind; taken first where that kind is asked for.
    apart : bool
        Whether each edit is good alone, so that one is left out where a worse fault decides it.
    """

    kind: Kind
    edits: tuple[Edit, ...]
    cost: str = ""
    instead: Remedy | None = None
    apart: bool = False

    @classmethod
    def of(cls, kind: Kind, edits: Iterable[Edit | None], cost: str = "") -> Remedy | None:
        """Return the remedy of some edits; None without an edit, or where one cannot be made."""
        told = tuple(dict.fromkeys(edits))
        whole = tuple(edit for edit in told if edit is not None)
        return cls(kind, whole, cost) if whole and len(whole) == len(told) else None


@dataclass(frozen=True, slots=True)
class Unwritten:
    """Why a remedy is left to the proposer: the file, as it is, has no place for it. A sentence."""

    reason: str
