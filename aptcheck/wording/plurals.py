"""Singular and plural: nouns with numbers, and verbs that agree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sized

from aptcheck.wording.lists import listed

__all__ = ["agree", "briefly", "count", "numbered"]

#: More numbers than this make a sentence unreadable.
_MOST = 12

#: More numbers than this are not listed even where each matters: a proposal may have 2,000
#: observations, and hundreds of findings that name half of them.
_EVERY = 50


def numbered(noun: str, numbers: Iterable[int]) -> str:
    """Return ``observation 2`` or ``observations 2 and 3``, the numbers in ascending order.

    More than fifty become the first twelve ``and 38 more``, as in `briefly`.
    """
    found = sorted(numbers)
    if len(found) > _EVERY:
        return briefly(noun, found)
    return f"{noun}{agree(found, '', 's')} {listed(map(str, found))}"


def briefly(noun: str, numbers: Iterable[int]) -> str:
    """Return ``observations 2 and 3``, or only the first twelve: ``..., 24 and 98 more``."""
    named = [str(number) for number in numbers]
    left = len(named) - _MOST
    shown = [*named[:_MOST], f"{left} more"] if left > 0 else named
    return f"{noun}{agree(named, '', 's')} {listed(shown)}"


def count(of: int | Collection[object], noun: str, several: str | None = None) -> str:
    """Return ``1 position`` or ``3 positions``; ``several`` is the plural if it is not + s."""
    number = of if isinstance(of, int) else len(of)
    return f"{number} {agree(number, noun, several or f'{noun}s')}"


def agree(of: int | Sized, one: str, several: str) -> str:
    """Return the word for one, or the word for any other number: ``agree(skies, "is", "are")``."""
    return one if (of if isinstance(of, int) else len(of)) == 1 else several
