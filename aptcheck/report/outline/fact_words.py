"""Small texts that several facts share."""

from __future__ import annotations

from collections import Counter

from aptcheck.model.target import TargetReference
from aptcheck.model.templates.acquisition import Acquisition

__all__ = ["Numbering", "Stated", "acquisition_text", "joined", "reference_text", "these"]

#: A field and its value; None and the empty text say nothing.
Stated = tuple[str, object]


def joined(*parts: str | None) -> str:
    """Return the parts that say something, with commas."""
    return ", ".join(part for part in parts if part)


def reference_text(reference: TargetReference | None) -> str:
    """Return how a reference names its target."""
    if reference is None:
        return ""
    # The name only: APT renumbers targets, which does not change the plan.
    number = "" if reference.number is None else str(reference.number)
    return reference.name or number or reference.text


def these(numbers: tuple[int, ...]) -> str:
    """Return numbers in order, with commas."""
    return ", ".join(map(str, sorted(numbers)))


def acquisition_text(acquisition: Acquisition) -> str:
    """Return how a target is acquired; without an acquisition, other settings are stale."""
    method = acquisition.method or ""
    if acquisition.kind == "none":
        return method if method not in ("", "NONE") else "none"
    groups = f"Ngroups {acquisition.groups}" if acquisition.groups is not None else ""
    who = acquisition.text or reference_text(acquisition.target)
    # MSATA acquires stars about the pointing, and names no target
    who = who or ("" if method else acquisition.kind)
    return joined(method, who, acquisition.filter, acquisition.readout, groups)


class Numbering:
    """Numbers rows of the same name: the second is ``SHORT(A) #2``."""

    def __init__(self) -> None:
        self._seen = Counter[str]()

    def of(self, name: str) -> str:
        """Return the name of the next row that has it."""
        self._seen[name] += 1
        count = self._seen[name]
        return f"{name} #{count}" if count > 1 else name
