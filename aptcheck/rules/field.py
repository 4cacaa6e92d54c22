"""What several rules say of a field: who finds why there is none."""

from __future__ import annotations

__all__ = ["FOUND_BY"]

#: The rule that finds what a `FieldUnavailable` lacks.
FOUND_BY = {"angle": "ORI105", "date": "BKG703", "linked date": "BKG702 or BKG703"}
