"""Edits of a part of the model; None for a part that is not in any file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aptcheck.edit import AddElement, Remove, SetAttribute, SetField

if TYPE_CHECKING:
    from aptcheck.edit import Element
    from aptcheck.model import Node
    from aptcheck.modes.mode import Template

__all__ = ["LONGEST_TEXT", "add_element", "remove", "set_attribute", "set_field"]

LONGEST_TEXT: Final = 500
"""Characters of a label or name that is written again: the model keeps at most 1,000."""


def set_field(node: Node | Template, field: str, value: str | int) -> SetField | None:
    """Return the edit that gives a field of a part a value."""
    part = node.place.element
    return None if part is None else SetField(part, field, str(value))


def set_attribute(
    node: Node, attribute: str, value: str, field: str | None = None
) -> SetAttribute | None:
    """Return the edit that gives an attribute of a part, or of one of its fields, a value."""
    part = node.place.element
    return None if part is None else SetAttribute(part, attribute, value, field)


def add_element(node: Node, element: Element, into: str | None = None) -> AddElement | None:
    """Return the edit that adds a child to a part, or fills an empty field of it."""
    part = node.place.element
    return None if part is None else AddElement(part, element, into)


def remove(node: Node | Template, field: str | None = None) -> Remove | None:
    """Return the edit that removes a part, or one of its fields."""
    part = node.place.element
    return None if part is None else Remove(part, field)
