"""A name as words, each sky word in one spelling."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from aptcheck.background.sky_vocabulary import BACKGROUND, PLACES, SHORT, SKY_WORDS

__all__ = ["compact", "stem", "words"]

#: How many characters and words of a name are read: more than people write.
_READ, _WORDS = 120, 24
#: A word longer than this is not split into known words.
_COMPOSED = 40

#: BACKG or BKG, with what follows in BACKGROUND, wholly or in part.
_WITH_KG = r"BA?C?KGR?(?:OU)?(?:N?D)?"
_LONG = re.compile(rf"(?:{_WITH_KG}|BC?KR?N?D|BCK|BGR|BGR?(?:OU)?N?D)S?[ABC]?")
#: The beginning of the word, where the rest was cut off together with what followed.
_CUT = frozenset({"BACKGR", "BACKGRO", "BACKGROU"})
#: In capitals BGS is a survey of galaxies.
_PLURAL = re.compile(r"[Bb][GgKk]s")
_OTHER = {
    "BG": SHORT,
    "BK": SHORT,
    **{word: word for word in ("BACK", "BLANK", "DARK", "EMPTY")},
    **dict.fromkeys(("OFF", "OFFS", "OFFA", "OFFB", "OFFN", "OFFW"), "OFF"),
    **dict.fromkeys(("OFFSET", "OFFSETS", "OFST", "OFFFSET", "OFSET", "OFFEST"), "OFFSET"),
    **dict.fromkeys(("SKY", "SKIES", "SKYS", "SKYA", "SKYB", "SKYN", "SKYW"), "SKY"),
}
#: One word written as two, or broken where a line ended.
_ONE = {
    **dict.fromkeys(("BACKGROUND", "BACKGROUNDS", "BACKGRND", "BACKGRD", "BACKGND"), BACKGROUND),
    "OFFSET": "OFFSET",
}

#: Letters that every word with a hidden sky word contains.
_HOLDING = re.compile("B|SK|OF|DARK|EMPTY")
_PIECE = re.compile(r"[^\W_]+")
#: A word with a number before or after it, such as 2BKG, SKY1 and BACKGROUND2B.
_COUNTED = re.compile(r"\d{0,2}([A-Z]+?)(?:\d{1,3}[A-D]?)?")
#: Words without a separator: those that no other word ends with, those after a change from small
#: letters to a capital or from digits to letters, and, next to a name of the programme, any.
_GLUED = re.compile(rf"({_WITH_KG}S?\d*[A-D]?)$")
_LEADING = re.compile(rf"{_WITH_KG}(?=[A-Z0-9])")
_CAMEL = re.compile(r"(.*[a-z])((?:S[Kk][Yy]|O[Ff][Ff]|B(?:[Gg]|[Cc]?[Kk]))\d*)")
_AFTER_DIGIT = re.compile(r"(.*\d)((?:SKY|OFF)\d*)")
_TAIL = re.compile(r"(.{2,}?)((?:SKY|OFF|BG|BC?K)\d*)")
_HEAD = re.compile(r"((?:SKY|OFF|BG|BC?K)\d*)(.{2,})")
_KNOWN = sorted(
    {*PLACES, *SKY_WORDS, "BK", "BKG", "EAST", "GALAXY", "IFU", "MIRI", "MRS", "NO", "NORTH", "QSO"}
    | {"QUASAR", "SOURCE", "SOUTH", "SRC", "STAR", "STARS", "TARGET", "WEST", "WITH", "WITHOUT"},
    key=lambda word: (-len(word), word),
)
_PARTS = re.compile("|".join(_KNOWN))
_COMPOSITION = re.compile(rf"((?:{'|'.join(_KNOWN)})+)\d*")

#: The imager runs in parallel with the MRS and may look elsewhere.
_IMAGER = re.compile(r"\bimag(?:er|ing)\s+(?:on|at|of|in)\b[^+,;/&]*", re.IGNORECASE)
_WITH = re.compile(r"\b[Ww]/(?:[Oo]\b)?|\bw(?=\s)")
_PLUS = re.compile(r"[+&](?!\d)")


def _slips(word: str) -> Iterator[str]:
    """Yield a word with a letter left out, doubled, or two swapped; the first letter stays."""
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at] + word[at:]
        yield word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


_MISSPELT = frozenset(
    {*_slips("BACKGROUND"), "BCGK", "BGK", "BGKD", "BGKND", "BKCG", "BKDG", "BKGDN", "BKNGD"}
)


def compact(name: str) -> str:
    """Return the letters and digits of a name, in capitals."""
    return "".join(_PIECE.findall(name[:_READ])).upper()


def stem(word: str) -> str:
    """Return a word without the number that counts it."""
    counted = _COUNTED.fullmatch(word)
    return counted[1] if counted else word


def words(name: str, heads: Container[str] = ()) -> tuple[str, ...]:
    """Return the words of a name in capitals, sky words in one spelling without a number.

    ``heads`` are the beginnings of other names of the programme, as `compact` writes them: they
    distinguish a sky word glued to a name from the end of a surname. ``w/`` is WITH, a plus that is
    not part of a coordinate is PLUS, and what the imager looks at is left out.
    """
    text = _IMAGER.sub(" ", name[:_READ])
    text = _PLUS.sub(" PLUS ", _WITH.sub(" WITH ", text))
    found = [word for piece in _PIECE.findall(text)[:_WORDS] for word in _split(piece, heads)]
    return tuple(_joined(found))


def _joined(found: list[str]) -> Iterator[str]:
    """Yield the words with BACK GROUND and OFF SET joined."""
    at = 0
    while at < len(found):
        whole = _ONE.get("".join(found[at : at + 2])) if at + 1 < len(found) else None
        yield whole or found[at]
        at += 2 if whole else 1


def _split(piece: str, heads: Container[str]) -> Iterator[str]:
    word = piece.upper()
    if not _HOLDING.search(word):
        yield word
    elif _PLURAL.fullmatch(piece):
        yield SHORT
    elif (spelled := _spelled(word)) is not None:
        yield spelled
    else:
        parts = next(filter(None, _glued(piece, word, heads)), (word,))
        yield from (_spelled(part) or part for part in parts)


def _glued(piece: str, word: str, heads: Container[str]) -> Iterator[tuple[str, ...]]:
    """Yield each way to split a word that hides a sky word, empty for none."""
    if word in _CUT:
        return
    whole = _COMPOSITION.fullmatch(word) if len(word) <= _COMPOSED else None
    yield tuple(_PARTS.findall(whole[1])) if whole else ()
    if end := _GLUED.search(word):
        before = word[: end.start()]
        yield ("WITH" if before == "W" else before, BACKGROUND)
    if start := _LEADING.match(word):
        yield (BACKGROUND, word[start.end() :])
    apart = _CAMEL.fullmatch(piece) or _AFTER_DIGIT.fullmatch(word)
    yield (apart[1].upper(), apart[2].upper()) if apart else ()
    tail = _TAIL.fullmatch(word)
    yield (tail[1], tail[2]) if tail and tail[1] in heads else ()
    head = _HEAD.fullmatch(word)
    yield (head[1], head[2]) if head and head[2] in heads else ()


def _spelled(word: str) -> str | None:
    """Return the standard spelling of a sky word, None for any other word."""
    base = stem(word)
    if base not in _CUT and (_LONG.fullmatch(base) or base in _MISSPELT):
        return BACKGROUND
    return _OTHER.get(base)
