"""What edits change, form by form, in the words of APT."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from aptcheck import apt
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
from aptcheck.model import Observation, Target
from aptcheck.wording import excerpt, listed, numbered
from aptcheck.wording.fields import FIELD_NAMES, set_words

if TYPE_CHECKING:
    from aptcheck.engine.forms import Form, Forms

__all__ = ["changes_of"]

_TICKS = {"true": "tick", "false": "clear"}


def changes_of(edits: Iterable[Edit], forms: Forms) -> tuple[str, ...]:
    """Return ``Observation 2: Groups/Int 24``, one phrase a form; what is alike is told once."""
    by_form: dict[str, dict[str, None]] = {}
    for edit in edits:
        by_form.setdefault(_name(forms.of(edit), edit), {})[_words(edit)] = None
    return tuple(f"{name}: {', '.join(words)}" for name, words in by_form.items())


def _name(form: Form, edit: Edit) -> str:
    if isinstance(edit, AddCopy) and isinstance(form, Target):
        return "Targets"
    match form:
        case Target():
            return f"Target {excerpt(form.name)}"
        case Observation():
            return f"Observation {form.number}"
        case None:
            return "Links"
        case link:
            return f"Link of {numbered('observation', sorted(set(link.members)))}"


def _words(edit: Edit) -> str:
    match edit:
        case SetField():
            words = _set(edit.field, edit.value)
        case SetAttribute():
            words = _set(edit.field or edit.attribute, edit.value)
        case AddElement():
            words = _new(edit.element)
        case AddCopy():
            words = _copied(dict(edit.fields))
        case Remove():
            field = edit.field and FIELD_NAMES.get(edit.field)
            words = f"clear {field or 'the requirement that this one takes the place of'}"
        case Reorder():
            words = "put the observations into the other order"
    return words


def _set(field: str, value: str) -> str:
    name = FIELD_NAMES.get(field, field)
    if value in _TICKS:
        return f"{_TICKS[value]} {name}"
    return set_words(field, excerpt(value)) if value else f"clear {name}"


def _copied(fields: dict[str, str | None]) -> str:
    if "TargetName" in fields:
        return f"make a copy of the entry, {fields['Number']} {fields['TargetName']}"
    wavelength = fields.get("Wavelength")
    return "copy an exposure of the science" + (f" for {wavelength}" if wavelength else "")


def _new(element: Element) -> str:
    if element.name == "GroupWithinLink":
        texts = (child.text for child in element.children)
        numbers = [number for text in texts if (number := apt.member_number(text)) is not None]
        return f"add a Sequence, Non-interruptible, of {numbered('observation', numbers)}"
    if element.name == "OrientRange":
        ends = dict(element.attributes)
        low, high = (ends[end].removesuffix(" Degrees") for end in ("OrientMin", "OrientMax"))
        return f"set Aperture PA Range {low} to {high}"
    if element.name == "MrsDitherSpecification":
        return f"add a dither: {listed([child.text for child in element.children])}"
    return _set(element.name, element.text)
