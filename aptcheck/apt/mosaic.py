"""Mosaic parameters; 1x1 is written out for most observations and is no mosaic."""

from __future__ import annotations

from aptcheck.apt.form import Form
from aptcheck.apt.text import count
from aptcheck.model import Mosaic

__all__ = ["read_mosaic"]

# Tiles to a side, 9 in published files; rules walk all tiles of a mosaic.
_MAX_SIDE = 50
_SIDES = (f"1 to {_MAX_SIDE}",)


def read_mosaic(form: Form) -> Mosaic:
    """Read the tiles, overlaps and skews; an empty field has APT's default."""
    removed = []
    for _, tile in form.forms("MosaicTiles", "Tile", _MAX_SIDE**2):
        number = tile.read_attribute("TileNumber", count)
        if number is not None and (tile.text("TileState") or "").upper() == "TILE REMOVED":
            removed.append(number)
    return Mosaic.model_construct(
        place=form.place,
        rows=form.read("Rows", _side, _SIDES) or 1,
        columns=form.read("Columns", _side, _SIDES) or 1,
        row_overlap_percent=form.number("RowOverlapPercent") or 0.0,
        column_overlap_percent=form.number("ColumnOverlapPercent") or 0.0,
        skew_x_deg=form.number("SkewDegreesX") or 0.0,
        skew_y_deg=form.number("SkewDegreesY") or 0.0,
        removed_tiles=tuple(removed),
    )


def _side(text: str) -> int | None:
    side = count(text)
    return side if side is not None and 1 <= side <= _MAX_SIDE else None
