"""The type of each key of a configuration, read from its tables."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from aptcheck.config.tables import Config, IntentSetting, SuppressionSetting, Thresholds
from aptcheck.finding import Severity

__all__ = ["CODE", "LISTS", "TABLES", "accepts", "is_text", "kind_of", "words_of"]

TABLES: dict[str, type[BaseModel]] = {
    "intents": IntentSetting,
    "thresholds": Thresholds,
    "suppress": SuppressionSetting,
}
LISTS = frozenset({"select", "ignore"})
CODE = re.compile("[A-Z]{3}[0-9]{3}")


def kind_of(key: str) -> type | None:
    """Return the type of a key: bool, int, float, str, date or list; None for an unknown key."""
    if key in LISTS:
        return list
    if key == "until":
        return date
    if CODE.fullmatch(key) or key == "profile":
        return str
    field = next((m.model_fields[key] for m in TABLES.values() if key in m.model_fields), None)
    if field is None:
        return None
    kind = {"extent_arcsec": float, "observation": int}.get(key, type(field.default))
    return kind if kind in (bool, int, float) else str


def is_text(key: str) -> bool:
    """Whether a key takes any text, rather than one of a few words."""
    return kind_of(key) is str and not words_of(key)


def words_of(key: str) -> tuple[str, ...]:
    """Return the words from which a key takes one; none for any other key."""
    if CODE.fullmatch(key):
        return tuple(str(word) for word in Severity)
    for model in (Config, IntentSetting):
        if key in model.model_fields:
            return tuple(
                w for w in get_args(model.model_fields[key].annotation) if isinstance(w, str)
            )
    return ()


def accepts(key: str, value: object) -> bool:
    """Whether a key takes a value; an unknown key takes any."""
    models: tuple[type[BaseModel], ...] = (*TABLES.values(), Config)
    tables: list[tuple[type[BaseModel], dict[str, Any]]] = [
        (model, {key: value}) for model in models if key in model.model_fields and key not in TABLES
    ]
    if CODE.fullmatch(key):
        tables = [(Config, {"severity": {key: value}})]
    for model, table in tables:
        try:
            model.model_validate(table)
        except ValidationError as fault:
            return not any(error["loc"][:1] == (next(iter(table)),) for error in fault.errors())
    return True
