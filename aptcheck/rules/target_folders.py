"""The folders of APT's tree in which a fix opens targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.wording import FIXED_TARGETS, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.model import Target

__all__ = ["folders_of"]


def folders_of(targets: Iterable[Target | None]) -> str:
    """Return ``Fixed Targets``, also for no target, or ``Solar System Targets``, or both."""
    folders = dict.fromkeys(target.folder for target in targets if target is not None)
    return listed(sorted(folders)) or FIXED_TARGETS
