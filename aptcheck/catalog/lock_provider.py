"""A lock file as a supplier: yesterday's answer, as long as the question is the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aptcheck.catalog.batch import Batch, now
from aptcheck.catalog.dialect import DIALECTS
from aptcheck.catalog.failure import NoAnswer
from aptcheck.catalog.lock_file import read_lock
from aptcheck.catalog.match import match
from aptcheck.catalog.position import Position
from aptcheck.catalog.survey import SURVEYS, Survey

__all__ = ["LockFile", "cut"]

Floats = NDArray[np.float64]

_SAME_PLACE_DEG = 0.001 / 3600.0
_SAME_RADIUS_DEG = 0.001 / 3600.0

_MOVED = "is stale: the position of this field has changed"


class LockFile:
    """The answers of one lock.

    A position, radius or query other than the one that was frozen makes the answer stale, and a
    stale answer is none. A lock that cannot be read answers nothing and says why.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name
        self.fault: str | None = None
        """Why it cannot be read, as a clause."""
        self._batches: tuple[Batch, ...] = ()
        try:
            self._batches = read_lock(path)
        except NoAnswer as fault:
            self.fault = fault.reason
        held = {batch.survey for batch in self._batches}
        self.surveys = SURVEYS if self.fault else tuple(s for s in SURVEYS if s in held)

    @property
    def recipient(self) -> str | None:
        """Nobody: the lock is read here."""
        return None

    def query(self, survey: Survey, radius_deg: float) -> str:
        """Return what is looked up, as a sentence."""
        return f"{survey.name} rows frozen in {self.name} within {radius_deg * 3600:.2f} arcsec"

    def ask(
        self, survey: Survey, positions: Sequence[Position], radius_deg: float
    ) -> Sequence[Batch]:
        """Return one batch for each entry used, and one for each reason that leaves a gap."""
        waiting = dict.fromkeys(positions, "does not hold this field: write the lock again")
        if self.fault:
            waiting = dict.fromkeys(positions, self.fault)
        given: list[Batch] = []
        for batch in self._batches:
            if batch.survey != survey:
                continue
            here = _same_places(tuple(waiting), batch.positions)
            reason = batch.reason or _stale(batch, radius_deg)
            if reason is None and here:
                given.append(cut(batch, tuple(here)))
                waiting = {p: why for p, why in waiting.items() if p not in here}
                continue
            names = {position.field_id for position in batch.positions}
            for position in waiting:
                if position in here and reason is not None:
                    waiting[position] = reason
                elif position.field_id in names:
                    waiting[position] = batch.reason or _MOVED
        gaps: dict[str, list[Position]] = {}
        for position, reason in waiting.items():
            gaps.setdefault(reason, []).append(position)
        return [*given, *(self._gap(survey, radius_deg, why, at) for why, at in gaps.items())]

    def _gap(
        self, survey: Survey, radius_deg: float, reason: str, positions: Sequence[Position]
    ) -> Batch:
        return Batch(
            survey=survey,
            provider=self.name,
            kind="lock",
            service=self.name,
            query=self.query(survey, radius_deg),
            asked=now(),
            radius_deg=radius_deg,
            positions=tuple(positions),
            reason=reason,
        )


def _same_places(asked: Sequence[Position], held: Sequence[Position]) -> dict[Position, None]:
    """Return the positions asked that are among those held."""
    pairs = match(*_arrays(asked), *_arrays(held), _SAME_PLACE_DEG)
    return dict.fromkeys(asked[index] for index in pairs.field)


def _stale(batch: Batch, radius_deg: float) -> str | None:
    """Return why an entry no longer answers today's question, None when it does."""
    if abs(batch.radius_deg - radius_deg) > _SAME_RADIUS_DEG:
        held, needed = batch.radius_deg * 3600, radius_deg * 3600
        return f"is stale: it holds {held:g} arcsec round this field and {needed:g} are needed"
    dialect = DIALECTS.get(batch.kind)  # none for a file, whose query is its name and the radius
    if dialect is not None and dialect.query(batch.survey, batch.radius_deg) != batch.query:
        return "is stale: this version of aptcheck asks another query"
    return None


def _arrays(positions: Sequence[Position]) -> tuple[Floats, Floats]:
    return (
        np.array([position.ra_deg for position in positions]),
        np.array([position.dec_deg for position in positions]),
    )


def cut(batch: Batch, positions: Sequence[Position]) -> Batch:
    """Return the entry for some of its positions, with the rows inside their cones."""
    rows = batch.rows
    if rows is None:
        return replace(batch, positions=tuple(positions))
    pairs = match(*_arrays(positions), rows["ra"], rows["dec"], batch.radius_deg)
    return replace(batch, positions=tuple(positions), rows=rows.take(np.unique(pairs.source)))
