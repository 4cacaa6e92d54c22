"""Helpers for fields, shared by the readers of several templates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from aptcheck.apt.form import Form
from aptcheck.apt.values import canonical, unwrapped

__all__ = ["alike_word", "dither_named", "note_unknown", "rows", "upper", "yes_or_no"]

_SEPARATORS = re.compile(r"[ _-]+")


def note_unknown(form: Form, names: tuple[str, ...], parts: tuple[str, ...] = ()) -> None:
    """Note fields whose names are not in ``names`` and contain none of ``parts``."""
    for name in form.names:
        if name not in names and not any(part in name for part in parts):
            form.odd(name, form.text(name) or "", names)


def rows(
    template: Form, name: str, row: str, label: str = "Exposure"
) -> Iterator[tuple[int, Form]]:
    """Yield the rows of a list of the template, numbered from 1; anything else is noted."""
    found = template.form(name)
    if found is not None:
        note_unknown(found, (row,))
        yield from found.forms(row, label)


def alike_word(form: Form, name: str, known: tuple[str, ...]) -> str | None:
    """Return a field as ``known`` spells it: blanks, hyphens and underscores are equivalent.

    A word outside ``known`` is kept in upper case, and is an oddity.
    """
    text = form.text(name)
    if text is None:
        return None
    word = canonical(unwrapped(text))
    spelled = next((one for one in known if _bare(one) == _bare(word)), None)
    if spelled is None:
        form.odd(name, text, known)
    return spelled or word


def dither_named(form: Form, dithers: Mapping[str, int]) -> int | None:
    """Return the index of the pattern that an exposure names; None if it names none.

    ``dithers`` are the patterns of the template, by name in upper case.
    """
    text = form.text("Dither")
    if text is None or canonical(text) == "NONE":
        return None
    index = dithers.get(canonical(text))
    if index is None:
        form.odd("Dither", text, ("None", *(f"Dither {n}" for n in islice(dithers.values(), 9))))
    return index


def yes_or_no(word: str | None) -> bool | None:
    """Return what ``YES`` or ``NO`` means, None for any other word."""
    return {"YES": True, "NO": False}.get(word or "")


def upper(text: str | None) -> str | None:
    """Return a text in upper case with single spaces."""
    return None if text is None else canonical(text)


def _bare(word: str) -> str:
    return _SEPARATORS.sub(" ", word)
