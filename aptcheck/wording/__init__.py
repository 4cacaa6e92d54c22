"""Words for plain values: numbers, plurals, lists, angles, dates, forms: plain in, words out.

A leaf: it imports nothing of aptcheck, so every room may speak with it.
"""

from __future__ import annotations

from aptcheck.wording.forms import (
    MRS_FORM,
    REQUIREMENTS,
    TARGETS,
    in_dithers,
    in_form,
    in_mrs_form,
    in_requirements,
    in_targets,
)
from aptcheck.wording.lists import in_runs, listed
from aptcheck.wording.plurals import agree, briefly, count, numbered
from aptcheck.wording.position_angles import (
    angle_words,
    date_words,
    moment_words,
    open_date_words,
    turn_words,
    v3pa_words,
)
from aptcheck.wording.reason import Reason
from aptcheck.wording.texts import excerpt, named

__all__ = [
    "MRS_FORM",
    "REQUIREMENTS",
    "TARGETS",
    "Reason",
    "agree",
    "angle_words",
    "briefly",
    "count",
    "date_words",
    "excerpt",
    "in_dithers",
    "in_form",
    "in_mrs_form",
    "in_requirements",
    "in_runs",
    "in_targets",
    "listed",
    "moment_words",
    "named",
    "numbered",
    "open_date_words",
    "turn_words",
    "v3pa_words",
]
