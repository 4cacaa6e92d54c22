"""What a field is at an angle, in a sentence."""

from __future__ import annotations

from aptcheck.mode_names import EMPTY_FIELDS
from aptcheck.report.html.obstacles import Prospect
from aptcheck.results import SkyField

__all__ = ["clean_sentence", "state_sentence", "unknown_sentence"]


def state_sentence(field: SkyField, prospect: Prospect, angle: float) -> str:
    """Return the state of a field at an angle in words."""
    state = prospect.state(angle)
    if state == "outside":
        return "No angle is allowed." if prospect.allowed.is_empty else "Not an allowed angle."
    if state == "meets":
        return f"Spoiled by {prospect.spoiled_by(angle)}."
    return clean_sentence(field, prospect) if state == "clean" else unknown_sentence(field)


def unknown_sentence(field: SkyField) -> str:
    """Say that an angle is allowed, and that nothing more is known."""
    what = "sources" if field.mode in EMPTY_FIELDS else "a star that brightens the whole field"
    return f"Allowed, but the field was not checked for {what}."


def clean_sentence(field: SkyField, prospect: Prospect) -> str:
    """Say that an angle is clean, and what findings there are on what is near."""
    near = f"; see also what is near it ({', '.join(prospect.near)})" if prospect.near else ""
    if field.mode in EMPTY_FIELDS:
        return f"Clean: no source bright enough to matter is in the field or shines into it{near}."
    return f"No star brightens the whole field; fainter stars are in it, as in any image{near}."
