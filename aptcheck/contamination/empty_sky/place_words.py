"""Where a background could be, as the change that a fix asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.model import Observation
    from aptcheck.suggestions import SuggestedSky

__all__ = ["move_words"]


def move_words(sky: Observation, places: Sequence[SuggestedSky], otherwise: str) -> str:
    """Return ``move NGC-1-SKY to 04 33 16.5000 ...``, or where no place is known, otherwise."""
    name = sky.target_name or "the background target"
    if not places:
        return f"move {name} {otherwise}"
    return f"move {name} to {places[0].apt}, where no source spoils its field at any position angle"
