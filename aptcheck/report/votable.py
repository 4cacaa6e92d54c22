"""Positions as a VOTable, for TOPCAT, Aladin and DS9."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from aptcheck.parcel import Cell, Row
from aptcheck.report.bare import bare

if TYPE_CHECKING:
    from astropy.table import Table

__all__ = ["votable"]

_POSITION = {"ra": "pos.eq.ra;meta.main", "dec": "pos.eq.dec;meta.main"}
_LARGEST = 2**63  # a long of VOTable is below
_LONGEST = 300  # characters of a text


def votable(name: str, rows: Sequence[Row]) -> bytes:
    """Return rows as a VOTable of one table: ra and dec, ICRS degrees, then the other columns.

    Parameters
    ----------
    name : str
        Of the table.
    rows : sequence of Row
        Each has ``ra`` and ``dec``, finite; a column that a row lacks is empty there. A text loses
        what a program takes for syntax: DS9 reads tables with Tcl.
    """
    from astropy.io.votable import from_table
    from astropy.io.votable.tree import CooSys

    document = from_table(_table(rows))
    (resource,) = document.resources
    (table,) = resource.tables
    resource.coordinate_systems.append(CooSys(ID="ICRS", system="ICRS"))
    table.ID, table.name = "positions", bare(name) or "positions"
    for column in table.fields:
        if column.name in _POSITION:
            column.ref = "ICRS"
    content = io.BytesIO()
    document.to_xml(content)
    return content.getvalue()


def _table(rows: Sequence[Row]) -> Table:
    from astropy.table import Table

    names = dict.fromkeys([*_POSITION, *(name for row in rows for name in row)])
    table = Table({bare(name): _column([row.get(name) for row in rows]) for name in names})
    for name, meaning in _POSITION.items():
        table[name].unit = "deg"
        table[name].meta["ucd"] = meaning
    return table


def _column(cells: Sequence[Cell]) -> Any:  # noqa: ANN401 - numpy is not typed here
    """Return a masked array of the narrowest kind that holds all cells; text holds any."""
    from numpy.ma import masked_array

    empty = [not _is_known(cell) for cell in cells]
    kinds = {_kind(cell) for cell in cells if _is_known(cell)} or {str}
    kind = kinds.pop() if len(kinds) == 1 else float if kinds == {int, float} else str
    filled = [kind() if gap else cell for cell, gap in zip(cells, empty, strict=True)]
    plain = [bare(str(cell), _LONGEST) for cell in filled] if kind is str else filled
    return masked_array(plain, mask=empty, dtype=kind)


def _is_known(cell: Cell) -> bool:
    return cell is not None and not (isinstance(cell, float) and not math.isfinite(cell))


def _kind(cell: Cell) -> type[str | int | float | bool]:
    if isinstance(cell, bool):
        return bool
    if isinstance(cell, float):
        return float
    return int if isinstance(cell, int) and abs(cell) < _LARGEST else str
