"""Changes to text that is read line by line: TOML, CSV, a lock."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import TypeAlias

from tests.fuzz.mutation import Changes, NothingToChange, pick
from tests.fuzz.vocabulary import HOSTILE

__all__ = ["line_changes"]

Lines: TypeAlias = list[str]

_VALUES = (
    *('""', "''", "0", "-1", "1e400", "nan", "inf", "true", "[]", "{}", "[[]]", "{a=1}", '"""x"""'),
    *("2027-06-30", "2027-06-30T12:00:00Z", "07:32:00", "0x1F", "1_000", "9" * 300, '"x" "y"'),
    *('"BKG2"', '["BKG2", "SKY"]', '"Cycle 6"', "'draft'", '"error"', '"\\u0000"', '"\\ud800"'),
    *("[" * 900, "{a=" * 300, "a.b.c", "'''", '"', "=", "#", "\ufeff", "<<<<<<< HEAD"),
)
_TABLES = (
    *("[intents]", "[[intents]]", "[thresholds]", "[[suppress]]", "[suppress]", "[tool.aptcheck]"),
    *(
        "[severity]",
        "[intents.1]",
        '[intents."NGC-1"]',
        "[a.b.c]",
        "[[answer]]",
        "[answer]",
        "[]",
        "[",
    ),
)


def line_changes() -> Changes:
    """Return the changes."""
    changes: dict[str, Callable[[Lines, Random], Lines]] = {
        "drop-line": _drop,
        "double-line": lambda lines, chance: _at(lines, chance, lambda line: [line, line]),
        "swap-lines": _swap,
        "join-lines": _join,
        "indent": lambda lines, chance: _at(lines, chance, lambda line: [f"\t {line}"]),
        "line-value": _value,
        "line-key": _key,
        "word-in-line": _word,
        "table": lambda lines, chance: _at(
            lines, chance, lambda line: [chance.choice(_TABLES), line]
        ),
        "comment-out": lambda lines, chance: _at(lines, chance, lambda line: [f"# {line}"]),
        "other-line-ends": lambda lines, chance: [
            line + chance.choice(("\r", "", "\x0b")) for line in lines
        ],
        "deep-key": _deep_key,
        "many-lines": lambda lines, chance: _at(lines, chance, lambda line: [line] * 300),
    }
    return {name: _on_lines(change) for name, change in changes.items()}


def _on_lines(change: Callable[[Lines, Random], Lines]) -> Callable[[bytes, Random], bytes]:
    def changed(data: bytes, chance: Random) -> bytes:
        lines = data.decode("utf-8", "surrogateescape").split("\n")
        return "\n".join(change(lines, chance)).encode("utf-8", "surrogateescape")

    return changed


def _at(lines: Lines, chance: Random, change: Callable[[str], Lines]) -> Lines:
    at = pick(chance, range(len(lines)))
    return [*lines[:at], *change(lines[at]), *lines[at + 1 :]]


def _drop(lines: Lines, chance: Random) -> Lines:
    at = pick(chance, range(len(lines)))
    return [*lines[:at], *lines[at + chance.choice((1, 1, 2, 5)) :]]


def _swap(lines: Lines, chance: Random) -> Lines:
    first, second = (pick(chance, range(len(lines))) for _ in range(2))
    lines = list(lines)
    lines[first], lines[second] = lines[second], lines[first]
    return lines


def _join(lines: Lines, chance: Random) -> Lines:
    if len(lines) < 2:
        raise NothingToChange
    at = chance.randrange(len(lines) - 1)
    return [*lines[:at], lines[at] + lines[at + 1], *lines[at + 2 :]]


def _setting(lines: Lines, chance: Random) -> tuple[int, str, str]:
    at = pick(chance, [i for i, line in enumerate(lines) if "=" in line])
    key, _, value = lines[at].partition("=")
    return at, key, value


def _value(lines: Lines, chance: Random) -> Lines:
    at, key, _ = _setting(lines, chance)
    return [*lines[:at], f"{key}= {chance.choice(_VALUES)}", *lines[at + 1 :]]


def _key(lines: Lines, chance: Random) -> Lines:
    at, key, value = _setting(lines, chance)
    _, other, _ = _setting(lines, chance)
    new = chance.choice(
        (other, key.upper(), key.strip()[:-1], f'"{key.strip()}"', "x", "", "é", "a b")
    )
    return [*lines[:at], f"{new}={value}", *lines[at + 1 :]]


def _word(lines: Lines, chance: Random) -> Lines:
    """Replace a word with a hostile text, keeping the quotes and commas around it."""
    at = pick(chance, [i for i, line in enumerate(lines) if re.search(r"[\w.]+", line)])
    words = list(re.finditer(r"[\w.+-]+", lines[at])) or list(re.finditer(r".", lines[at]))
    word = pick(chance, words)
    line = lines[at][: word.start()] + chance.choice(HOSTILE) + lines[at][word.end() :]
    return [*lines[:at], line, *lines[at + 1 :]]


def _deep_key(lines: Lines, chance: Random) -> Lines:
    depth = chance.choice((3, 50, 400))
    return _at(lines, chance, lambda line: [f"{'.'.join('a' * depth)} = 1", line])
