"""How a message tells a field: whose it is, how far widened, and when an angle is to be avoided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.wording import date_words

if TYPE_CHECKING:
    from aptcheck.contamination.judgement import FieldJudgement
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.schedule.swept_field import SweptField

__all__ = ["avoided_date_words", "field_words", "pad_words"]


def field_words(judgement: FieldJudgement) -> str:
    """Name the field: ``the MRS field of background observation 2``."""
    kind = "background" if judgement.background else "science"
    return f"the MRS field of {kind} observation {judgement.observation.number}"


def pad_words(swept: SweptField) -> str:
    """Say how far a field was widened where its positions are not known exactly, else nothing."""
    pad = swept.field.pad_arcsec
    if not pad:
        return ""
    return (
        f" The field is widened by {pad:.1f} arcsec: its dither or tile positions are not "
        "those of an APT export."
    )


def avoided_date_words(swept: SweptField, avoid: AngleSet) -> str:
    """Tell when an angle to avoid may be taken, when no other can, and how many days are left."""
    visibility = swept.visibility
    if visibility is None:
        why = f": {swept.unknown}" if swept.unknown is not None else ""
        return f"At which dates is not known{why}."
    forced = visibility.dates_for(avoid, "all")
    only = f"; no clean angle on {date_words(forced)}" if forced else ""
    return (
        f"Dates with angles to avoid: {date_words(swept.dates(avoid))}{only}. A clean angle can "
        f"be had on {swept.clean_days(avoid) or 0.0:.0f} of {visibility.days:.0f} days."
    )
