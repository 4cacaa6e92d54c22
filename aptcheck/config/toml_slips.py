"""Explains what is wrong with a text that is not valid TOML, and how to write it."""

from __future__ import annotations

import re

from aptcheck.config.toml_headers import header_slip, repeated
from aptcheck.config.toml_lists import list_slip
from aptcheck.config.toml_pairs import pair_slip
from aptcheck.intake.toml import Unbounded
from aptcheck.wording import excerpt

__all__ = ["toml_slip"]

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_TWICE = ("Cannot declare (", "Cannot overwrite")
_FIXED = re.compile(r"Cannot mutate immutable namespace \('(?:tool', 'aptcheck', ')?(\w+)'")
#: A longer line is not searched for what was meant.
_LONGEST = 500


def toml_slip(text: str, fault: Exception) -> tuple[int | None, str]:
    """Return the line, from 1, on which a text stops being valid TOML, and a sentence.

    Parameters
    ----------
    text : str
    fault : Exception
        What `tomllib` raised: the line is None if it does not know it.
    """
    if isinstance(fault, Unbounded):
        return text.count("\n", 0, fault.at) + 1, f"{fault}; write it shorter."
    message = str(fault)
    lines = [_printable(line) for line in text.rstrip().split("\n")]
    if not message.endswith(")"):
        return None, f"is not TOML ({message.partition(':')[0]})."
    found = _PLACE.search(message)
    number = min(int(found[1]), len(lines)) if found else len(lines)
    if message.startswith(("Unclosed array", "Unclosed inline table")):
        at = (number, int(found[2]) - 1) if found else None
        return list_slip(lines, at, array="array" in message)
    line = lines[number - 1]
    if fixed := _FIXED.match(message):
        return number, (
            f"{fixed[1]} is already set by a line with =; move what that line says below "
            f"`{excerpt(line)}`, and delete the line."
        )
    if message.startswith("Unterminated string") and not _opens_text(line):
        return None, "is not TOML: a text is opened with quotes and never closed."
    cure = _advice(line, message) if len(line) <= _LONGEST else None
    return number, cure or (
        f"is not TOML ({message.partition(' (at ')[0]}): {excerpt(line) or 'an empty line'}"
    )


def _printable(line: str) -> str:
    return "".join(c if c.isprintable() else " " for c in line).rstrip()


def _opens_text(line: str) -> bool:
    """Whether a line opens a text in quotes that must end on the same line."""
    return '"' in line and '"""' not in line


def _advice(line: str, message: str) -> str | None:
    header = line.lstrip().startswith("[")
    if message.startswith(_TWICE):
        return repeated(line)
    if (said := header_slip(line) if header else pair_slip(line)) is not None:
        return said
    if any(mark in line for mark in "“”„«»‘’"):
        return 'TOML takes straight quotes only; write " instead of “ and ”.'
    return None
