"""What an allowed angle means for a field, in a sentence."""

from __future__ import annotations

from aptcheck.mode_names import EMPTY_FIELDS
from aptcheck.report.html.obstacles import Prospect
from aptcheck.results import SkyField

__all__ = ["clean_sentence", "unchecked_sentence"]


def unchecked_sentence(field: SkyField) -> str:
    """Say that an angle is allowed, and what the field was not checked for."""
    what = "sources" if field.mode in EMPTY_FIELDS else "a star that brightens the whole field"
    return f"Allowed, but the field was not checked for {what}."


def clean_sentence(field: SkyField, angles: Prospect) -> str:
    """Say that nothing spoils the field at an angle, and which findings are about what is near."""
    near = f"; see also what is near it ({', '.join(angles.near)})" if angles.near else ""
    if field.mode in EMPTY_FIELDS:
        return f"Clean: no source bright enough to matter is in the field or shines into it{near}."
    return f"No star brightens the whole field; fainter stars are in it, as in any image{near}."
