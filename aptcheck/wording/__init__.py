"""Words for plain values: numbers, plurals, lists, angles, dates and forms.

It imports nothing else from aptcheck, so every package may use it.
"""

from __future__ import annotations

from aptcheck.wording.fields import field_name
from aptcheck.wording.forms import (
    ACQUISITION_TARGET,
    AFTER_LINK,
    BACKGROUND_CHECKBOX,
    BACKGROUND_LIST,
    FIXED_TARGETS,
    LINK,
    MIRI_CORONAGRAPHY,
    MIRI_IMAGING,
    MIRI_LRS,
    MIRI_MRS,
    MOSAIC,
    NIRSPEC_FIXED_SLITS,
    NIRSPEC_IFU,
    PA_OFFSET,
    PA_RANGE,
    REQUIREMENTS,
    SAME_PA,
    SOLAR_SYSTEM_TARGETS,
    in_dithers,
    in_form,
    in_mrs_form,
    in_requirements,
    in_targets,
    target_folder,
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
    "ACQUISITION_TARGET",
    "AFTER_LINK",
    "BACKGROUND_CHECKBOX",
    "BACKGROUND_LIST",
    "FIXED_TARGETS",
    "LINK",
    "MIRI_CORONAGRAPHY",
    "MIRI_IMAGING",
    "MIRI_LRS",
    "MIRI_MRS",
    "MOSAIC",
    "NIRSPEC_FIXED_SLITS",
    "NIRSPEC_IFU",
    "PA_OFFSET",
    "PA_RANGE",
    "REQUIREMENTS",
    "SAME_PA",
    "SOLAR_SYSTEM_TARGETS",
    "Reason",
    "agree",
    "angle_words",
    "briefly",
    "count",
    "date_words",
    "excerpt",
    "field_name",
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
    "target_folder",
    "turn_words",
    "v3pa_words",
]
