"""The words of the NIRSpec IFU Spectroscopy template, in upper case.

Read off published APT files of schema 42 to 55, proposals that APT printed, 2021 to 2026, JDox
(NIRSpec IFU Spectroscopy APT Template, NIRSpec Integral Field Unit (IFU) Spectroscopy Template
Parameters, NIRSpec IFU Dither and Nod Patterns, NIRSpec Verify Only Target Acquisition) and the
values that the headers of the data may have (stdatamodels 6.0.0: FILTER, GRATING, READPATT,
PATTTYPE). Seen in no file: the method MSATA, the dither SPARSE-CYCLING and the name of the field
with its points, which is taken to be that of MIRI Imaging.
"""

from __future__ import annotations

from typing import Final

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

ACQUISITION_METHODS: Final = ("NONE", "WATA", "MSATA", "VERIFY_ONLY")
ACQUISITION_READOUTS: Final = (
    "NRSRAPID",
    "NRSRAPIDD1",
    "NRSRAPIDD2",
    "NRSRAPIDD6",
    "NRS",
    "NRSIRS2RAPID",
    "NRSIRS2",
)

GRATINGS: Final = ("PRISM", "G140M", "G140H", "G235M", "G235H", "G395M", "G395H")
FILTERS: Final = ("CLEAR", "F070LP", "F100LP", "F170LP", "F290LP")
READOUTS: Final = ("NRSRAPID", "NRS", "NRSIRS2RAPID", "NRSIRS2")

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

#: Parts of the names of further fields, on which nothing depends: reference stars and MSA
#: configuration of an MSATA, the image of VERIFY_ONLY, the HFF readout mode.
UNUSED_PARTS: Final = ("Acq", "ReferenceStar", "Verification", "HFF", "Hff")

EXPOSURE_FIELDS: Final = (
    "Grating",
    "Filter",
    "ReadoutPattern",
    "Groups",
    "Integrations",
    "EtcId",
    "Autocal",
    "Leakcal",
    "Dither",
)
