"""The words of the MIRI Coronagraphic Imaging template, in upper case.

Read off published APT files of schema 39 to 55, proposals that APT printed, 2021 to 2026, JDox
(MIRI Coronagraphic Imaging APT Template, MIRI Coronagraphic Imaging Template Parameters) and the
values that the headers of the data may have (stdatamodels 6.0.0: FILTER, READPATT, PATTTYPE).
JDox says that a background has a Background Quadrant in place of the Acquisition Quadrant; how a
file names that field and its values has not been seen, so any name with ``BackgroundQuadrant``
counts. No file has the dither BACKGROUND, which APT prints, or the readout SLOWR1.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "ACQUISITION_READOUTS",
    "BACKGROUND_QUADRANT",
    "DITHERS",
    "EXPOSURE_FIELDS",
    "FILTERS",
    "MASKS",
    "QUADRANTS",
    "READOUTS",
    "TEMPLATE_FIELDS",
    "YES_NO",
]

MASKS: Final = ("FOUR_QPM", "LYOT")
FILTERS: Final = ("F1065C", "F1140C", "F1550C", "F2300C")
READOUTS: Final = ("FASTR1", "SLOWR1", "FAST", "SLOW")
ACQUISITION_READOUTS: Final = (
    "FASTR1",
    "FAST",
    "FASTGRPAVG",
    "FASTGRPAVG8",
    "FASTGRPAVG16",
    "FASTGRPAVG32",
    "FASTGRPAVG64",
)

#: For the acquisition and for a background.
QUADRANTS: Final = ("1", "2", "3", "4")
YES_NO: Final = ("YES", "NO")
DITHERS: Final = ("NONE", "5-POINT-SMALL-GRID", "9-POINT-SMALL-GRID", "BACKGROUND")

#: Part of the field's name.
BACKGROUND_QUADRANT: Final = "BackgroundQuadrant"

TEMPLATE_FIELDS: Final = (
    "AcqTargetID",
    "AcqFilter",
    "AcqReadoutPattern",
    "AcqGroups",
    "AcqEtcId",
    "AcqQuadrant",
    "SecondExposure",
    "Dither",
    "Filters",
    "PsfReference",
    "PsfReferenceObservation",
    "PsfJustification",
    "PsfReferenceObservations",
)

EXPOSURE_FIELDS: Final = (
    "Mask",
    "Filter",
    "Exposures",
    "ReadoutPattern",
    "Groups",
    "Integrations",
    "EtcId",
)
