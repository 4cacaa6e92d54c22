"""A file that looks like a configuration and is not read."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["UnreadFile"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class UnreadFile:
    """``file`` is its path as seen from the proposal; ``governing`` that of what is read, or None.

    ``missing`` says that it has the right name, and is a link to nothing.
    """

    file: str
    governing: str | None
    missing: bool = False
