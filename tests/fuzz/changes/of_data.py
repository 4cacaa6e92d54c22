"""Changes to nested data in any format: keys, kinds of values, lengths, depth."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from random import Random
from typing import Any, TypeAlias

from aptcheck.testing.toml import toml
from tests.fuzz.mutation import Change, Changes, NothingToChange, pick
from tests.fuzz.vocabulary import HOSTILE, SETTINGS

__all__ = ["json_changes", "json_settings", "toml_changes", "toml_settings"]

Read: TypeAlias = Callable[[bytes], Any]
Write: TypeAlias = Callable[[Any], bytes]
#: A container and the key or the index of one of its values.
Slot: TypeAlias = tuple[Any, Any]

_VALUES: tuple[Any, ...] = (
    *(0, -1, 1, 2, 10**9, 2**63, 10**30, 0.5, -0.0, 1e308, float("nan"), float("inf"), True, False),
    *("", "1", "BKG2", "SKY", "draft", "error", "auto", "Cycle 6", [], {}, [[]], [1, "x"], {"": 1}),
    *([None], {"a": {"b": {"c": 1}}}, date(2027, 6, 30), None),
)


def json_changes() -> Changes:
    """Return the changes to JSON."""
    return _changes(json.loads, _json)


def toml_changes() -> Changes:
    """Return the changes to TOML."""
    new = _on_data(_new_setting, _from_toml, _toml)
    return {**_changes(_from_toml, _toml), "new-setting": new}


def json_settings() -> Changes:
    """Return the changes to JSON after which aptcheck can still read most files."""
    return {"setting": _on_data(_setting, json.loads, _json)}


def toml_settings() -> Changes:
    """Return the changes to TOML after which aptcheck can still read most files."""
    return {"setting": _on_data(_setting, _from_toml, _toml)}


def _json(data: Any) -> bytes:
    return json.dumps(data, default=str, indent=0).encode()


def _from_toml(text: bytes) -> Any:
    return tomllib.loads(text.decode())


def _toml(data: Any) -> bytes:
    try:
        return toml(data).encode("utf-8", "surrogatepass")
    except (TypeError, AttributeError):  # null, which TOML lacks, or not a table
        raise NothingToChange from None


def _changes(read: Read, write: Write) -> Changes:
    changes: dict[str, Callable[[list[Slot], Random], None]] = {
        "data-value": _value,
        "data-text": _text,
        "data-drop": _drop,
        "data-key": _key,
        "data-copy": _copy,
        "data-many": _many,
        "data-deep": _deep,
        "data-wrap": _wrap,
    }
    return {name: _on_data(change, read, write) for name, change in changes.items()}


def _on_data(change: Callable[[list[Slot], Random], None], read: Read, write: Write) -> Change:
    def changed(data: bytes, chance: Random) -> bytes:
        try:
            whole = {"": read(data)}
        except (ValueError, RecursionError):
            raise NothingToChange from None
        change(_slots(whole), chance)
        try:
            return write(whole[""])
        except (ValueError, RecursionError):
            raise NothingToChange from None

    return changed


def _slots(container: Any) -> list[Slot]:
    pairs = container.items() if isinstance(container, dict) else enumerate(container)
    found: list[Slot] = []
    for key, value in list(pairs):
        found.append((container, key))
        if isinstance(value, (dict, list)):
            found += _slots(value)
    return found


def _value(slots: list[Slot], chance: Random) -> None:
    container, key = pick(chance, slots)
    container[key] = deepcopy(chance.choice(_VALUES))


def _setting(slots: list[Slot], chance: Random) -> None:
    """Give a key another value that is valid, or nearly so."""
    container, key = pick(chance, [slot for slot in slots if slot[1] in SETTINGS])
    container[key] = deepcopy(chance.choice(SETTINGS[key]))


def _new_setting(slots: list[Slot], chance: Random) -> None:
    container, _ = pick(chance, [slot for slot in slots[1:] if isinstance(slot[0], dict)])
    key = chance.choice(list(SETTINGS))
    container[key] = deepcopy(chance.choice(SETTINGS[key]))


def _text(slots: list[Slot], chance: Random) -> None:
    container, key = pick(chance, slots)
    container[key] = chance.choice(HOSTILE)


def _drop(slots: list[Slot], chance: Random) -> None:
    container, key = pick(chance, slots[1:])
    del container[key]


def _key(slots: list[Slot], chance: Random) -> None:
    """Give a key the name of another, or an unknown name."""
    container, key = pick(chance, [slot for slot in slots[1:] if isinstance(slot[0], dict)])
    _, other = pick(chance, slots)
    value = container.pop(key)
    container[str(chance.choice((other, key.upper(), f"{key}s", chance.choice(HOSTILE))))] = value


def _copy(slots: list[Slot], chance: Random) -> None:
    """Put what is in one place in another."""
    (source, name), (container, key) = pick(chance, slots), pick(chance, slots)
    container[key] = deepcopy(source[name])


def _many(slots: list[Slot], chance: Random) -> None:
    container, key = pick(chance, [s for s in slots if isinstance(s[0][s[1]], (list, dict))])
    held = container[key]
    for number in range(chance.choice((2, 300))):
        if isinstance(held, list):
            held.append(deepcopy(held[0]) if held else number)
        else:
            held[f"k{number}"] = deepcopy(next(iter(held.values()), number))


def _deep(slots: list[Slot], chance: Random) -> None:
    container, key = pick(chance, slots)
    value = container[key]
    for _ in range(chance.choice((2, 50, 300))):
        value = [value] if chance.random() < 0.5 else {"a": value}
    container[key] = value


def _wrap(slots: list[Slot], chance: Random) -> None:
    container, key = pick(chance, slots)
    value = container[key]
    container[key] = chance.choice(([value], {"a": value}, str(value), [value, value]))
