"""Values as APT writes them: counts that may be empty, choices in a wrapper, ``"2 NGC-1-SKY"``."""

from __future__ import annotations

import math
import re

__all__ = ["canonical", "count", "number", "quantity", "reference", "unwrapped"]

_WRAPPED = re.compile(r"[CO]\[(.*)\]", re.DOTALL)
_REFERENCE = re.compile(r"([0-9]{1,6})\s+(\S.*)", re.DOTALL)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_COUNT = re.compile(r"[0-9]{1,9}")


def canonical(text: str) -> str:
    """Return upper case with single spaces: the vocabulary changed its case over the years."""
    return " ".join(text.upper().split())


def unwrapped(text: str) -> str:
    """Return the value of a choice field, written ``C[value]`` or ``O[value]`` in old files."""
    match = _WRAPPED.fullmatch(text.strip())
    return (match[1] if match else text).strip()


def count(text: str) -> int | None:
    """Read a count, 0 to 999,999,999; None for anything else."""
    text = text.strip()
    return int(text) if _COUNT.fullmatch(text) else None


def number(text: str) -> float | None:
    """Read a finite decimal number; None for anything else, NaN and infinity included."""
    text = text.strip()
    if len(text) > 60 or not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def quantity(text: str) -> tuple[float, str] | None:
    """Split ``"53.0 Days"`` into its number and its unit in lower case; None if it is no such."""
    head, _, unit = text.strip().partition(" ")
    value = number(head)
    return None if value is None else (value, unit.strip().lower())


def reference(text: str) -> tuple[int | None, str]:
    """Split ``"2 NGC-1-SKY"`` into number and name; the number is None where there is none."""
    text = text.strip()
    match = _REFERENCE.fullmatch(text)
    if match:
        return int(match[1]), match[2]
    return count(text), text
