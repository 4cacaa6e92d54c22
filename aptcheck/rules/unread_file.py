"""A file that looks like a configuration and is not read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["UnreadFile", "Why"]

#: It has another name, has the right one and is a link to nothing, or is a folder or the like.
Why: TypeAlias = Literal["name", "link", "no file"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class UnreadFile:
    """``file`` is its path as seen from the proposal, ``governing`` that of what is read."""

    file: str
    governing: str | None
    why: Why = "name"
