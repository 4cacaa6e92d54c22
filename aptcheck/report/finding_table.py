"""The table of a finding in words, for the formats that show one."""

from __future__ import annotations

from dataclasses import dataclass

from aptcheck.finding import Table
from aptcheck.report.sentence import capitalised

__all__ = ["Heading", "ShownTable", "shown"]

#: Rows shown to a reader; JSON has all of them.
_MOST = 60


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column, and whether it holds numbers, which are set flush right."""

    name: str
    unit: str
    is_number: bool

    @property
    def words(self) -> str:
        """Return "Wavelength, µm"."""
        return f"{self.name}, {self.unit}" if self.unit else self.name


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as shown; each format still has to escape its text."""

    caption: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str


def shown(table: Table) -> ShownTable:
    """Return a table in words; if it is cut, its note ends with how much is left out."""
    left = len(table.rows) - _MOST
    note = f"{table.note} {left} more rows are in the JSON report." if left > 0 else table.note
    return ShownTable(
        caption=capitalised(table.caption),
        headings=tuple(
            Heading(
                name=capitalised(column.name),
                unit=column.unit or "",
                is_number=not any(isinstance(row[at], str) for row in table.rows),
            )
            for at, column in enumerate(table.columns)
        ),
        rows=tuple(tuple(map(_value, row)) for row in table.rows[:_MOST]),
        note=note.strip(),
    )


def _value(value: float | str | None) -> str:
    """Return four digits of a number; from a thousand on with commas, unless it is too long."""
    if value is None:
        return "unknown"
    if not isinstance(value, float):
        return str(value)
    rounded = float(f"{value:.4g}")
    return f"{rounded:,.0f}" if 1e3 <= abs(rounded) < 1e9 else f"{rounded:.4g}"
