"""The JSON Schema of a row for an archive, from the definition of its columns."""

from __future__ import annotations

from typing import Any

from aptcheck.report.archive.column import ArchiveColumn
from aptcheck.report.archive.columns import COLUMNS, COMMON, NAMES, OWN, ROW, RowKind

TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "integer": {"type": "integer", "minimum": -(2**63), "maximum": 2**63 - 1},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "integers": {"type": "array", "items": {"type": "integer"}},
}


def row_schema() -> dict[str, Any]:
    """Return the schema: every column, and which of them each kind of row fills."""
    return {
        "description": "One row of a report for an archive: a line of --format jsonl.",
        "type": "object",
        "properties": {
            ROW: {"description": "what the row is about", "enum": list(OWN)},
            **{
                column.name: {"description": column.meaning, **_possible(column)}
                for column in COLUMNS
            },
        },
        "required": list(NAMES),
        "additionalProperties": False,
        "oneOf": [_of_kind(kind) for kind in OWN],
    }


def _possible(column: ArchiveColumn[Any]) -> dict[str, Any]:
    """Return the values that a column may have in any row."""
    value = _value(column)
    filled = column.filled and column in COMMON
    return value if filled else {"anyOf": [value, {"type": "null"}]}


def _value(column: ArchiveColumn[Any]) -> dict[str, Any]:
    return {"enum": list(column.choices)} if column.choices else TYPES[column.kind]


def _of_kind(kind: RowKind) -> dict[str, Any]:
    """Return what holds for one kind: its columns are filled, those of the others are not."""
    others = (column for other, own in OWN.items() if other != kind for column in own)
    return {
        "title": kind,
        "properties": {
            ROW: {"const": kind},
            **{column.name: {"not": {"type": "null"}} for column in OWN[kind] if column.filled},
            **{column.name: {"type": "null"} for column in others},
        },
    }
