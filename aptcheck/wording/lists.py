"""Lists of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

__all__ = ["in_runs", "listed"]


def listed(parts: Iterable[str]) -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``; an empty text without a part."""
    *first, last = tuple(parts) or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def in_runs(names: Iterable[str], order: Sequence[str]) -> Iterator[str]:
    """Yield names; three or more that follow each other in the given order become ``1B to 2A``."""
    for _, group in groupby(enumerate(map(order.index, names)), lambda pair: pair[1] - pair[0]):
        run = [order[place] for _, place in group]
        yield from run if len(run) < 3 else [f"{run[0]} to {run[-1]}"]
