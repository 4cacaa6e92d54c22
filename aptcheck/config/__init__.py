"""The configuration: aptcheck.toml, or the table [tool.aptcheck] of a pyproject.toml.

The error for a wrong key names the nearest right one; for a wrong value it says what to write.
"""

from __future__ import annotations

from aptcheck.config.files import ReadToml, candidates, consulted, find, load, place, toml
from aptcheck.config.tables import (
    Config,
    IntentSetting,
    Profile,
    SuppressionSetting,
    Thresholds,
)
from aptcheck.config.unread_files import mistaken, unread_in

__all__ = [
    "Config",
    "IntentSetting",
    "Profile",
    "ReadToml",
    "SuppressionSetting",
    "Thresholds",
    "candidates",
    "consulted",
    "find",
    "load",
    "mistaken",
    "place",
    "toml",
    "unread_in",
]
