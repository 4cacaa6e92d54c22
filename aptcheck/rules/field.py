"""What several rules say of a field that is not known: which rule reports why."""

from __future__ import annotations

__all__ = ["FOUND_BY"]

#: The rule that reports what a `FieldUnavailable` lacks.
FOUND_BY = {"angle": "ORI105", "date": "BKG703", "linked date": "BKG702 or BKG703"}
