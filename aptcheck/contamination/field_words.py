"""How a message tells a field: whose it is, how far widened, and when an angle is to be avoided."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from aptcheck.modes.judged import mode_of
from aptcheck.wording import date_words

if TYPE_CHECKING:
    from aptcheck.contamination.judgement import FieldJudgement
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.schedule.swept_field import SweptField

__all__ = ["avoided_date_words", "field_words", "judged_words", "pad_words"]

#: Dates without a clean angle are told from here on.
_WORTH_TELLING = timedelta(hours=1)
_YEAR = timedelta(days=366)
#: Of how far a field was widened: it is told to a tenth of an arcsec.
_WORTH_TELLING_ARCSEC = 0.05


def field_words(judgement: FieldJudgement) -> str:
    """Name the field: ``the MRS field of background observation 2``."""
    kind = "background" if judgement.background else "science"
    observation, mode = judgement.observation, mode_of(judgement.observation)
    called = mode.called if mode is not None else "MRS"
    return f"the {called} field of {kind} observation {observation.number}"


def pad_words(swept: SweptField) -> str:
    """Say how far a field was widened where its positions are not known exactly, else nothing."""
    pad = swept.field.pad_arcsec
    if pad < _WORTH_TELLING_ARCSEC:
        return ""
    return (
        f" The field is widened by {pad:.1f} arcsec: its dither or tile positions are not "
        "those of an APT export."
    )


def judged_words(judgement: FieldJudgement) -> str:
    """Say what a judgement of a field rests on beyond the plain case, else nothing.

    That the field was widened; and where things move through a window of years, that an angle may
    be bad in one of them and clean in another.
    """
    swept = judgement.swept
    if swept is None:
        return ""
    moving = any(threat.place.way for threat in judgement.threats) and swept.window.length > _YEAR
    years = (
        " The target or a source moves, and an angle counts as bad where it is so in any year: "
        "check one year at a time with --dates."
    )
    return pad_words(swept) + (years if moving else "")


def avoided_date_words(swept: SweptField, avoid: AngleSet) -> str:
    """Tell when an angle to avoid may be taken, when no other can, and how many days are left."""
    visibility = swept.visibility
    if visibility is None:
        why = f": {swept.unknown}" if swept.unknown is not None else ""
        return f"At which dates is not known{why}."
    forced = [
        (start, end)
        for start, end in swept.dates_without(swept.clean(avoid))
        if end - start >= _WORTH_TELLING
    ]
    only = f"; no clean angle on {date_words(forced)}" if forced else ""
    return (
        f"Dates with angles to avoid: {date_words(swept.dates(avoid))}{only}. A clean angle can "
        f"be had on {swept.clean_days(avoid) or 0.0:.0f} of {visibility.days:.0f} days."
    )
