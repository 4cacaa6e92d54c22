"""Small texts that several facts share."""

from __future__ import annotations

from aptcheck.model.target import TargetReference

__all__ = ["Stated", "joined", "reference_text", "these"]

#: A field and what stands in it; None and the empty text say nothing.
Stated = tuple[str, object]


def joined(*parts: str | None) -> str:
    """Return the parts that say something, with commas."""
    return ", ".join(part for part in parts if part)


def reference_text(reference: TargetReference | None) -> str:
    """Return what a mention of a target calls it."""
    if reference is None:
        return ""
    # The name alone: APT renumbers targets, and nothing of the plan changes by that.
    number = "" if reference.number is None else str(reference.number)
    return reference.name or number or reference.text


def these(numbers: tuple[int, ...]) -> str:
    """Return numbers in order, with commas."""
    return ", ".join(map(str, sorted(numbers)))
