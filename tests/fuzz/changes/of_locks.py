"""Changes to the content of a lock with a correct hash, for readers that trust the hash."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from random import Random

import numpy as np

from aptcheck.catalog.batch import Batch
from aptcheck.catalog.failure import NoAnswer
from aptcheck.catalog.lock_file import dumps, loads
from aptcheck.catalog.rows import Rows
from tests.fuzz.mutation import Change, Changes, NothingToChange, pick
from tests.fuzz.vocabulary import HOSTILE

__all__ = ["lock_changes"]

_NUMBERS = (0.0, -0.0, 1.0, 150.0, -90.0, 90.0, 359.999, 99.99, -99.0, 5e-324, 1e9, 1e308, math.nan)


def lock_changes() -> Changes:
    """Return the changes."""
    changes: dict[str, Callable[[Batch, Random], Batch]] = {
        "locked-number": _number,
        "locked-text": _text,
        "locked-rows": _rows,
        "locked-positions": _positions,
        "locked-words": _words,
        "locked-radius": lambda batch, chance: replace(
            batch, radius_deg=chance.choice((1e-9, 0.001, 0.05, 1.0, 89.9))
        ),
    }
    return {name: _on_batches(change) for name, change in changes.items()}


def _on_batches(change: Callable[[Batch, Random], Batch]) -> Change:
    def changed(data: bytes, chance: Random) -> bytes:
        try:
            batches = list(loads(data.decode()))
            at = pick(chance, range(len(batches)))
            batches[at] = change(batches[at], chance)
            return dumps(batches).encode()
        except (
            NoAnswer,
            ValueError,
            TypeError,
        ):  # no longer a lock, or values that it cannot contain
            raise NothingToChange from None

    return changed


def _held(batch: Batch) -> Rows:
    if batch.rows is None or not len(batch.rows):
        raise NothingToChange
    return batch.rows


def _with(batch: Batch, name: str, chance: Random, value: object) -> Batch:
    """Give one row, or all rows, another value."""
    rows = _held(batch)
    column = rows.columns[name].astype(object)
    column[chance.choice((slice(None), chance.randrange(len(rows))))] = value
    kept = column.astype(np.str_ if name in batch.survey.text else np.float64)
    changed = Rows(survey=rows.survey, columns={**rows.columns, name: kept}, supplied=rows.supplied)
    return replace(batch, rows=changed)


def _number(batch: Batch, chance: Random) -> Batch:
    return _with(batch, chance.choice(batch.survey.numbers), chance, chance.choice(_NUMBERS))


def _text(batch: Batch, chance: Random) -> Batch:
    return _with(batch, chance.choice(batch.survey.text), chance, chance.choice(HOSTILE))


def _rows(batch: Batch, chance: Random) -> Batch:
    """Leave rows out, all of them perhaps, or repeat them."""
    rows = _held(batch)
    which = [chance.randrange(len(rows)) for _ in range(chance.choice((0, 1, len(rows), 500)))]
    return replace(batch, rows=rows.take(np.array(which, dtype=np.intp)))


def _positions(batch: Batch, chance: Random) -> Batch:
    position = pick(chance, batch.positions)
    number = chance.choice(_NUMBERS)
    moved = chance.choice((replace(position, ra_deg=number), replace(position, dec_deg=number)))
    kept = chance.sample(batch.positions, chance.randrange(len(batch.positions) + 1))
    return replace(batch, positions=(*kept, chance.choice((position, moved))))


def _words(batch: Batch, chance: Random) -> Batch:
    word = chance.choice((*HOSTILE, "OK", "irsa", "vizier", "file"))
    return chance.choice(
        (
            replace(batch, provider=word),
            replace(batch, kind=word),
            replace(batch, service=word),
            replace(batch, query=word),
            replace(batch, asked=word),
            replace(batch, reason=word),
        )
    )
