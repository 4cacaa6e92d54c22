"""Keys and values in TOML syntax, to copy into a configuration."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

__all__ = ["toml_list", "toml_path", "toml_text"]

_BARE = re.compile("[A-Za-z0-9_-]+")


def toml_path(parts: Iterable[str]) -> str:
    """Return a dotted key: ``intents.3``, ``intents."NGC-*"``."""
    return ".".join(part if _BARE.fullmatch(part) else toml_text(part) for part in parts)


def toml_text(text: str) -> str:
    """Return a text in quotes."""
    # JSON escapes like TOML, except for one character that only TOML requires to be escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_list(texts: Iterable[str]) -> str:
    """Return a list of texts: ``["BKG2", "SKY"]``."""
    return f"[{', '.join(map(toml_text, texts))}]"
