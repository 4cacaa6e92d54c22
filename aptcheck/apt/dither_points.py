"""The number of points of a cycling dither: a given number, or the length of a list."""

from __future__ import annotations

import re
from typing import Final

from aptcheck.apt.form import Form

__all__ = ["listed_points", "read_points"]

_PART = re.compile(r"([0-9]{1,6})(?:-([0-9]{1,6}))?")
_LIST: Final = ("3, 5, 7-9, 15-19",)


def read_points(form: Form, dither_type: str | None) -> int | None:
    """Return the number of points; where a list picks them, the other field is stale."""
    if dither_type == "SPARSE-CYCLING":
        return form.read("Points", listed_points, _LIST)
    return form.count("NumberOfPoints")


def listed_points(text: str) -> int | None:
    """Count the points of a list such as ``3, 5, 7-9, 15-19``; None if it is not such a list."""
    total = 0
    for part in text.strip("[] ").split(","):
        match = _PART.fullmatch(part.strip())
        if match is None:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            return None
        total += last - first + 1
    return total
