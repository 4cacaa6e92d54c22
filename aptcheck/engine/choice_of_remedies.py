"""Which remedies go into one correction: the worst findings first, and none against another."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aptcheck.correction import Left, Mended
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
    """The edits of one correction, each once, and what becomes of each finding."""

    edits: tuple[Edit, ...]
    mended: tuple[Mended, ...]
    left: tuple[Left, ...]


def choose(
    findings: Iterable[Finding],
    remedies: Mapping[str, Remedy | Unwritten],
    forms: Forms,
    kinds: Collection[Kind],
) -> Chosen:
    """Choose remedies for findings, by fingerprint: of those that clash, that of the worse one."""
    picked = _Picked(forms)
    mended: list[Mended] = []
    left: list[Left] = []
    for finding in sorted(findings, key=lambda one: -one.severity.rank):
        remedy = remedies.get(finding.fingerprint)
        if isinstance(remedy, Unwritten):
            left.append(Left(finding=finding, reason=remedy.reason))
        elif remedy is None:
            continue
        elif remedy.kind not in kinds:
            left.append(Left(finding=finding, reason=_ASKED_FOR[remedy.kind]))
        elif (other := picked.clash(remedy)) is not None:
            reason = f"It changes what {other} changes, too: correct the copy once more."
            left.append(Left(finding=finding, reason=reason))
        else:
            picked.add(finding.code, remedy)
            mended.append(
                Mended(
                    finding=finding,
                    kind=remedy.kind,
                    changes=changes_of(remedy.edits, forms),
                    cost=remedy.cost,
                )
            )
    return Chosen(edits=tuple(picked.edits), mended=tuple(mended), left=tuple(left))


class _Picked:
    """The edits that are picked so far, and for which code each was first."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms
        self.edits: dict[Edit, str] = {}
        self._slots: dict[Hashable, tuple[Edit, str]] = {}
        self._grown: dict[int, str] = {}
        self._changed: dict[int, str] = {}

    def add(self, code: str, remedy: Remedy) -> None:
        """Pick the edits of a remedy."""
        for edit in remedy.edits:
            if edit in self.edits:
                continue
            self.edits[edit] = code
            if (slot := _slot(edit)) is not None:
                self._slots.setdefault(slot, (edit, code))
            form = self._form(edit)
            (self._grown if isinstance(edit, AddCopy) else self._changed).setdefault(form, code)

    def clash(self, remedy: Remedy) -> str | None:
        """Return the code whose edits a remedy is against; None where it is against none.

        Two that give one thing different values, and, in one form, one that copies exposures or
        targets beside one that changes others: the copies would not have the change.
        """
        for edit in remedy.edits:
            if edit in self.edits:
                continue
            held = self._slots.get(_slot(edit))
            if held is not None:
                return held[1]
            form = self._form(edit)
            other = self._grown.get(form)
            if other is None and isinstance(edit, AddCopy):
                other = self._changed.get(form)
            if other is not None:
                return other
        return None

    def _form(self, edit: Edit) -> int:
        """Return which form an edit changes; a new target changes the list of all."""
        form = self._forms.of(edit)
        if isinstance(edit, AddCopy) and isinstance(form, Target):
            return -1
        return id(form)


def _slot(edit: Edit) -> Hashable:
    """Return what an edit decides, so that another that decides it, too, is against it."""
    match edit:
        case SetField(part, field):
            return "field", part, field
        case SetAttribute(part, attribute, _, field):
            return "attribute", part, field, attribute
        case Reorder(part, field):
            return "field", part, field
        case Remove(part, field):
            return "field", part, field
        case AddElement(part, element):
            # two links, or two skies of a target, stand side by side
            beside = element.name in {"GroupWithinLink", "BackgroundTargets"}
            return ("element", part, element if beside else element.name)
        case AddCopy(_, after):
            return "copy", after
