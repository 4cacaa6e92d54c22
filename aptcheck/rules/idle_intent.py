"""An intent of the configuration that applies to no observation."""

from __future__ import annotations

from dataclasses import dataclass

from aptcheck.wording.toml_words import toml_path

__all__ = ["IdleIntent"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class IdleIntent:
    """One table below ``intents``, or one key of it where its other keys have an effect.

    ``file`` is the configuration as seen from the proposal, ``name`` the observation or target that
    the table is for, ``key`` empty for the whole table; ``reason`` is a fragment, ``advice`` an
    imperative, both without a full stop.
    """

    file: str
    name: str
    key: str = ""
    reason: str
    advice: str

    @property
    def table(self) -> str:
        """The table, or the key, as TOML spells it, without brackets."""
        return toml_path(("intents", self.name, *filter(None, (self.key,))))
