"""Rejects a VOTable that is unsafe to read: entities, deep nesting, room for endless rows.

astropy allocates memory for as many rows and values as a document claims, and recurses once for
each nested element. Elements are counted as they arrive; no entity is ever expanded, because
reading stops at the first sign of a document type.
"""

from __future__ import annotations

import math
import re

from aptcheck.intake.bounds import (
    MAX_CATALOGUE_COLUMNS,
    MAX_CATALOGUE_ROWS,
    MAX_CATALOGUE_WORD,
    MAX_DEPTH,
)

__all__ = ["beyond_bounds"]

_PIECE = 1 << 20
_DIGITS = 9


class _BeyondError(Exception):
    """A document exceeds the limits; the message is a clause."""


def beyond_bounds(document: bytes) -> str | None:
    """Return which limit a VOTable exceeds, as a clause; None where it exceeds none.

    Malformed XML is left to the reader, which fails at the same place.
    """
    from xml.parsers import expat

    parser = expat.ParserCreate()
    count = _Count(len(document))
    parser.StartDoctypeDeclHandler = count.document_type
    parser.StartElementHandler = count.start
    parser.EndElementHandler = count.end
    try:
        for begin in range(0, len(document), _PIECE):
            parser.Parse(document[begin : begin + _PIECE], False)
    except _BeyondError as fault:
        return str(fault)
    except (expat.ExpatError, ValueError, LookupError):
        pass
    return None


class _Count:
    """The elements of a document counted so far."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._depth = self._rows = self._others = self._fields = self._stated = 0

    def document_type(self, *_: object) -> None:
        """Stop at a document type."""
        raise _BeyondError("it has a DOCTYPE declaration, which aptcheck does not read: delete it")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Count an element."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _BeyondError(f"its elements are nested more than {MAX_DEPTH} deep")
        kind = name.rpartition(":")[2]
        if kind == "TD":
            return
        if kind == "TR":
            self._rows += 1
            if self._rows > MAX_CATALOGUE_ROWS:
                raise _BeyondError(_TOO_MANY)
            return
        self._others += 1
        if self._others > 4 * MAX_CATALOGUE_COLUMNS:
            most = 4 * MAX_CATALOGUE_COLUMNS
            raise _BeyondError(f"it has more than {most:,} elements other than cells")
        if kind == "TABLE":
            self._fields, self._stated = 0, _number(attributes.get("nrows", ""))
        elif kind == "FIELD":
            self._fields += 1
            self._field(attributes.get("arraysize", ""))
        elif kind == "DATA" and self._stated * max(self._fields, 1) > self._size:
            # A cell takes at least a byte.
            raise _BeyondError("it claims more rows than it can hold (nrows)")

    def end(self, _: str) -> None:
        """Leave an element."""
        self._depth -= 1

    def _field(self, arraysize: str) -> None:
        values = math.prod(_number(number) for number in re.findall(r"\d+", arraysize))
        if "*" not in arraysize and values > MAX_CATALOGUE_WORD:
            raise _BeyondError(f"a column has more than {MAX_CATALOGUE_WORD} values in each row")


_TOO_MANY = f"it has more than {MAX_CATALOGUE_ROWS:,} rows; keep those around your fields"


def _number(text: str) -> int:
    """Return a number; one with too many digits for any count becomes the largest count."""
    digits = text.strip()
    if not digits.isdecimal():
        return 0
    return int(digits) if len(digits) <= _DIGITS else 10**_DIGITS
