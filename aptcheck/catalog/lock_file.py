"""aptcheck.lock: catalogue answers stored as readable text.

The file is TOML. Each answer states the service, query, time and positions, then its rows, one per
line and sorted, so that version control shows what changed. A hash over all of it detects an edited
line. What cannot be trusted is never dropped silently: it is returned as a batch with the reason.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from aptcheck.catalog import LOCK_HEAD, LOCK_NAME
from aptcheck.catalog.batch import Batch
from aptcheck.catalog.failure import NoAnswer
from aptcheck.catalog.position import Position
from aptcheck.catalog.rows import Rows
from aptcheck.catalog.survey import SURVEYS, Survey
from aptcheck.intake.bounds import MAX_DEPTH, MAX_LOCK
from aptcheck.intake.regular_file import regular_bytes
from aptcheck.intake.toml import bounded_toml

__all__ = ["LOCK_NAME", "dumps", "loads", "read_document", "read_lock"]

_FORMAT = 1
_HEAD = f"""\
{LOCK_HEAD} Do not edit: a hash covers every answer.
# Positions: name of the field, right ascension and declination in degrees (ICRS).
"""
_HEADER_KEYS = (
    "catalogue",
    "provider",
    "kind",
    "service",
    "asked",
    "radius_deg",
    "query",
    "status",
)
_ANSWERED = "OK"


def dumps(batches: Sequence[Batch]) -> str:
    """Return the text of a lock with these batches, the same for any order of them.

    Answers of one provider to one query become one entry. Where one of several providers answered
    about a position, the failures of the others are left out.
    """
    answered = {(b.survey, p) for b in batches if b.answered for p in b.positions}
    kept = [
        replace(batch, positions=tuple(positions))
        for batch in batches
        if (
            positions := [
                p for p in batch.positions if batch.answered or (batch.survey, p) not in answered
            ]
        )
    ]
    kept.sort(key=_identity)
    entries = [_joined(list(group)) for _, group in groupby(kept, key=_identity)]
    return f"{_HEAD}format = {_FORMAT}\n" + "".join(_entry(batch) for batch in entries)


def loads(text: str) -> tuple[Batch, ...]:
    """Return the batches of a lock; an entry that was edited carries the reason and no rows.

    Raises
    ------
    NoAnswer
        The text is not a lock in a format that this version knows.
    """
    return _batches(_document(text))


def read_lock(path: Path) -> tuple[Batch, ...]:
    """Return the batches of a lock file.

    Raises
    ------
    NoAnswer
        It cannot be read, is too large, or is not a lock.
    """
    return _batches(read_document(path))


def read_document(path: Path) -> dict[str, Any]:
    """Return the tables of a lock file, whatever is in them.

    Raises
    ------
    NoAnswer
        It cannot be read, is too large, or is not a lock.
    """
    content = regular_bytes(path, MAX_LOCK)
    if isinstance(content, str):
        raise NoAnswer(content)
    try:
        return _document(content.decode("utf-8"))
    except UnicodeDecodeError as fault:
        raise NoAnswer("is not a readable lock file") from fault


def _document(text: str) -> dict[str, Any]:
    try:
        document = bounded_toml(text)
    except ValueError as fault:
        raise NoAnswer("is not a readable lock file") from fault
    if document.get("format") != _FORMAT:
        raise NoAnswer("was written by another version of aptcheck")
    return document


def _batches(document: Mapping[str, Any]) -> tuple[Batch, ...]:
    entries = document.get("answer", [])
    if not isinstance(entries, list):
        raise NoAnswer("is not a readable lock file")
    try:
        return tuple(_batch(entry) for entry in entries)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as fault:
        raise NoAnswer("is not a readable lock file") from fault


def _identity(batch: Batch) -> tuple[Any, ...]:
    reason = batch.reason or ""
    return (
        SURVEYS.index(batch.survey),
        *(batch.provider, batch.kind, batch.service, batch.radius_deg, batch.query, reason),
    )


def _joined(batches: Sequence[Batch]) -> Batch:
    first = batches[0]
    positions = {position for batch in batches for position in batch.positions}
    rows = [batch.rows for batch in batches if batch.rows is not None and batch.answered]
    return replace(
        first,
        asked=min(batch.asked for batch in batches),
        positions=tuple(sorted(positions, key=lambda p: (p.field_id, p.dec_deg, p.ra_deg))),
        rows=Rows.together(first.survey, rows).unique() if rows else None,
    )


def _entry(batch: Batch) -> str:
    header = _header(batch)
    columns = list(batch.rows.supplied) if batch.rows is not None else []
    positions = [_line([p.field_id, p.ra_deg, p.dec_deg]) for p in batch.positions]
    rows = [_line(row) for row in _values(batch.rows, columns)]
    lines = ["", "[[answer]]"]
    lines += [f"{key} = {_value(header[key])}" for key in _HEADER_KEYS]
    lines.append(f'hash = "{_hash(header, columns, positions, rows)}"')
    lines += ["positions = '''", *positions, "'''"]
    lines.append(f"columns = {_value(columns)}")
    lines += ["rows = '''", *rows, "'''"]
    return "\n".join(lines) + "\n"


def _header(batch: Batch) -> dict[str, str | float]:
    return {
        "catalogue": batch.survey.name,
        "provider": batch.provider,
        "kind": batch.kind,
        "service": batch.service,
        "asked": batch.asked,
        "radius_deg": float(batch.radius_deg),
        "query": batch.query,
        "status": batch.reason or _ANSWERED,
    }


def _batch(entry: Mapping[str, Any]) -> Batch:
    header = {key: entry[key] for key in _HEADER_KEYS}
    texts = {key: value for key, value in header.items() if key != "radius_deg"}
    columns, radius = entry["columns"], entry["radius_deg"]
    if not all(isinstance(value, str) for value in (*texts.values(), *columns)):
        raise TypeError
    if not isinstance(radius, float) or not 0 < radius < 90:
        raise ValueError
    survey = {survey.name: survey for survey in SURVEYS}[entry["catalogue"]]
    position_lines, row_lines = entry["positions"].splitlines(), entry["rows"].splitlines()
    positions = tuple(
        Position(field_id=str(name), ra_deg=float(ra), dec_deg=float(dec))
        for name, ra, dec in _parsed(position_lines)
    )
    batch = Batch(
        survey=survey,
        provider=header["provider"],
        kind=header["kind"],
        service=header["service"],
        query=header["query"],
        asked=header["asked"],
        radius_deg=radius,
        positions=positions,
    )
    if entry["hash"] != _hash(header, columns, position_lines, row_lines):
        return replace(batch, reason="was edited after it was written (its hash does not match)")
    if header["status"] != _ANSWERED:
        return replace(batch, reason=header["status"])
    return replace(batch, rows=_rows(survey, columns, _parsed(row_lines)))


def _rows(survey: Survey, columns: Sequence[str], values: Sequence[Sequence[Any]]) -> Rows:
    if any(len(row) != len(columns) for row in values):
        raise ValueError
    return Rows.of(
        survey,
        {
            name: np.array([row[index] for row in values], dtype=object)
            for index, name in enumerate(columns)
        },
    )


def _values(rows: Rows | None, columns: Sequence[str]) -> list[list[object]]:
    if rows is None or not columns:
        return []
    lists = [
        [None if value != value else value for value in rows[name].tolist()]  # noqa: PLR0124 - NaN
        for name in columns
    ]
    return [list(row) for row in zip(*lists, strict=True)]


def _line(values: Sequence[object]) -> str:
    """Return one JSON line that is valid in a TOML literal string."""
    text = json.dumps(values, ensure_ascii=True, allow_nan=False)
    return text.replace("'", "\\u0027").replace("\x7f", "\\u007f")


def _parsed(lines: Sequence[str]) -> list[list[Any]]:
    if any(line.count("[") + line.count("{") > MAX_DEPTH for line in lines):
        raise ValueError
    values = json.loads(f"[{','.join(lines)}]")
    if len(values) != len(lines) or not all(isinstance(value, list) for value in values):
        raise ValueError
    return list(values)


def _value(value: object) -> str:
    """Return a TOML value: a JSON string is a TOML string once it has no surrogate or DEL."""
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
    return text.replace("\x7f", "\\u007f")


def _hash(
    header: Mapping[str, object],
    columns: Sequence[str],
    positions: Sequence[str],
    rows: Sequence[str],
) -> str:
    whole = [_value([header[key] for key in _HEADER_KEYS]), _value(list(columns))]
    whole += [*positions, *rows]
    digest = hashlib.sha256("\n".join(whole).encode()).hexdigest()
    return f"sha256:{digest}"
