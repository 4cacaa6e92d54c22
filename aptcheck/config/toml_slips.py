"""What is wrong with a text that is not TOML, and how to write it."""

from __future__ import annotations

import re

from aptcheck.wording import excerpt, listed
from aptcheck.wording.toml_words import toml_list, toml_text

__all__ = ["toml_slip"]

_LINE = re.compile(r"\(at line (\d+)")
_TWICE = re.compile(r"Cannot declare \((.*)\) twice")
_HEADER = re.compile(r"\s*\[{1,2}([^\]\"']*)\]{0,2}")
_PAIR = re.compile(r"\s*([A-Za-z0-9_.-]+)\s*([=:])\s*(.*)")
_WORD = re.compile(r"[A-Za-z][\w.*?-]*")
_INTENT = re.compile(r"(.*\bintents)\.(.+)")
_BARE_NAME = re.compile("[A-Za-z0-9_-]+")
_LISTS = frozenset({"select", "ignore"})


def toml_slip(text: str, fault: Exception) -> tuple[int | None, str]:
    """Return the line, from 1, on which a text stops being TOML, and a sentence.

    Parameters
    ----------
    text : str
    fault : Exception
        What `tomllib` raised: the line is None where it does not know it.
    """
    if isinstance(fault, RecursionError):
        return None, "is not TOML: brackets are nested too deeply."
    message = str(fault)
    lines = text.rstrip().split("\n")
    if message.startswith("Unterminated string"):
        return None, 'is not TOML: a text is opened with " and never closed.'
    if message.startswith(("Unclosed array", "Unclosed inline table")):
        return None, "is not TOML: a bracket is opened and never closed."
    if not message.endswith(")"):
        return None, f"is not TOML ({message.partition(':')[0]})."
    found = _LINE.search(message)
    number = min(int(found[1]), len(lines)) if found else len(lines)
    line = "".join(c if c.isprintable() else " " for c in lines[number - 1])
    return number, _advice(line, message) or (
        f"is not TOML ({message.partition(' (at ')[0]}): {excerpt(line) or 'an empty line'}"
    )


def _advice(line: str, message: str) -> str | None:
    if any(mark in line for mark in "“”„«»‘’"):
        return 'TOML takes straight quotes only; write " instead of “ and ”.'
    twice = _TWICE.match(message)
    if twice or message.startswith("Cannot overwrite"):
        return _repeated(line)
    if line.lstrip().startswith("["):
        return _header(line)
    pair = _PAIR.match(line)
    return _pair(pair[1], pair[2], pair[3].partition("#")[0].strip()) if pair else None


def _repeated(line: str) -> str:
    header = _HEADER.match(line)
    if header is None:
        return f"{excerpt(line)} sets a key that is set already; keep one of the two."
    name = header[1].strip()
    if name.rpartition(".")[2] == "suppress":
        return f"write every suppression with two brackets: `[[{name}]]`."
    return f"the table {excerpt(line)} is there already; keep one, with the keys of both."


def _header(line: str) -> str | None:
    """Return what to write for an intent whose name TOML does not take as it is."""
    header = _HEADER.match(line)
    found = _INTENT.match(header[1].strip()) if header is not None else None
    if found is None or _BARE_NAME.fullmatch(found[2]):
        return None
    if numbers := re.fullmatch(r"\d+(\s*,\s*\d+)+", found[2]):
        tables = [f"`[{found[1]}.{number}]`" for number in re.findall(r"\d+", numbers[0])]
        return f"write one table for each observation: {listed(tables)}."
    return f"put the name in quotes: `[{found[1]}.{toml_text(found[2])}]`."


def _pair(key: str, sign: str, value: str) -> str | None:
    if sign == ":":
        return f"write = after a key: `{key} = {value}`." if value else "write = after a key."
    if value.lower() in ("true", "false"):
        return f"write it in small letters: `{key} = {value.lower()}`."
    if re.fullmatch(r"[0-9]+,[0-9]+", value):
        return f"write a number with a point: `{key} = {value.replace(',', '.')}`."
    if key in _LISTS and (words := re.findall(r"[A-Za-z][\w-]*", value)):
        return f"{key} is a list of texts in quotes: `{key} = {toml_list(words)}`."
    if _WORD.fullmatch(value):
        return f"put the text in quotes: `{key} = {toml_text(value)}`."
    return None
