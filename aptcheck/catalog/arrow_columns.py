"""The columns of an Arrow table as numpy arrays, with nulls masked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from pyarrow import Table

__all__ = ["columns_of"]


def columns_of(table: Table) -> Mapping[str, NDArray[Any]]:
    """Return the columns of a table of ``n`` rows by name, each of shape (n,)."""
    return {
        name: np.ma.MaskedArray(table[name].to_numpy(), mask=table[name].is_null().to_numpy())
        if table[name].null_count
        else table[name].to_numpy()
        for name in table.column_names
    }
