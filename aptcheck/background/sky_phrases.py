"""What one name says about the sky, read from its words in order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from aptcheck.background.sky_vocabulary import (
    BACK_TO,
    BACKGROUND,
    BEHIND,
    BESIDE,
    BETWEEN,
    CHOSEN,
    CONSTELLATIONS,
    DARK_WHAT,
    DONE,
    FILLERS,
    HAVING,
    KIND,
    OFF_WHAT,
    PLACES,
    SHORT,
    SKY_WORDS,
    SURVEY,
    SWITCHED,
)
from aptcheck.background.sky_words import stem

__all__ = ["SILENT", "Call", "Said", "says"]


class Call(IntEnum):
    """What names say of an observation."""

    #: Nothing, or science.
    NOT_SKY = 0
    #: An ambiguous word: it counts only inside a non-interruptible link.
    SKY_IF_LINKED = 1
    #: Sky, whatever its links.
    SKY = 2


@dataclass(frozen=True, slots=True)
class Said:
    """What one name says: its call, and whether it means a background source (science)."""

    call: Call
    behind: bool = False


SILENT = Said(Call.NOT_SKY)
_BEHIND = Said(Call.NOT_SKY, behind=True)
#: The year of a supernova or a minor planet; one or two letters follow it.
_YEAR = re.compile(r"(?:SN|AT)?(?:18|19|20)\d\d")
#: The letters or the number of a variable star; its constellation follows.
_VARIABLE = re.compile(r"[A-Z]{1,2}|V\d+")

#: The beginnings of the names in a programme, each with its target, None for several.
_Heads = Mapping[str, str | None]


def says(found: Sequence[str], target: str, heads: Mapping[str, str | None]) -> Said:
    """Return what the words of a label or of a target's name say.

    ``target`` is the name of the observation's target; ``heads`` are the beginnings of the names in
    the programme, each with its target, None for several.
    """
    skies = [at for at, word in enumerate(found) if word in SKY_WORDS]
    said = [_word_says(found, at, target, heads) for at in skies]
    if any(one.behind for one in said):
        return _BEHIND
    return Said(max((_compared(found), *(one.call for one in said))))


def _word_says(found: Sequence[str], at: int, target: str, heads: _Heads) -> Said:
    word, after = found[at], found[at + 1 :]
    following = after[0] if after else ""
    elsewhere = following in ("IN", "IS") and "".join(after[1:2]).startswith("OBS")
    if elsewhere or following in DONE or _is_had(found, at, heads):
        return SILENT
    if word not in (BACKGROUND, SHORT):
        return Said(_call(found, at, heads))
    if _is_behind(after) and heads.get(following, target) == target:
        return _BEHIND
    return Said(Call.SKY_IF_LINKED if word == SHORT and _is_designation(found, at) else Call.SKY)


def _call(found: Sequence[str], at: int, heads: _Heads) -> Call:
    """Return the call of a word whose meaning depends on its neighbors."""
    after = found[at + 1 :]
    before, following = found[at - 1] if at else "", stem(after[0]) if after else ""
    last = all(stem(word) in FILLERS or word.isdigit() for word in after)
    of_another = not at and bool(after) and after[0] in heads
    sure = linked = False
    match found[at]:
        case "SKY":
            sure = before != "ALL" and following not in SURVEY
        case "OFF":
            linked = before not in SWITCHED and following not in BESIDE
            sure = linked and (last or of_another or following in OFF_WHAT)
        case "BACK":
            linked = following not in BACK_TO
            sure = linked and (last or not at)
        case "BLANK":
            linked, sure = True, last or not at or following in PLACES
        case "EMPTY":
            linked, sure = last and at > 0, following in PLACES
        case "OFFSET":
            linked = last or of_another or following in PLACES
        case "DARK":
            linked = not at and following not in DARK_WHAT
    return Call.SKY if sure else Call.SKY_IF_LINKED if linked else Call.NOT_SKY


def _is_had(found: Sequence[str], at: int, heads: _Heads) -> bool:
    """Whether the name says "with sky", "without sky" or "something and sky"."""
    before = at - 1
    while before >= 0 and found[before] in BETWEEN:
        before -= 1
    if before < 0 or (before == 0 and found[0] in ("AND", "PLUS")):
        return False
    if found[before] == "AND":  # R And, V400 And, kap And: a star in Andromeda
        star = _VARIABLE.fullmatch(found[before - 1]) or "".join(found[: before + 1]) in heads
        return not star
    return found[before] in HAVING


def _is_behind(after: Sequence[str]) -> bool:
    kinds = [stem(word) for word in after[:2]]
    return bool(kinds) and (kinds[0] in BEHIND or (kinds[0] in KIND and kinds[-1] in BEHIND))


def _is_designation(found: Sequence[str], at: int) -> bool:
    """Whether BG or BK may belong to a variable star, a supernova or a minor planet."""
    if at and _YEAR.fullmatch(found[at - 1]):
        return True
    first = at == 0 or (at == 1 and found[0] in ("NAME", "V"))
    return first and len(found) == at + 2 and found[-1] in CONSTELLATIONS


def _compared(found: Sequence[str]) -> Call:
    """Return the call of a reference position or control field, a name without a sky word."""
    compared = any(word in CHOSEN and stem(place) in PLACES for word, place in pairwise(found))
    compared = compared and "PSF" not in found and "STAR" not in found
    return Call.SKY_IF_LINKED if compared else Call.NOT_SKY
