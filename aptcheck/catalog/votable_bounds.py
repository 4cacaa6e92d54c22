"""Rejects a VOTable that is unsafe to read: entities, deep nesting, room for endless rows.

astropy allocates memory for as many rows and values as a document claims, and recurses once for
each nested element. Elements are counted as they arrive; no entity is ever expanded, because
reading stops at the first sign of a document type.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from aptcheck.intake.bounds import (
    MAX_CATALOGUE_COLUMNS,
    MAX_CATALOGUE_ROWS,
    MAX_CATALOGUE_WORD,
    MAX_DEPTH,
)

__all__ = ["Excess", "beyond_bounds"]

_PIECE = 1 << 20
_DIGITS = 9


@dataclass(frozen=True, kw_only=True, slots=True)
class Excess:
    """A limit that a document exceeds.

    Attributes
    ----------
    why : str
        A clause about the document: "it has more than 1,000,000 rows".
    cure : str
        What the owner of a file can do about it; empty where nothing short can be said.
    is_page : bool
        It is a web page, not a table: its document type is HTML.
    is_rows : bool
        It has too many rows.
    """

    why: str
    cure: str = ""
    is_page: bool = False
    is_rows: bool = False

    @property
    def about_a_file(self) -> str:
        """The clause, with what the owner of the file can do."""
        return f"{self.why}{self.cure}"


class _BeyondError(Exception):
    """A document exceeds a limit."""

    def __init__(self, excess: Excess) -> None:
        super().__init__(excess.why)
        self.excess = excess


def beyond_bounds(document: bytes) -> Excess | None:
    """Return which limit a VOTable exceeds; None where it exceeds none.

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
        return fault.excess
    except (expat.ExpatError, ValueError, LookupError):
        pass
    return None


class _Count:
    """The elements of a document counted so far."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._depth = self._rows = self._others = self._fields = self._stated = 0

    def document_type(self, name: str, *_: object) -> None:
        """Stop at a document type."""
        why = "it has a DOCTYPE declaration, which aptcheck does not read"
        raise _BeyondError(
            Excess(why=why, cure=": delete it", is_page=name.rpartition(":")[2].lower() == "html")
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Count an element."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _BeyondError(Excess(why=f"its elements are nested more than {MAX_DEPTH} deep"))
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
            raise _BeyondError(Excess(why=f"it has more than {most:,} elements other than cells"))
        if kind == "TABLE":
            self._fields, self._stated = 0, _number(attributes.get("nrows", ""))
        elif kind == "FIELD":
            self._fields += 1
            self._field(attributes.get("arraysize", ""))
        elif kind == "DATA" and self._stated * max(self._fields, 1) > self._size:
            # A cell takes at least a byte.
            raise _BeyondError(Excess(why="it claims more rows than it can hold (nrows)"))

    def end(self, _: str) -> None:
        """Leave an element."""
        self._depth -= 1

    def _field(self, arraysize: str) -> None:
        values = math.prod(_number(number) for number in re.findall(r"\d+", arraysize))
        if "*" not in arraysize and values > MAX_CATALOGUE_WORD:
            why = f"a column has more than {MAX_CATALOGUE_WORD} values in each row"
            raise _BeyondError(Excess(why=why))


_TOO_MANY = Excess(
    why=f"it has more than {MAX_CATALOGUE_ROWS:,} rows",
    cure="; keep those around your fields",
    is_rows=True,
)


def _number(text: str) -> int:
    """Return a number; one with too many digits for any count becomes the largest count."""
    digits = text.strip()
    if not digits.isdecimal():
        return 0
    return int(digits) if len(digits) <= _DIGITS else 10**_DIGITS
