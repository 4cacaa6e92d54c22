"""What to write for a line in brackets that is not valid TOML."""

from __future__ import annotations

import re

from aptcheck.config.kinds import TABLES, kind_of
from aptcheck.wording import excerpt, listed
from aptcheck.wording.toml_words import toml_path

__all__ = ["header_slip", "repeated"]

#: The last bracket ends it: the name of a target may itself have brackets and quotes.
_HEADER = re.compile(r"\[{1,2}(.*?)[\s\]]*(?:#.*)?")
_WITH_KEY = re.compile(r"(\[.+?\])\s*((\w+)\s*=.*)")
_TABLE = re.compile(r"((?:tool\.aptcheck\.)?)(\w+)(?:\s*[.:\s]\s*(.+))?")
_DOTTED = re.compile(r"[A-Za-z0-9_.-]+")
_SEVERAL = re.compile(r"\d+(?:\s*(?:,|&|and)\s*\d+)+")


def repeated(line: str) -> str:
    """Return what to write if a table or a key occurs twice."""
    header = _HEADER.fullmatch(line.strip())
    if header is None:
        return f"{excerpt(line)} sets a key that is already set; keep one of the two."
    name = header[1].strip()
    if name.rpartition(".")[2] == "suppress":
        return f"write every suppression with two brackets: `[[{name}]]`."
    return f"the table {excerpt(line)} already exists; keep one, with the keys of both."


def header_slip(line: str) -> str | None:
    """Return what to write for a line that opens a table; None if it is not known."""
    line = line.strip()
    both = _WITH_KEY.fullmatch(line)
    if both is not None and kind_of(both[3]) is not None:
        return f"write `{both[1]}` on its own line, and `{both[2]}` below it."
    header = _HEADER.fullmatch(line)
    name = header[1].strip() if header is not None else ""
    # A bracket that the name opens must be closed by the name.
    name += "]" * min(name.count("[") - name.count("]"), line.count("]"))
    found = _TABLE.fullmatch(name)
    if found is None or found[2] not in (*TABLES, "severity"):
        return _closed(line, name)
    above, table, rest = found.groups()
    if table == "intents" and rest is not None:
        return _intent(above, rest, line)
    written = f"[[{above}{table}]]" if table == "suppress" else f"[{above}{table}]"
    return f"write `{written}`." if rest is None and written != line else None


def _closed(line: str, name: str) -> str | None:
    """Return a line that opens another table, with as many brackets as it begins with."""
    opens = len(line) - len(line.lstrip("["))
    written = f"{'[' * opens}{name}{']' * opens}"
    if opens > 2 or not _DOTTED.fullmatch(name) or written == line.partition("#")[0].strip():
        return None
    return f"close as many brackets as are opened: `{written}`."


def _intent(above: str, name: str, line: str) -> str | None:
    """Return what to write for the table of an observation or target."""
    if _SEVERAL.fullmatch(name):
        tables = [f"`[{above}intents.{number}]`" for number in re.findall(r"\d+", name)]
        return f"write one table for each observation: {listed(tables)}."
    written = f"[{above}{toml_path(('intents', _bare(name)))}]"
    if written == line:
        return None
    quotes = '"' in written and not name.startswith('"')
    return f"{'put the name in quotes: ' if quotes else 'write '}`{written}`."


def _bare(name: str) -> str:
    """Return a name without the quotes around it."""
    import tomllib

    try:
        (key, value), *_ = tomllib.loads(f"{name} = 0").items()
    except ValueError:
        return name.strip('"')
    return name if isinstance(value, dict) else key
