"""The words of the NIRSpec IFU Spectroscopy template, in upper case.

Read off published APT files of schema 42 to 55, proposals that APT printed, 2021 to 2026, JDox
(NIRSpec IFU Spectroscopy APT Template, NIRSpec Integral Field Unit (IFU) Spectroscopy Template
Parameters, NIRSpec IFU Dither and Nod Patterns, NIRSpec Verify Only Target Acquisition) and the
values that the headers of the data may have (stdatamodels 6.0.0: FILTER, GRATING, READPATT,
PATTTYPE). Seen in no file: the method MSATA, the dither SPARSE-CYCLING and the name of the field
with its points, which is assumed to be that of MIRI Imaging.
"""

from __future__ import annotations

from typing import Final

from aptcheck.modes.nirspec_vocabulary import (
    ACQUISITION_METHODS,
    ACQUISITION_READOUTS,
    FILTERS,
    GRATINGS,
    READOUTS,
    UNUSED_PARTS,
)
from aptcheck.modes.nirspec_vocabulary import EXPOSURE_FIELDS as _EXPOSURE_FIELDS

__all__ = [
    "ACQUISITION_METHODS",
    "ACQUISITION_READOUTS",
    "DITHER_SIZES",
    "DITHER_TYPES",
    "EXPOSURE_FIELDS",
    "FILTERS",
    "GRATINGS",
    "READOUTS",
    "TEMPLATE_FIELDS",
    "UNUSED_PARTS",
]

DITHER_TYPES: Final = (
    "NONE",
    "2-POINT-NOD",
    "4-POINT-NOD",
    "4-POINT-DITHER",
    "CYCLING",
    "SPARSE-CYCLING",
)
DITHER_SIZES: Final = ("SMALL", "MEDIUM", "LARGE")

TEMPLATE_FIELDS: Final = (
    "TaMethod",
    "AcqTargetID",
    "DitherType",
    "DitherSize",
    "StartingPoint",
    "NumberOfPoints",
    "Points",
    "Exposures",
)

EXPOSURE_FIELDS: Final = (*_EXPOSURE_FIELDS, "Leakcal", "Dither")
