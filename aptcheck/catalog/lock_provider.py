"""A lock file as a supplier: a stored answer to any question within the one that was asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aptcheck.catalog.batch import Batch, now
from aptcheck.catalog.dialect import DIALECTS
from aptcheck.catalog.failure import NoAnswer
from aptcheck.catalog.lock_file import read_lock
from aptcheck.catalog.match import counts_within, match
from aptcheck.catalog.position import Position
from aptcheck.catalog.survey import SURVEYS, Survey

__all__ = ["LockFile", "cut"]

Floats = NDArray[np.float64]

_SAME_PLACE_DEG = 0.001 / 3600.0
_SAME_RADIUS_DEG = 0.001 / 3600.0

_ABSENT = "does not contain this field: write the lock again"
_MOVED = "is stale: the position of this field has changed"


class LockFile:
    """The answers of one lock.

    An entry answers for every cone that is entirely within one of its own. Elsewhere, and where
    aptcheck would send a different query today, it is stale, which counts as no answer. A lock that
    cannot be read answers nothing and says why.
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

    reads_tiles = False

    @property
    def recipient(self) -> str | None:
        """None: the lock is read locally."""
        return None

    def query(self, survey: Survey, radius_deg: float) -> str:
        """Return what is looked up, as a sentence."""
        return f"{survey.name} rows frozen in {self.name} within {radius_deg * 3600:.2f} arcsec"

    def ask(
        self, survey: Survey, positions: Sequence[Position], radius_deg: float
    ) -> Sequence[Batch]:
        """Return one batch for each entry used, and one for each reason for a gap.

        Where several entries contain a cone, the smallest answers.
        """
        entries = [batch for batch in self._batches if batch.survey == survey]
        waiting = self._by_name(entries, positions)
        given: dict[int, Batch] = {}
        for number in sorted(range(len(entries)), key=lambda n: entries[n].radius_deg):
            entry = entries[number]
            here = _within(tuple(waiting), entry, radius_deg)
            fault = entry.reason or _stale(entry, radius_deg)
            if fault is not None:
                waiting.update(dict.fromkeys(here, fault))
            elif here:
                given[number] = cut(entry, here, radius_deg)
                waiting = {p: why for p, why in waiting.items() if p not in here}
        gaps: dict[str, list[Position]] = {}
        for position, reason in waiting.items():
            gaps.setdefault(reason, []).append(position)
        return [
            *(given[number] for number in sorted(given)),
            *(self._gap(survey, radius_deg, why, at) for why, at in gaps.items()),
        ]

    def _by_name(
        self, entries: Sequence[Batch], positions: Sequence[Position]
    ) -> dict[Position, str]:
        """Return why there is no answer if no entry is found at the position itself."""
        known: dict[str, str] = {}
        for entry in entries:
            names = (position.field_id for position in entry.positions)
            known.update(dict.fromkeys(names, entry.reason or _MOVED))
        return {p: self.fault or known.get(p.field_id, _ABSENT) for p in positions}

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


def _within(asked: Sequence[Position], held: Batch, radius_deg: float) -> dict[Position, None]:
    """Return the requested positions whose cone is within a stored one.

    Where the stored cones are too narrow, those at exactly the same position.
    """
    spare = max(held.radius_deg - radius_deg, 0.0)
    near = counts_within(*_arrays(asked), *_arrays(held.positions), spare + _SAME_PLACE_DEG)
    return dict.fromkeys(asked[index] for index in np.flatnonzero(near).tolist())


def _stale(batch: Batch, radius_deg: float) -> str | None:
    """Return why an entry no longer answers the question, None when it does."""
    if batch.radius_deg < radius_deg - _SAME_RADIUS_DEG:
        held, needed = batch.radius_deg * 3600, radius_deg * 3600
        return f"is stale: it covers {held:g} arcsec around this field and {needed:g} are needed"
    dialect = DIALECTS.get(batch.kind)  # None for a file, whose query is its name and the radius
    if dialect is not None and dialect.query(batch.survey, batch.radius_deg) != batch.query:
        return "is stale: this version of aptcheck sends a different query"
    return None


def _arrays(positions: Sequence[Position]) -> tuple[Floats, Floats]:
    return (
        np.array([position.ra_deg for position in positions]),
        np.array([position.dec_deg for position in positions]),
    )


def cut(batch: Batch, positions: Iterable[Position], radius_deg: float | None = None) -> Batch:
    """Return the entry for some of its cones, with the rows inside them.

    Service, query and time stay unchanged.

    Parameters
    ----------
    batch : Batch
    positions : iterable of Position
    radius_deg : float, optional
        Of the cones; by default, that of the entry.
    """
    asked, rows = tuple(positions), batch.rows
    radius_deg = batch.radius_deg if radius_deg is None else radius_deg
    if rows is not None:
        pairs = match(*_arrays(asked), rows["ra"], rows["dec"], radius_deg)
        rows = rows.take(np.unique(pairs.source))
    return replace(batch, positions=asked, radius_deg=radius_deg, rows=rows)
