"""How a finding names a field, its angles and their dates, and how far the field is widened."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from aptcheck.modes.judged import mode_of
from aptcheck.wording import angle_words, date_words, v3pa_words

if TYPE_CHECKING:
    from aptcheck.contamination.judgement import FieldJudgement
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.schedule.swept_field import SweptField

__all__ = [
    "angle_note",
    "clean_days_words",
    "field_words",
    "judged_words",
    "pad_words",
    "short_angles",
]

#: A shorter time without a clean angle is not worth a date.
_WORTH_A_DATE = timedelta(hours=1)
_YEAR = timedelta(days=366)
#: A margin is written to a tenth of an arcsec.
_WORTH_WRITING_ARCSEC = 0.05


def field_words(judgement: FieldJudgement) -> str:
    """Name the field: ``the MRS field of background observation 2``."""
    kind = "background" if judgement.background else "science"
    observation, mode = judgement.observation, mode_of(judgement.observation)
    called = mode.called if mode is not None else "MRS"
    return f"the {called} field of {kind} observation {observation.number}"


def short_angles(angles: AngleSet) -> str:
    """Return ``V3PA 12.3-20.1 and 350.0-2.5``, as `v3pa_words` otherwise."""
    return v3pa_words(angles.arcs, "-")


def clean_days_words(swept: SweptField, avoid: AngleSet) -> str:
    """Say on how many days a clean angle is available."""
    if swept.visibility is None:
        why = f": {swept.unknown}" if swept.unknown is not None else ""
        return f"The dates are not known{why}."
    days = swept.clean_days(avoid) or 0.0
    return f"A clean angle is available on {days:.0f} of {swept.visibility.days:.0f} days."


def angle_note(swept: SweptField, avoid: AngleSet) -> str:
    """Say which angles are clean, and on which dates one to avoid may be taken, or no other.

    The note names the aperture before.
    """
    clean = angle_words(swept.clean(avoid).arcs, swept.aperture, again=True)
    share = f", {100 * swept.clean_fraction(avoid):.0f} % of the allowed angles"
    words = f"Clean: {clean}{share if swept.allowed.total else ''}."
    if swept.visibility is None:
        return words
    forced = [
        (start, end)
        for start, end in swept.dates_without(swept.clean(avoid))
        if end - start >= _WORTH_A_DATE
    ]
    only = f"; no clean angle on {date_words(forced)}" if forced else ""
    return f"{words} Dates with angles to avoid: {date_words(swept.dates(avoid))}{only}."


def pad_words(swept: SweptField) -> str:
    """Say how far a field is widened where its positions are not known exactly, else nothing."""
    pad = swept.field.pad_arcsec
    if pad < _WORTH_WRITING_ARCSEC:
        return ""
    return (
        f" The field is widened by {pad:.1f} arcsec: its positions are not verified against an "
        "APT export."
    )


def judged_words(judgement: FieldJudgement) -> str:
    """Say what a judgement of a field rests on beyond the plain case, else nothing.

    That the field is widened; and where things move through a window of years, that an angle may
    be bad in one of them and clean in another.
    """
    swept = judgement.swept
    if swept is None:
        return ""
    moving = any(threat.place.way for threat in judgement.threats) and swept.window.length > _YEAR
    years = (
        " The target or a source moves, and an angle that is bad in any year counts as bad: "
        "check one year at a time with --dates."
    )
    return pad_words(swept) + (years if moving else "")
