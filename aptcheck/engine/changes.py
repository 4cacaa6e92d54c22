"""The changes of edits, form by form, in the words of APT."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
from aptcheck.wording import excerpt, field_name, listed, numbered

if TYPE_CHECKING:
    from aptcheck.engine.forms import Form, Forms

__all__ = ["changes_of"]

_TICKS = {"true": "tick", "false": "clear"}


def changes_of(edits: Iterable[Edit], forms: Forms) -> tuple[str, ...]:
    """Return ``Observation 2: set Groups/Int to 24``, one phrase per form; equal changes merge."""
    by_form: dict[str, dict[str, dict[str, dict[str, str]]]] = {}
    for edit in edits:
        change, value = _change(edit, forms)
        form = by_form.setdefault(_name(forms.of(edit), edit), {})
        places = form.setdefault(change, {}).setdefault(value, {})
        where = forms.exposure(edit.part) if isinstance(edit, SetField) else ""
        places[f"{where} {_detector(edit)}".strip()] = where
    return tuple(f"{name}: {_in_words(own)}" for name, own in by_form.items())


def _detector(edit: Edit) -> str:
    """Return the MRS detector of a field of an exposure; nothing for another field."""
    name = edit.field if isinstance(edit, SetField) else ""
    return next((f"({arm.lower()})" for arm in ("Long", "Short") if name.endswith(arm)), "")


def _in_words(changes: Mapping[str, Mapping[str, Mapping[str, str]]]) -> str:
    """Return all changes of a form; if values differ, each with the exposures that get it.

    The detector is named if the two of one exposure differ.
    """
    phrases = []
    for change, values in changes.items():
        wheres = [frozenset(places.values()) for places in values.values()]
        parted = sum(map(len, wheres)) > len(frozenset().union(*wheres))
        words = [
            value
            if value and len(values) == 1
            else _placed(value, places if parted else places.values())
            for value, places in values.items()
        ]
        phrases.append(f"{change} {', '.join(words)}".rstrip())
    return ", ".join(phrases)


def _placed(value: str, places: Iterable[str]) -> str:
    named = listed([*filter(None, dict.fromkeys(places))])
    return f"{value} in {named}" if named else value


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


def _change(edit: Edit, forms: Forms) -> tuple[str, str]:
    """Return what an edit does, and the value; the value is empty if the words are enough."""
    match edit:
        case SetField():
            change = _set(edit.field, edit.value)
        case SetAttribute():
            change = _set(edit.field or edit.attribute, edit.value)
        case AddElement():
            change = _added(edit.element)
        case AddCopy():
            change = _copied(edit, forms)
        case Remove():
            change = _removed(edit, forms)
        case Reorder():
            change = "set order to", ", ".join(map(str, edit.members))
    return change


def _removed(edit: Remove, forms: Forms) -> tuple[str, str]:
    if edit.field is None:
        return "remove", forms.requirement(edit.part)
    # a form whose method is NONE has none of the acquisition fields
    acquires = edit.field.startswith("Acq")
    name = "the target acquisition" if acquires else field_name(edit.field)
    return "clear", name


def _set(field: str, value: str) -> tuple[str, str]:
    name = field_name(field)
    if field == "ProperMotionNotApplicable":
        return f"clear {name}", ""
    if value in _TICKS:
        return f"{_TICKS[value]} {name}", ""
    return (f"set {name} to", excerpt(value)) if value else (f"clear {name}", "")


def _copied(edit: AddCopy, forms: Forms) -> tuple[str, str]:
    fields = dict(edit.fields)
    if "TargetName" in fields:
        return (
            "add a copy as",
            f"{fields['Number']} {excerpt(fields['TargetName'] or '')}",
        )
    return "copy exposure", fields.get("Wavelength") or forms.exposure(edit.part)


def _added(element: Element) -> tuple[str, str]:
    if element.name == "GroupWithinLink":
        texts = (child.text for child in element.children)
        numbers = [number for text in texts if (number := apt.member_number(text)) is not None]
        members = ", ".join(map(str, numbers))
        return f"add Sequence Observations {members}, Non-interruptible", ""
    if element.name == "OrientRange":
        ends = dict(element.attributes)
        low, high = (ends[end].removesuffix(" Degrees") for end in ("OrientMin", "OrientMax"))
        return "set Aperture PA Range", f"{low} to {high}"
    if element.name == "MrsDitherSpecification":
        return f"add a dither ({', '.join(child.text for child in element.children)})", ""
    if element.name == "BackgroundTargets":
        return "choose background target", excerpt(element.text)
    return _set(element.name, element.text)
