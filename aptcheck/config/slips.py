"""Explains what is wrong with a configuration that is valid TOML, and how to write it.

pydantic finds the fault; aptcheck words it for people who have never seen a validator.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aptcheck.config.kinds import CODE, LISTS, TABLES
from aptcheck.config.tables import Config, IntentSetting
from aptcheck.config.values import advice
from aptcheck.wording import excerpt, listed
from aptcheck.wording.toml_words import toml_path, toml_text

if TYPE_CHECKING:
    from pydantic import ValidationError

__all__ = ["Slip", "misplaced", "slip"]

Keys = tuple[str | int, ...]

_KINDS = {
    "float_type": "a number",
    "finite_number": "a finite number",
    "int_type": "a whole number",
    "bool_type": "true or false, without quotes",
    "string_type": "text in quotes",
    "string_too_short": "a few words",
    "greater_than": "above {gt:g}",
    "greater_than_equal": "{ge:g} or more",
    "less_than_equal": "{le} or less",
}
#: TOML does not guarantee longer whole numbers.
_BITS = 64
_SHAPES = frozenset({"tuple_type", "dict_type", "model_type", "model_attributes_type"})


@dataclass(frozen=True, slots=True)
class Slip:
    """A fault of a configuration: the keys that lead to it, and a sentence."""

    at: Keys
    sentence: str


def slip(fault: ValidationError, home: Sequence[str] = ()) -> Slip:
    """Return the first fault; ``home`` leads to the configuration in its file."""
    first = fault.errors()[0]
    kind, where, given = first["type"], first["loc"], first["input"]
    if isinstance(given, int) and given.bit_length() > _BITS:
        given = f"{hex(given)[:12]}…"  # Python refuses to write it in decimals.
    if kind == "extra_forbidden":
        return Slip(where, _unknown(where, home))
    if kind == "missing":
        key = str(where[-1])
        sentence = f"{_named(where[:-1])} has no {key}; {advice(key, None)}."
        return Slip(where[:-1], sentence)
    if kind in _SHAPES:
        sentence = _shape(where, given, home)
    elif kind == "value_error":
        sentence = f"{_named(where)}: {first['msg'].removeprefix('Value error, ')}"
        # A message about a whole table already says what to write.
        key = str(where[-1])
        sentence += f"; {advice(key, given)}." if key == "until" or key in LISTS else "."
    elif kind in ("literal_error", "enum"):
        sentence = _choice(where, given, first["ctx"]["expected"])
    else:
        wanted = _KINDS.get(kind, "another value").format(**first.get("ctx", {}))
        # For an entry of a list, only the entry is known: the others are the user's.
        entry = not isinstance(where[-1], str)
        cure = advice(str(where[0]), None) if entry else advice(str(where[-1]), given)
        sentence = f"{_named(where)} must be {wanted}, not {_in_words(given)}; {cure}."
    return Slip(where, sentence)


def misplaced(key: str, value: object, home: Sequence[str]) -> str:
    """Return where to set a key that is at the top of a file shared with other tools."""
    if key not in TABLES and key != "severity":
        return f"{key} is read only below `[{toml_path(home)}]`; move the line there."
    header = _header(key, home)
    if key == "intents" and isinstance(value, dict) and value:
        header = f"[{_path((*home, key, next(iter(value))))}]"
    return f"the table {key} is read only as part of {toml_path(home)}; write `{header}`."


def _unknown(where: Keys, home: Sequence[str]) -> str:
    from difflib import get_close_matches

    name = str(where[-1])
    if where == ("tool",) and not home:
        return (
            "in aptcheck.toml leave out tool.aptcheck: write `[thresholds]`, not "
            "`[tool.aptcheck.thresholds]`, and put keys such as profile at the top, above the "
            "first brackets."
        )
    known = _keys_at(where)
    by_small = {key.lower(): key for key in known}
    near = get_close_matches(name.lower(), by_small, n=1)
    said = f"unknown key {_path(where)!r}"
    if where[0] == "suppress" and len(where) > 1:
        said = f"{_named(where[:-1])}: unknown key {excerpt(name)!r}"
    if near:
        return f"{said}; did you mean {by_small[near[0]]!r}?"
    if len(where) > 1 and name in Config.model_fields:
        top = f"below `[{toml_path(home)}]`" if home else "at the top, above the first brackets"
        return f"{said}; {name} is set {top}."
    if table := next((t for t, model in TABLES.items() if name in model.model_fields), None):
        return f"{said}; {name} is set below `{_header(table, home)}`."
    if CODE.fullmatch(name):
        return f"{said}; the severity of a rule is set below `{_header('severity', home)}`."
    return f"{said}; the keys here are {', '.join(known)}."


def _keys_at(where: Keys) -> list[str]:
    table = TABLES.get(str(where[0]), Config) if len(where) > 1 else Config
    return list(table.model_fields)


def _shape(where: Keys, given: object, home: Sequence[str]) -> str:
    """Return what to write for a value that must not be a table, a list or text."""
    if not where:
        return f"{toml_path(home)} must be a table: write `[{toml_path(home)}]` above its keys."
    key = str(where[0])
    if key in LISTS:
        return f"{key} must be a list; {advice(key, given)}."
    header = _header(key, home)
    if key == "suppress":
        return f"write every suppression with two brackets: `{header}`, below it code and reason."
    if key == "intents" and len(where) > 1:
        name = str(where[1])
        if name in IntentSetting.model_fields:
            return (
                f"intents must say which observation or target {name} is for; write `{header}` or "
                f'`[{toml_path((*home, key))}."NGC-*"]` above it.'
            )
        header = f"[{_path((*home, key, name))}]"
    if key == "severity":
        return f'{key} must be a table; write `{header}`, below it a line such as `CODE = "info"`.'
    sample = "depth_ratio_min = 0.9" if key == "thresholds" else 'strategy = "pixel"'
    return f"{_named(where)} must be a table; write `{header}`, below it `{sample}`."


def _header(table: str, home: Sequence[str]) -> str:
    """Return the line that opens a table."""
    if table == "suppress":
        return f"[[{toml_path((*home, table))}]]"
    return f"[{toml_path((*home, table, '3') if table == 'intents' else (*home, table))}]"


def _choice(where: Keys, given: object, expected: str) -> str:
    """Return what to write for a word that is not one of those expected."""
    from difflib import get_close_matches

    words = re.findall("'([^']+)'", expected)
    near = get_close_matches(str(given).strip().lower(), words, n=1)
    said = f"{_named(where)} cannot be {_in_words(given)}"
    if near:
        return f"{said}; did you mean `{toml_path([str(where[-1])])} = {toml_text(near[0])}`?"
    return f"{said}; write {listed(map(toml_text, words)).replace(' and ', ' or ')}."


def _named(where: Keys) -> str:
    """Return where a fault is: ``thresholds.min_groups``, ``suppress entry 1, until``."""
    first, *rest = where
    if len(where) > 1 and isinstance(where[1], int):
        entry = (
            f"entry {where[1] + 1} of {first}"
            if first != "suppress"
            else f"suppress entry {where[1] + 1}"
        )
        return ", ".join((entry, *(excerpt(str(key)) for key in rest[1:])))
    return _path(where)


def _path(keys: Sequence[str | int]) -> str:
    """Return a dotted key; a part longer than any name in APT is cut."""
    return toml_path(excerpt(str(key)) for key in keys)


def _in_words(value: Any) -> str:  # noqa: ANN401 - whatever TOML can hold
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    return toml_text(excerpt(value)) if isinstance(value, str) else excerpt(str(value))
