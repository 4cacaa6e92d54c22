"""How a message names observations and targets."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["excerpt", "observations", "targets"]

_MOST = 12
_LONGEST = 60


def observations(numbers: Iterable[int]) -> str:
    """Return ``observation 3`` or ``observations 3, 4 and 7``, each once; long lists are cut."""
    distinct = sorted(set(numbers))
    return f"observation{'s' * (len(distinct) != 1)} {_listed(str(n) for n in distinct)}"


def targets(names: Iterable[str]) -> str:
    """Return ``target NGC-1`` or ``targets NGC-1 and NGC-2``, each once, in the order given."""
    distinct = list(dict.fromkeys(names))
    return f"target{'s' * (len(distinct) != 1)} {_listed(excerpt(name) for name in distinct)}"


def excerpt(text: str) -> str:
    """Return a text of the proposal on one line, cut where it is longer than any honest one."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _listed(words: Iterable[str]) -> str:
    shown = list(words)
    if len(shown) > _MOST:
        shown = [*shown[: _MOST - 1], f"{len(shown) - _MOST + 1} more"]
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))
