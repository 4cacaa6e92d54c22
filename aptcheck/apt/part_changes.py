"""Edits of parts of a proposal, as splices of its bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import unescape

from aptcheck.apt.indentation import whitespace_before
from aptcheck.apt.insertions import Insertions
from aptcheck.apt.link_numbers import LinkNumbers
from aptcheck.apt.links import member_number
from aptcheck.apt.markup import attribute_value, text_markup
from aptcheck.apt.spans import Span
from aptcheck.apt.splices import Splice, settled, spliced
from aptcheck.apt.start_tag import attributes, body_end
from aptcheck.edit import (
    AddCopy,
    AddElement,
    Edit,
    Element,
    Remove,
    Reorder,
    SetAttribute,
    SetField,
)
from aptcheck.errors import UnwritableEdit

__all__ = ["PartChanges"]

_NOT_THERE = "The file has changed since it was checked: {} is missing. Check it again."
_UNUSUAL = "The file does not have {} in the usual way: open it in APT, save it and check it again."
_TWICE = "Two corrections set {} of the same item to different values; apply one of them."


class PartChanges:
    """Collects the changes that edits make to the bytes of one file.

    Parameters
    ----------
    xml : bytes
    spans : mapping
        The elements that the edits name, by ordinal.
    links : LinkNumbers
    """

    def __init__(self, xml: bytes, spans: Mapping[int, Span], links: LinkNumbers) -> None:
        self._xml = xml
        self._spans = spans
        self._links = links
        self._insertions = Insertions(xml)
        self._splices: list[Splice] = []
        # New parts have no bytes yet, so conflicts between edits of them are tracked here.
        self._new_fields: dict[tuple[int, str], str | None] = {}
        self._new_attributes: dict[tuple[int, str], str] = {}

    def make(self, edit: Edit) -> None:
        """Apply one edit.

        Raises
        ------
        UnwritableEdit
            If the file has no such part, or XML cannot represent the edit.
        """
        part = self._span(edit.part)
        match edit:
            case SetField():
                self._set_field(part, edit.field, edit.value)
            case SetAttribute():
                owner = part if edit.field is None else self._only(part, edit.field)
                self._set_attribute(owner, edit.attribute, edit.value)
            case AddElement(into=str(field)):
                self._fill(part, field, edit.element)
            case AddElement():
                self._claim(part, edit.element.name, None)
                self._insertions.add_child(part, self._links.numbered(part, edit.element))
            case AddCopy():
                self._insertions.add_sibling(
                    self._sibling(part, edit.after), self._copy(part, edit)
                )
            case Remove(field=None):
                self._remove(part)
            case Remove(field=str(field)):
                for child in part.fields(field):
                    self._remove(child)
            case Reorder():
                self._reorder(part, edit.members)

    def splices(self) -> tuple[Splice, ...]:
        """Return all changes, in the order of the file.

        Raises
        ------
        UnwritableEdit
            If two edits change the same bytes in different ways.
        """
        return settled(self._xml, (*self._splices, *self._insertions.splices()))

    def _span(self, ordinal: int) -> Span:
        if ordinal not in self._spans:
            raise UnwritableEdit(_NOT_THERE.format(f"element {ordinal}"))
        return self._spans[ordinal]

    def _only(self, part: Span, field: str) -> Span:
        children = part.fields(field)
        if not children:
            raise UnwritableEdit(_UNUSUAL.format(f"the {field} of one {part.name}"))
        return children[0]

    def _set_field(self, part: Span, field: str, value: str) -> None:
        children = part.fields(field)
        if children:
            self._set_content(children[0], text_markup(value))
        elif self._claim(part, field, value):
            self._insertions.add_child(part, Element(field, value))

    def _fill(self, part: Span, field: str, element: Element) -> None:
        present = part.fields(field)
        if not present:
            self._claim(part, field, None)
            self._insertions.add_child(part, Element(field, children=(element,)))
        elif self._xml[present[0].inner : present[0].inner_end].strip():
            raise UnwritableEdit(_UNUSUAL.format(f"the {field} of one {part.name}"))
        else:
            self._insertions.add_child(present[0], element)

    def _claim(self, part: Span, field: str, value: str | None) -> bool:
        """Whether a new field is the first; None as value means that several are allowed."""
        key = (part.ordinal, field)
        if key not in self._new_fields:
            self._new_fields[key] = value
            return True
        if self._new_fields[key] != value:
            raise UnwritableEdit(_TWICE.format(field))
        return False

    def _set_attribute(self, owner: Span, name: str, value: str) -> None:
        for found in attributes(self._xml, owner.start, owner.inner):
            if found.name == name:
                self._replace(found.start, found.end, attribute_value(value, found.quote))
                return
        known = self._new_attributes.get((owner.ordinal, name))
        if known is None:
            self._new_attributes[owner.ordinal, name] = value
            self._insertions.add_attribute(owner, name, value)
        elif known != value:
            raise UnwritableEdit(_TWICE.format(name))

    def _set_content(self, element: Span, content: bytes) -> None:
        if not element.self_closed:
            self._splices.append(Splice(element.inner, element.inner_end, content, is_content=True))
            return
        at = body_end(self._xml, element.start, element.inner)
        opened = b">" + content + b"</" + element.tag + b">"
        # Empty content keeps its bytes; the splice still makes a conflicting edit fail.
        self._replace(at, element.end, opened if content else self._xml[at : element.end])

    def _remove(self, element: Span) -> None:
        blank = whitespace_before(self._xml, element.start)
        self._replace(element.start - len(blank), element.end, b"")

    def _reorder(self, part: Span, members: Iterable[int]) -> None:
        children, wanted = part.fields("Observation"), tuple(members)
        contents = {self._member(child): child for child in children}
        if len(contents) < len(children) or {*contents} != {*wanted}:
            numbers = ", ".join(map(str, wanted))
            raise UnwritableEdit(_UNUSUAL.format(f"the link of observations {numbers}"))
        for child, number in zip(children, wanted, strict=True):
            other = contents[number]
            self._set_content(child, self._xml[other.inner : other.inner_end])

    def _member(self, child: Span) -> int | None:
        """Return the number of the observation that a child of a link names."""
        return member_number(unescape(self._xml[child.inner : child.inner_end].decode()).strip())

    def _sibling(self, part: Span, after: int) -> Span:
        """Return the element that a copy goes after, if written like the copied one."""
        sibling = self._span(after)
        if (sibling.tag, sibling.namespace) != (part.tag, part.namespace):
            raise UnwritableEdit(
                f"The {part.name} cannot be copied, since the file writes it in two different "
                "ways; open it in APT and save it first."
            )
        return sibling

    def _copy(self, part: Span, edit: AddCopy) -> bytes:
        changes = PartChanges(self._xml, {part.ordinal: part}, self._links)
        for field, value in edit.fields:
            if value is None:
                changes.make(Remove(part.ordinal, field))
                continue
            changes.make(SetField(part.ordinal, field, value))
            for child in part.fields(field)[1:]:
                changes._remove(child)
        if edit.coordinates is not None:
            changes.make(
                SetAttribute(part.ordinal, "Value", edit.coordinates, "EquatorialCoordinates")
            )
        return spliced(self._xml, changes.splices(), part.start, part.end)

    def _replace(self, start: int, end: int, replacement: bytes) -> None:
        self._splices.append(Splice(start, end, replacement))
