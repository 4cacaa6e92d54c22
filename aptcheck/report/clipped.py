"""Text that is too long, cut between sentences or between the items of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aptcheck.report.visible import one_line, shortened
from aptcheck.wording import count

__all__ = ["SENTENCE_END", "clipped"]

#: Where one sentence ends and the next begins: "7.65 um" and "e.g. this" are inside of one.
SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z])")
_MARK = re.compile(r"[()\[\]]|[,;] ")
#: Room for the words that say how much is left out.
_ROOM = 40


def clipped(text: str, limit: int) -> str:
    """Return visible text on one line, at most ``limit`` characters, without half a sentence.

    First the list in the longest sentence loses its last items, so that what follows it is still
    said; then whole sentences at the end are left out. How many is said in their place. Only a text
    without either is cut anywhere, and ends in an ellipsis.
    """
    text = one_line(text)
    if len(text) <= limit:
        return text
    sentences = SENTENCE_END.split(text)
    at = max(range(len(sentences)), key=lambda index: len(sentences[index]))
    briefer = _with_fewer_items(sentences[at], limit - len(text) + len(sentences[at]))
    if briefer:
        return " ".join((*sentences[:at], briefer, *sentences[at + 1 :]))
    kept = list(_fitting(sentences, limit - _ROOM))
    left = count(len(sentences) - len(kept), "more sentence")
    return f"{' '.join(kept)} ({left} left out)" if kept else shortened(text, limit)


def _with_fewer_items(sentence: str, limit: int) -> str:
    """Return as many items of a list as fit, and how many more there are; nothing without two."""
    items = list(_items(sentence))
    kept = list(_fitting(items[:-1], limit - _ROOM))
    if len(kept) < 2:
        return ""
    end = sentence[-1] if sentence[-1] in ".!?" else ""
    return f"{' '.join(kept).rstrip(',;')} and {len(items) - len(kept)} more{end}"


def _items(sentence: str) -> Iterator[str]:
    """Yield what is between commas and semicolons, but not within brackets."""
    depth = start = 0
    for mark in _MARK.finditer(sentence):
        if mark[0] in "([":
            depth += 1
        elif mark[0] in ")]":
            depth -= 1
        elif depth <= 0:
            yield sentence[start : mark.end() - 1]
            start = mark.end()
    yield sentence[start:]


def _fitting(parts: list[str], room: int) -> Iterator[str]:
    """Yield the first parts that fit, with a blank between them."""
    for part in parts:
        room -= len(part) + 1
        if room < 0:
            return
        yield part
