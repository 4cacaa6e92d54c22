"""What a search reports while it runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.fault import Fault

__all__ = ["Begun", "Done", "Lost"]


@dataclass(frozen=True, slots=True)
class Begun:
    """Work on an input begins: testing it, or making it small."""

    kind: str
    number: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """The result of an input: its size in bytes, CPU seconds, growth of memory in MB.

    ``place`` is where a case of its fault is kept.
    """

    kind: str
    number: int
    size: int
    seconds: float
    grown: float
    fault: Fault | None = None
    place: Path | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """A process did not return from an input, and why."""

    begun: Begun
    why: str
