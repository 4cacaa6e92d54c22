"""What APT's Visit Planner stored in a file about one visit.

APT keeps the scheduling windows it last computed as step functions of time. Here they are plain
facts; `aptcheck.schedule.planner_windows` decides which of them are valid and how their angles are
sampled.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

__all__ = ["Constraint", "Piece", "VisitKey", "VisitRecord"]


class VisitKey(NamedTuple):
    """The name of a record: program (0 for a draft), observation and visit."""

    program: int
    observation: int
    visit: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A step: from ``start`` to ``end`` (naive UTC) the visit suits from 0 (no) to 1 (fully).

    ``rolls`` are the intervals of V3PA as written, degrees; a wrap through 0 makes two of them.
    """

    start: datetime
    end: datetime
    suitability: float
    rolls: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Constraint:
    """One constraint of a visit, by its ``kind`` (``off-normal``, ``roll-total``) and its name."""

    kind: str
    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class VisitRecord:
    """One stored result; ``windows`` is the final step function of the visit.

    ``engine`` is the version of the Planner that computed this record; ``up_to_date`` is APT's
    note on whether something changed afterwards.
    """

    key: VisitKey
    engine: str
    up_to_date: bool
    windows: tuple[Piece, ...]
    constraints: tuple[Constraint, ...] = ()

    @property
    def release(self) -> tuple[int, ...]:
        """The engine's version as numbers; a beta counts as its release."""
        digits = ("".join(c for c in part if c.isdigit()) for part in self.engine.split("."))
        return tuple(int(part) for part in digits if part)

    def constraint(self, kind: str) -> Constraint | None:
        """Return the first constraint of a kind."""
        return next((found for found in self.constraints if found.kind == kind), None)
