"""The caption of a picture of a field."""

from __future__ import annotations

from collections.abc import Sequence

from aptcheck.report.html.angle_words import clean_sentence, unchecked_sentence
from aptcheck.report.html.obstacles import Prospect
from aptcheck.report.visible import shortened
from aptcheck.results import SkyField
from aptcheck.wording import listed

__all__ = ["picture_heading", "picture_sentence"]

#: Characters of a name, and names in a sentence.
_NAME, _MOST = 60, 6


def picture_heading(field: SkyField, v3pa: float, aperture_pa: float) -> str:
    """Return whose field it is, and the angle in both frames."""
    target = shortened(field.target, _NAME)
    angles = f"V3PA {v3pa:.1f}° (aperture PA {aperture_pa:.1f}°)"
    return f"Observation {field.observation}, {target}: {angles}"


def picture_sentence(
    field: SkyField, prospect: Prospect, *, allowed: bool, hits: Sequence[str]
) -> str:
    """Return what the angle means for the field, with what contaminates it there."""
    more = [f"{len(hits) - _MOST} more"] if len(hits) > _MOST else []
    named = listed([*(shortened(one, _NAME) for one in hits[:_MOST]), *more])
    if not allowed:
        return (
            f"This angle is not allowed; contaminated: {named}."
            if hits
            else "This angle is not allowed."
        )
    if hits:
        return f"Contaminated: {named}."
    return clean_sentence(field, prospect) if prospect.checked else unchecked_sentence(field)
