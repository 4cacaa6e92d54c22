"""How the name of an intent may be misspelled: several in one, extra words, wrong case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aptcheck.background.intent_words import tables
from aptcheck.config.patterns import fits
from aptcheck.wording import named

__all__ = ["Like", "names_several", "nearest", "number_in"]

# These expect single blanks.
_CALLED = r"(?:(?:observations?|obs|number|nr|no)\.? ?)?(?:# ?)?"
_BETWEEN = r"(?: ?(?:[-–—,;:+/&|]|\.\.+|,? ?(?:to|through|and|or)\b) ?| )"
#: An observation named by more than its number.
_WORDED = re.compile(_CALLED + r"([0-9]+)(?:\.0*)?", re.IGNORECASE)
_SEVERAL = re.compile(f"{_CALLED}[0-9]+(?:{_BETWEEN}{_CALLED}[0-9]+)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Like:
    """What to write for a name that resembles a target's; ``sure`` if only the case differs."""

    advice: str
    sure: bool


def names_several(entry: str) -> bool:
    """Whether an entry lists observations: ``1-3``, ``1, 2 and 4``."""
    return _SEVERAL.fullmatch(_plain(entry)) is not None


def number_in(entry: str) -> str | None:
    """Return the digits of an observation named by more: ``obs 1``, ``#1``, ``1.0``."""
    found = _WORDED.fullmatch(_plain(entry))
    return found[1] if found is not None else None


def nearest(entry: str, known: Sequence[str]) -> Like | None:
    """Return what to write for a misspelled name, None where no name resembles it."""
    from difflib import get_close_matches

    small = {name.casefold(): name for name in reversed(known)}
    alike = [name for folded, name in small.items() if fits(folded, entry.casefold())]
    if alike and entry.casefold() in small:
        written = tables([small[entry.casefold()]])
        return Like(f"write {written}: names are case-sensitive", sure=True)
    if alike:
        spelled = (entry.upper(), entry.title(), entry.capitalize(), entry.lower())
        fit = [other for other in spelled if any(fits(name, other) for name in alike)]
        capitals = f"use the upper and lower case of {named(alike[:1])}"
        return Like(f"write {tables(fit[:1])}" if fit else capitals, sure=True)
    near = get_close_matches(entry.casefold(), small, n=1)
    if not near:
        return None
    return Like(f"write {tables([small[near[0]]])}, if that is the target you mean", sure=False)


def _plain(entry: str) -> str:
    return " ".join(entry.split())
