"""Which remedies go into one correction: the worst findings first, and none against another."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

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
from aptcheck.model import Target

if TYPE_CHECKING:
    from aptcheck.finding import Finding

__all__ = ["Chosen", "choose"]

_ASKED_FOR: Final[dict[Kind, str]] = {
    "safe": "",
    "unsafe": "Made with --unsafe-fixes.",
    "move": "Made with --suggest.",
}


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Chosen:
    """What becomes of each finding in one correction; what is fixed, with its edits."""

    fixed: tuple[tuple[Fixed, tuple[Edit, ...]], ...]
    left: tuple[Left, ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All edits, each once."""
        return tuple(dict.fromkeys(edit for _, edits in self.fixed for edit in edits))

    def without(self, unwritable: Mapping[int, str]) -> Chosen:
        """Return what is left without some that cannot be written: their places, and why."""
        kept = (one for at, one in enumerate(self.fixed) if at not in unwritable)
        lost = (
            Left(finding=self.fixed[at][0].finding, reason=why) for at, why in unwritable.items()
        )
        return Chosen(fixed=tuple(kept), left=(*lost, *self.left))


def choose(
    findings: Iterable[Finding],
    remedies: Mapping[str, Remedy | Unwritten],
    forms: Forms,
    kinds: Collection[Kind],
) -> Chosen:
    """Choose remedies for findings, by fingerprint: of those that clash, that of the worse one."""
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
            reason = f"It changes what {other} changes, too: correct the copy once more."
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
    """Return the way that was asked for, of two."""
    other = remedy.instead
    return remedy if other is None or other.kind not in kinds else other


class _Picked:
    """The edits that are picked so far, and for which code each was first."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms
        self.edits: dict[Edit, str] = {}
        self._slots: dict[Hashable, str] = {}
        self._grown: dict[int, str] = {}
        self._changed: dict[int, str] = {}

    def add(self, code: str, remedy: Remedy) -> None:
        """Pick the edits of a remedy."""
        for edit in remedy.edits:
            if edit in self.edits:
                continue
            self.edits[edit] = code
            for slot in _slots(edit):
                self._slots.setdefault(slot, code)
            form = id(self._forms.of(edit))
            if not self._is_target(edit):
                grown = isinstance(edit, AddCopy)
                (self._grown if grown else self._changed).setdefault(form, code)

    def without_decided(self, remedy: Remedy) -> Remedy:
        """Return a remedy without the edits of what is decided already."""
        edits = (edit for edit in remedy.edits if self._slots.keys().isdisjoint(_slots(edit)))
        return replace(remedy, edits=tuple(edits))

    def clash(self, remedy: Remedy) -> str | None:
        """Return the code whose edits a remedy is against; None where it is against none.

        Two that give one thing different values, and, in one form, one that copies exposures beside
        one that changes others: the copies would not have the change.
        """
        for edit in remedy.edits:
            if edit in self.edits:
                continue
            for slot in _slots(edit):
                if slot in self._slots:
                    return self._slots[slot]
            form = id(self._forms.of(edit))
            other = None if self._is_target(edit) else self._grown.get(form)
            if other is None and isinstance(edit, AddCopy) and not self._is_target(edit):
                other = self._changed.get(form)
            if other is not None:
                return other
        return None

    def _is_target(self, edit: Edit) -> bool:
        """Whether an edit adds a target."""
        return isinstance(edit, AddCopy) and isinstance(self._forms.of(edit), Target)


def _slots(edit: Edit) -> tuple[Hashable, ...]:
    """Return what an edit decides, so that another that decides it, too, is against it."""
    match edit:
        case SetAttribute(part, attribute, _, field):
            return (("attribute", part, field, attribute),)
        case AddElement(part, element):
            # two links, or two skies of a target, stand side by side
            beside = element.name in {"GroupWithinLink", "BackgroundTargets"}
            return (("element", part, element if beside else element.name),)
        case AddCopy():
            told = dict(edit.fields)
            new = [(name, told[name]) for name in ("Number", "TargetName") if name in told]
            return tuple(("target", *one) for one in new)
        case Reorder(part):
            return (("order", part),)
        case SetField() | Remove():
            return (("field", edit.part, edit.field),)
