"""What edits change, form by form, in the words of APT."""

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
from aptcheck.wording import excerpt, listed, numbered
from aptcheck.wording.fields import FIELD_NAMES

if TYPE_CHECKING:
    from aptcheck.engine.forms import Form, Forms

__all__ = ["changes_of"]

_TICKS = {"true": "tick", "false": "clear"}


def changes_of(edits: Iterable[Edit], forms: Forms) -> tuple[str, ...]:
    """Return ``Observation 2: set Groups/Int to 24``, one phrase a form; what is alike is one."""
    by_form: dict[str, dict[str, dict[str, dict[str, str]]]] = {}
    for edit in edits:
        change, value = _change(edit, forms)
        form = by_form.setdefault(_name(forms.of(edit), edit), {})
        places = form.setdefault(change, {}).setdefault(value, {})
        where = forms.exposure(edit.part) if isinstance(edit, SetField) else ""
        places[f"{where} {_detector(edit)}".strip()] = where
    return tuple(f"{name}: {_told(own)}" for name, own in by_form.items())


def _detector(edit: Edit) -> str:
    """Return which MRS detector a field of an exposure is of; nothing for another field."""
    name = edit.field if isinstance(edit, SetField) else ""
    return next((f"({arm.lower()})" for arm in ("Long", "Short") if name.endswith(arm)), "")


def _told(changes: Mapping[str, Mapping[str, Mapping[str, str]]]) -> str:
    """Return all changes of a form; where values differ, each with the exposures that get it.

    The detector is named where the two of one exposure differ.
    """
    told = []
    for change, values in changes.items():
        wheres = [frozenset(places.values()) for places in values.values()]
        parted = sum(map(len, wheres)) > len(frozenset().union(*wheres))
        words = [
            value
            if value and len(values) == 1
            else _placed(value, places if parted else places.values())
            for value, places in values.items()
        ]
        told.append(f"{change} {', '.join(words)}".rstrip())
    return ", ".join(told)


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
    """Return what an edit does, and to what: the second is empty where the first tells all."""
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
            change = "clear", _removed(edit, forms)
        case Reorder():
            change = "order", ", ".join(map(str, edit.members))
    return change


def _removed(edit: Remove, forms: Forms) -> str:
    if edit.field is None:
        return forms.requirement(edit.part)
    # where its method is NONE a form has none of its fields
    acquires = edit.field.startswith("Acq")
    return "the target acquisition" if acquires else FIELD_NAMES.get(edit.field, edit.field)


def _set(field: str, value: str) -> tuple[str, str]:
    name = FIELD_NAMES.get(field, field)
    if field == "ProperMotionNotApplicable":
        return f"clear {name}", ""
    if value in _TICKS:
        return f"{_TICKS[value]} {name}", ""
    return (f"set {name} to", excerpt(value)) if value else (f"clear {name}", "")


def _copied(edit: AddCopy, forms: Forms) -> tuple[str, str]:
    fields = dict(edit.fields)
    if "TargetName" in fields:
        return (
            "add a copy of the entry:",
            f"{fields['Number']} {excerpt(fields['TargetName'] or '')}",
        )
    return "copy exposure", fields.get("Wavelength") or forms.exposure(edit.part)


def _added(element: Element) -> tuple[str, str]:
    if element.name == "GroupWithinLink":
        texts = (child.text for child in element.children)
        numbers = [number for text in texts if (number := apt.member_number(text)) is not None]
        return f"add a Sequence, Non-interruptible, of {numbered('observation', numbers)}", ""
    if element.name == "OrientRange":
        ends = dict(element.attributes)
        low, high = (ends[end].removesuffix(" Degrees") for end in ("OrientMin", "OrientMax"))
        return "set Aperture PA Range", f"{low} to {high}"
    if element.name == "MrsDitherSpecification":
        return f"add a dither ({', '.join(child.text for child in element.children)})", ""
    if element.name == "BackgroundTargets":
        return "choose as background", excerpt(element.text)
    return _set(element.name, element.text)
