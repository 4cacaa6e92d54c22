"""Which remedies go into one correction: the worst findings first, without conflicts."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from aptcheck.correction import Fixed, Left
from aptcheck.edit import (
    AddCopy,
    AddElement,
    Edit,
    Kind,
    Remedy,
    Remove,
    Reorder,
    SetAttribute,
    SetField,
    Unwritten,
)
from aptcheck.engine.changes import changes_of
from aptcheck.engine.forms import Forms
from aptcheck.model import Observation

if TYPE_CHECKING:
    from aptcheck.finding import Finding

__all__ = ["Chosen", "choose"]

_ASKED_FOR: Final[dict[Kind, str]] = {
    "safe": "",
    "unsafe": "Needs --unsafe-fixes.",
    "move": "Needs --suggest.",
}


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Chosen:
    """The result for each finding in one correction; fixed ones with their edits."""

    fixed: tuple[tuple[Fixed, tuple[Edit, ...]], ...]
    left: tuple[Left, ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All edits, each once."""
        return tuple(dict.fromkeys(edit for _, edits in self.fixed for edit in edits))


#: What an edit means for an observation: exposures added to it, a change in its exposures or
#: dithers, another field on the sky, angles or a position computed for the field.
_Mark: TypeAlias = Literal["grown", "changed", "field", "placed"]
_AGAINST: Final[dict[_Mark, tuple[_Mark, ...]]] = {
    "grown": ("grown", "changed"),
    "changed": ("grown",),
    "field": ("placed",),
    "placed": ("field",),
}
_OF_DITHERS: Final = frozenset({"DitherType", "OptimizedFor", "Dither", "Dithers"})
_OF_THE_FIELD: Final = _OF_DITHERS | {"PrimaryChannel", "SecondExposure", "TargetID"}


def choose(
    findings: Iterable[Finding],
    remedies: Mapping[str, Remedy | Unwritten],
    forms: Forms,
    kinds: Collection[Kind],
) -> Chosen:
    """Choose remedies for findings, by fingerprint: if some conflict, that of the worst finding."""
    picked = _Picked(forms)
    fixed: list[tuple[Fixed, tuple[Edit, ...]]] = []
    left: list[Left] = []
    for finding in sorted(findings, key=lambda one: -one.severity.rank):
        remedy = remedies.get(finding.fingerprint)
        if isinstance(remedy, Unwritten):
            left.append(Left(finding=finding, reason=remedy.reason))
            continue
        if remedy is None:
            continue
        remedy = _of_kinds(remedy, kinds)
        if remedy.kind not in kinds:
            left.append(Left(finding=finding, reason=_ASKED_FOR[remedy.kind]))
            continue
        if remedy.apart:
            remedy = picked.without_decided(remedy)
        if (other := picked.clash(remedy)) is not None:
            reason = f"It conflicts with the fix of {other}: run aptcheck fix again on the copy."
            left.append(Left(finding=finding, reason=reason))
        else:
            picked.add(finding.code, remedy)
            one = Fixed(
                finding=finding,
                kind=remedy.kind,
                changes=changes_of(remedy.edits, forms),
                cost=remedy.cost,
            )
            fixed.append((one, remedy.edits))
    return Chosen(fixed=tuple(fixed), left=tuple(left))


def _of_kinds(remedy: Remedy, kinds: Collection[Kind]) -> Remedy:
    """Return the one of two remedies that was asked for."""
    other = remedy.instead
    return remedy if other is None or other.kind not in kinds else other


class _Picked:
    """The edits picked so far, and the code that each was first picked for."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms
        self._edits: set[Edit] = set()
        self._slots: dict[Hashable, str] = {}
        self._marks: dict[tuple[_Mark, int], str] = {}

    def add(self, code: str, remedy: Remedy) -> None:
        """Pick the edits of a remedy."""
        for edit in remedy.edits:
            if edit not in self._edits:
                self._edits.add(edit)
                for slot in self._decided(edit):
                    self._slots.setdefault(slot, code)
                for mark in self._marked(edit):
                    self._marks.setdefault(mark, code)

    def without_decided(self, remedy: Remedy) -> Remedy:
        """Return a remedy without the edits of what is already decided differently."""
        edits = (
            edit
            for edit in remedy.edits
            if edit in self._edits or self._slots.keys().isdisjoint(_decided(edit))
        )
        return replace(remedy, edits=tuple(edits))

    def clash(self, remedy: Remedy) -> str | None:
        """Return the code whose edits a remedy conflicts with; None if there is no conflict.

        Two edits conflict if they decide one thing differently, or if one relies on what the other
        changes, such as a copy of exposures, or angles for a field that gets another dither
        pattern.
        """
        for edit in remedy.edits:
            if edit in self._edits:
                continue
            for slot in self._decided(edit):
                if slot in self._slots:
                    return self._slots[slot]
            for mark, number in self._marked(edit):
                for other in _AGAINST[mark]:
                    if (other, number) in self._marks:
                        return self._marks[other, number]
        return None

    def _decided(self, edit: Edit) -> tuple[Hashable, ...]:
        """Return what an edit decides; another edit that decides it too conflicts with it."""
        binds = (isinstance(edit, AddElement) and edit.element.name == "GroupWithinLink") or (
            isinstance(edit, SetAttribute) and edit.attribute == "NonInterruptible"
        )
        # an observation can be in one link only
        bound = self._forms.touched([edit]) if binds else ()
        return (*_decided(edit), *(("bound", one.number) for one in bound))

    def _marked(self, edit: Edit) -> Iterator[tuple[_Mark, int]]:
        """Yield what an edit means for the observations it concerns."""
        form = self._forms.of(edit)
        asks = isinstance(edit, AddElement) and edit.element.name == "OrientRange"
        moves = isinstance(edit, SetAttribute) and edit.field == "EquatorialCoordinates"
        if isinstance(form, Observation):
            field = edit.field if isinstance(edit, SetField) else ""
            dithers = isinstance(edit, AddElement) and edit.element.name == "MrsDitherSpecification"
            if isinstance(edit, AddCopy):
                yield "grown", form.number
            elif dithers or field in _OF_DITHERS or self._forms.exposure(edit.part):
                yield "changed", form.number
            if dithers or field in _OF_THE_FIELD:
                yield "field", form.number
        if asks or moves:
            yield from (("placed", one.number) for one in self._forms.touched([edit]))


def _decided(edit: Edit) -> tuple[Hashable, ...]:
    """Return what an edit decides about the element that it names."""
    match edit:
        case SetAttribute(part, attribute, _, field):
            return (("attribute", part, field, attribute),)
        case AddElement(part, element):
            # two links, or two backgrounds of a target, can coexist
            beside = element.name in {"GroupWithinLink", "BackgroundTargets"}
            return (("element", part, element if beside else element.name),)
        case AddCopy():
            values = dict(edit.fields)
            new = [(name, values[name]) for name in ("Number", "TargetName") if name in values]
            return tuple(("target", *one) for one in new)
        case Reorder(part):
            return (("order", part),)
        case SetField() | Remove():
            return (("field", edit.part, edit.field),)
