"""The words of the NIRSpec Fixed Slit Spectroscopy template, in upper case.

Read off published APT files of schema 42 to 52, JDox (NIRSpec Fixed Slit Spectroscopy APT Template,
NIRSpec Fixed Slit Spectroscopy Template Parameters, NIRSpec Detector Subarrays) and the values that
the headers of the data may have (stdatamodels 6.0.0: FILTER, GRATING, READPATT, FXD_SLIT, SUBARRAY,
PATTTYPE). The files hold the slit S200A1 with SUBS200A1, the method WATA, and the primary positions
NONE and P_5; P_2 and P_3 are inferred from that and from PATTTYPE, the subpixel pattern SPATIAL
from BOTH. How a file names two slits at once has not been seen.
"""

from __future__ import annotations

from typing import Final

from aptcheck.modes.nirspec_vocabulary import (
    ACQUISITION_METHODS,
    ACQUISITION_READOUTS,
    EXPOSURE_FIELDS,
    FILTERS,
    GRATINGS,
    READOUTS,
    UNUSED_PARTS,
)

__all__ = [
    "ACQUISITION_METHODS",
    "ACQUISITION_READOUTS",
    "EXPOSURE_FIELDS",
    "FILTERS",
    "GRATINGS",
    "PRIMARY_POSITIONS",
    "READOUTS",
    "SLITS",
    "SUBARRAYS",
    "SUBPIXEL_PATTERNS",
    "TEMPLATE_FIELDS",
    "UNUSED_PARTS",
]

SLITS: Final = ("S200A1", "S200A2", "S400A1", "S1600A1", "S200B1")
SUBARRAYS: Final = (
    "FULL",
    "ALLSLITS",
    "SUBS200A1",
    "SUBS200A2",
    "SUBS200B1",
    "SUBS400A1",
    "SUB2048",
    "SUB1024A",
    "SUB1024B",
    "SUB512",
    "SUB512S",
    "SUB32",
)

#: The number of positions.
PRIMARY_POSITIONS: Final = {"NONE": 1, "P_2": 2, "P_3": 3, "P_5": 5}
SUBPIXEL_PATTERNS: Final = ("NONE", "SPECTRAL", "SPATIAL", "BOTH")

TEMPLATE_FIELDS: Final = (
    "TaMethod",
    "AcqTargetID",
    "Slit",
    "Subarray",
    "PrimaryPositions",
    "SubpixelPattern",
    "Exposures",
)
