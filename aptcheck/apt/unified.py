"""The changes of an XML file as a unified diff, built from the changed places only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from aptcheck.apt.splices import Splice, spliced

__all__ = ["unified"]

_CONTEXT: Final = 3
_LINE = re.compile(rb"[^\n]*\n|[^\n]+")
_NO_NEWLINE = "\n\\ No newline at end of file\n"
#: patch and git read these differently from how they are written, so the name is quoted.
_QUOTED = re.compile(rb"[\x00-\x1f\"\\\x7f-\xff]")
_ESCAPES: Final = {b"\t": b"\\t", b"\n": b"\\n", b'"': b'\\"', b"\\": b"\\\\"}


@dataclass(frozen=True, slots=True)
class _Block:
    """Whole lines that are replaced; ``line`` is the number of the first, from 0."""

    start: int
    end: int
    line: int
    old: tuple[bytes, ...]
    new: tuple[bytes, ...]


def unified(old: bytes, splices: Sequence[Splice], name: str, new_name: str) -> str:
    r"""Return a unified diff with three lines of context.

    Lines end at ``\n`` only and are kept as they are, including any carriage return. Only the
    lines around the splices are read, since a file may have 17 MB.

    Parameters
    ----------
    old : bytes
        The XML before.
    splices : sequence of Splice
        In order, none touching another.
    name, new_name : str
        The names of the two versions.

    Returns
    -------
    str
        Empty if nothing changes.
    """
    blocks = list(_blocks(old, splices))
    if not blocks:
        return ""
    parts = [f"--- {_label(name)}\n+++ {_label(new_name)}\n"]
    delta = 0
    for hunk in _hunks(blocks):
        parts += _written(old, hunk, delta)
        delta += sum(len(block.new) - len(block.old) for block in hunk)
    return "".join(parts)


def _blocks(old: bytes, splices: Sequence[Splice]) -> Iterator[_Block]:
    """Yield the changed lines; splices on one line form one block."""
    line = counted = 0
    for start, end, group in _regions(old, splices):
        line += old.count(b"\n", counted, start)
        counted = start
        before = _LINE.findall(old[start:end])
        after = _LINE.findall(spliced(old, group, start, end))
        same = next(
            (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
            min(len(before), len(after)),
        )
        most = min(len(before), len(after)) - same
        tail = next((i for i in range(most) if before[-1 - i] != after[-1 - i]), most)
        block = _Block(
            start=start + sum(map(len, before[:same])),
            end=end - sum(map(len, before[len(before) - tail :])),
            line=line + same,
            old=tuple(before[same : len(before) - tail]),
            new=tuple(after[same : len(after) - tail]),
        )
        if block.old or block.new:
            yield block


def _regions(
    old: bytes, splices: Sequence[Splice]
) -> Iterator[tuple[int, int, tuple[Splice, ...]]]:
    """Yield the lines around splices: where they begin and end, and the splices in them."""
    group: list[Splice] = []
    start = end = 0
    for splice in splices:
        if not group or splice.start >= end:
            if group:
                yield start, end, tuple(group)
                group = []
            start = old.rfind(b"\n", 0, splice.start) + 1
        group.append(splice)
        if splice.end >= end:
            end = old.find(b"\n", splice.end) + 1 or len(old)
    if group:
        yield start, end, tuple(group)


def _hunks(blocks: Sequence[_Block]) -> Iterator[list[_Block]]:
    """Yield the blocks whose contexts touch."""
    hunk: list[_Block] = []
    for block in blocks:
        if hunk and block.line - hunk[-1].line - len(hunk[-1].old) > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(block)
    yield hunk


def _written(old: bytes, hunk: Sequence[_Block], delta: int) -> Iterator[str]:
    begin, before = _context_start(old, hunk[0].start)
    end, after = _context_end(old, hunk[-1].end)
    first = hunk[0].line - before
    olds = hunk[-1].line + len(hunk[-1].old) + after - first
    news = olds + sum(len(block.new) - len(block.old) for block in hunk)
    yield f"@@ -{_range(first, olds)} +{_range(first + delta, news)} @@\n"
    at = begin
    removed: list[bytes] = []
    added: list[bytes] = []
    for block in hunk:
        if block.start > at:
            yield from _lines("-", removed)
            yield from _lines("+", added)
            removed, added = [], []
        yield from _lines(" ", _LINE.findall(old[at : block.start]))
        removed += block.old
        added += block.new
        at = block.end
    yield from _lines("-", removed)
    yield from _lines("+", added)
    yield from _lines(" ", _LINE.findall(old[at:end]))


def _context_start(old: bytes, at: int) -> tuple[int, int]:
    for lines in range(_CONTEXT):
        if not at:
            return at, lines
        at = old.rfind(b"\n", 0, at - 1) + 1
    return at, _CONTEXT


def _context_end(old: bytes, at: int) -> tuple[int, int]:
    for lines in range(_CONTEXT):
        if at >= len(old):
            return at, lines
        at = old.find(b"\n", at) + 1 or len(old)
    return at, _CONTEXT


def _range(first: int, lines: int) -> str:
    """Return the lines of a hunk, from 1; an empty range is named by the line before it."""
    if lines == 1:
        return str(first + 1)
    return f"{first + 1 if lines else first},{lines}"


def _lines(mark: str, lines: Sequence[bytes]) -> Iterator[str]:
    for line in lines:
        text = line.decode("utf-8")
        yield mark + (text if text.endswith("\n") else text + _NO_NEWLINE)


def _label(name: str) -> str:
    raw = name.encode("utf-8", "surrogateescape")
    if _QUOTED.search(raw):
        escaped = _QUOTED.sub(lambda m: _ESCAPES.get(m[0]) or b"\\%03o" % m[0][0], raw)
        return f'"{escaped.decode("ascii")}"'
    # A name with blanks ends at a tab.
    return name + "\t" if " " in name else name
