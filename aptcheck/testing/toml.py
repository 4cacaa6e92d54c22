"""A configuration as the text of an aptcheck.toml, so that tests use the same reader as users."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from aptcheck.wording.toml_words import toml_path, toml_text

__all__ = ["toml"]


def toml(table: Mapping[str, object]) -> str:
    """Return a table as TOML, one key per line; None leaves a key out.

    Raises
    ------
    TypeError
        A value that TOML cannot hold.
    """
    return "".join(f"{line}\n" for line in _pairs(table))


def _pairs(table: Mapping[str, object]) -> list[str]:
    return [
        f"{toml_path([str(key)])} = {_value(value)}"
        for key, value in table.items()
        if value is not None
    ]


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):  # an enumeration of strings too
        return toml_text(str(value))
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return f"{{{', '.join(_pairs(value))}}}"
    if isinstance(value, (Sequence, set, frozenset)):
        return f"[{', '.join(_value(entry) for entry in value)}]"
    raise TypeError(f"TOML cannot hold {value!r}")
