"""Changes to a catalogue as CSV: cells, columns, rows, names."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from random import Random
from typing import TypeAlias

from tests.fuzz.mutation import Change, Changes, NothingToChange, pick
from tests.fuzz.vocabulary import HOSTILE, HOSTILE_NUMBERS

__all__ = ["cell_changes", "table_changes"]

Table: TypeAlias = list[list[str]]

_NUMBERS = (
    *(
        "0",
        "150.1163",
        "2.2010",
        "-90",
        "90",
        "90.0001",
        "360",
        "-0.1",
        "99.99",
        "-99",
        "100",
        "1e-300",
    ),
    *("", "8.5", "0.001", "3600", "-1e9", "5", "16"),
)
_TEXTS = (
    "",
    "null",
    "--",
    "AAAA",
    "0000",
    "dDhH",
    "UUUU",
    "J100000.02+020000.3",
    "\u202eX",
    "<b>",
    "x" * 90,
)


def cell_changes() -> Changes:
    """Return those that leave a table; lines that begin with # are for the changes to lines."""
    return {"cell": _on_table(_cell), "column": _on_table(_column)}


def table_changes() -> Changes:
    """Return those that may not leave a table."""
    changes: dict[str, Callable[[Table, Random], None]] = {
        "drop-column": _drop_column,
        "double-column": _double_column,
        "name-of-column": _name,
        "ragged-row": lambda table, chance: pick(chance, table).extend(
            ["x"] * chance.choice((1, 9))
        ),
        "short-row": lambda table, chance: pick(chance, table[1:]).clear(),
        "many-rows": _many_rows,
        "no-rows": lambda table, chance: table.__delitem__(slice(1, None)),
    }
    return {name: _on_table(change) for name, change in changes.items()}


def _on_table(change: Callable[[Table, Random], None]) -> Change:
    def changed(data: bytes, chance: Random) -> bytes:
        if data.startswith((b"<", b"\x1f\x8b")):  # a VOTable, compressed or not
            raise NothingToChange
        lines = data.decode("utf-8", "replace").splitlines(keepends=True)
        head = [line for line in lines if line.startswith("#")]
        table = list(csv.reader(line for line in lines if not line.startswith("#")))
        change(table, chance)
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(table)
        return ("".join(head) + out.getvalue()).encode("utf-8", "replace")

    return changed


def _value(old: str, chance: Random) -> str:
    """Return a replacement for a cell, mostly of its own kind."""
    if chance.random() < 0.1:
        return chance.choice(chance.choice((HOSTILE_NUMBERS, HOSTILE)))
    return chance.choice(_NUMBERS if old.strip("+-")[:1].isdecimal() else _TEXTS)


def _cell(table: Table, chance: Random) -> None:
    row = pick(chance, table[1:])
    at = pick(chance, range(len(row)))
    row[at] = _value(row[at], chance)


def _column(table: Table, chance: Random) -> None:
    """Give every row one value."""
    at = pick(chance, range(len(pick(chance, table[:1]))))
    model = pick(chance, [row for row in table[1:] if len(row) > at])
    value = _value(model[at], chance)
    for row in table[1:]:
        row[at : at + 1] = [value]


def _drop_column(table: Table, chance: Random) -> None:
    at = pick(chance, range(len(pick(chance, table[:1]))))
    for row in table:
        del row[at : at + 1]


def _double_column(table: Table, chance: Random) -> None:
    at = pick(chance, range(len(pick(chance, table[:1]))))
    for row in table:
        row[at:at] = row[at : at + 1]


def _name(table: Table, chance: Random) -> None:
    names = pick(chance, table[:1])
    at, other = pick(chance, range(len(names))), pick(chance, names)
    names[at] = chance.choice(
        (other, names[at].upper(), "w1mpro", "k_m", "", chance.choice(HOSTILE))
    )


def _many_rows(table: Table, chance: Random) -> None:
    row = pick(chance, table[1:])
    table += [list(row) for _ in range(chance.choice((5, 2_000)))]
