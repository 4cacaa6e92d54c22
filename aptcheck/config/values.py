"""Guesses what a value of a configuration was meant to be, as a line to copy.

A line is offered as the cure only if it says what the user meant and the key takes it; otherwise it
is called an example.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from aptcheck.config.kinds import TABLES, accepts, kind_of, words_of
from aptcheck.config.tables import Config, SuppressionSetting
from aptcheck.wording.toml_words import toml_list, toml_text

__all__ = ["advice", "meant"]

#: What to say and to copy for a key without a telling default.
_EXAMPLES = {
    "select": ("the codes of rules", '["BKG2", "SKY"]'),
    "ignore": ("the codes of rules", '["BKG2"]'),
    # No example: only a rule itself names its code.
    "code": ("the code of the rule, in quotes, as the report shows it", ""),
    "extent_arcsec": ("the extent in arcsec", "20.0"),
    "reason": ("why you accept the finding", '"The cloud leaves no empty sky nearby."'),
    "observation": ("the number of one observation", "4"),
    "target": ("the name of one target", '"NGC-7023"'),
    "proposal": ("the name of the file", '"1234.aptx"'),
    "until": ("the last day or the cycle", '2027-06-30` or `until = "Cycle 6"'),
}
_FLAGS = dict.fromkeys(("true", "yes", "on", "1", "y"), True)
_FLAGS |= dict.fromkeys(("false", "no", "off", "0", "n"), False)
_NUMBER = re.compile(r"([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?:\s*([A-Za-z]+))?")
_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
#: With a point the day always comes first; with a slash it is ambiguous.
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
#: Longer values are not repeated.
_LONGEST = 500
_CYCLE = re.compile(r"(?:cycle|cy|c)[\s_-]*0*([1-9][0-9]?)", re.IGNORECASE)


def meant(key: str, given: object) -> str | None:
    """Return the value that was probably meant, as TOML; None if it is not known."""
    value = _value(key, given)
    if value is None or not accepts(key, value):
        return None
    spelled = _spelled(value)
    return spelled if len(spelled) <= _LONGEST else None


def advice(key: str, given: object) -> str:
    """Return what to write instead of a value that a key does not take."""
    if (value := meant(key, given)) is not None:
        return f"write `{key} = {value}`"
    kind = kind_of(key)
    if kind is bool:
        return f"write `{key} = true` or `{key} = false`"
    if words := words_of(key):
        return f"write one of {', '.join(map(toml_text, words))}"
    if key in SuppressionSetting.model_fields and (first := _first_of(key, given)):
        return f"write one entry for each {key}, the first with `{key} = {first}`"
    if key in _EXAMPLES:
        what, example = _EXAMPLES[key]
        return f"write {what}" + (f", such as `{key} = {example}`" if example else "")
    model = next((m for m in TABLES.values() if key in m.model_fields), Config)
    return f"the default is `{key} = {_spelled(model.model_fields[key].default)}`"


def _value(key: str, given: object) -> object:
    kind = kind_of(key)
    if kind is list:
        return _codes(given)
    if isinstance(given, list):
        return given[0] if len(given) == 1 else None
    read = {bool: _flag, date: _until, int: _number, float: _number, str: _word}
    return read[kind](key, given) if kind in read else None


def _codes(given: object) -> list[str] | None:
    texts = [given] if isinstance(given, str) else given
    if not isinstance(texts, list) or not all(isinstance(one, str) for one in texts):
        return None
    return [part.strip() for one in texts for part in one.split(",") if part.strip()]


def _flag(_key: str, given: object) -> bool | None:
    return _FLAGS.get(str(given).strip().lower())


def _word(key: str, given: object) -> str | None:
    """Return the nearest word of a key; for a free text, a number that lacks its quotes."""
    if words := words_of(key):
        from difflib import get_close_matches

        return next(iter(get_close_matches(str(given).strip().lower(), words, n=1)), None)
    if isinstance(given, bool) or not isinstance(given, (int, float)):
        return None
    # A proposal is named by its file.
    return {"target": f"{given}", "proposal": f"{given}.*"}.get(key)


def _number(key: str, given: object) -> int | float | None:
    """Return the number in a text, with the unit of its key or none."""
    text = str(given).strip()
    if key == "observation" and len(numbers := re.findall(r"\d+(?:\.0*)?(?!\d)", text)) == 1:
        text = numbers[0]
    found = _NUMBER.fullmatch(text)
    if found is None or (found[2] and not key.endswith(f"_{found[2].lower()}")):
        return None
    number = float(found[1])
    if kind_of(key) is float:
        return number
    return int(number) if number.is_integer() else None


def _until(_key: str, given: object) -> date | str | None:
    if isinstance(given, datetime):
        return given.date()
    text = str(given).strip()
    if found := _CYCLE.fullmatch(text):
        return f"Cycle {found[1]}"
    numbers = None
    if found := _YEAR_FIRST.fullmatch(text):
        numbers = (found[1], found[2], found[3])
    elif found := _DAY_FIRST.fullmatch(text):
        numbers = (found[3], found[2], found[1])
    try:
        return date(*map(int, numbers)) if numbers is not None else None
    except ValueError:
        return None


def _first_of(key: str, given: object) -> str | None:
    """Return the first of several values where only one is allowed, as TOML."""
    if isinstance(given, list):
        several = given
    elif key == "observation" and isinstance(given, str):
        several = [int(number[:9]) for number in re.findall(r"\d+", given)]
    else:
        return None
    if len(several) < 2 or not all(accepts(key, one) for one in several):
        return None
    return _spelled(several[0])


def _spelled(value: Any) -> str:  # noqa: ANN401 - whatever a key takes
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return toml_list(value)
    return toml_text(value) if isinstance(value, str) else str(value)
