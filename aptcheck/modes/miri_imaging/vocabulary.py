"""The words of the MIRI Imaging template, in upper case.

Read off published APT files of schema 39 to 52, proposals that APT printed, 2021 to 2026, JDox
(MIRI Imaging APT Template, MIRI Imaging Template Parameters, MIRI Imaging Dithering) and the values
that the headers of the data may have (stdatamodels 6.0.0: FILTER, READPATT, SUBARRAY, PATTTYPE;
keyword dictionary: PATTSIZE). Seen in no file: the filters F2550WR and FND, the readouts SLOWR1 and
FASTR100, the subarrays SUB128 and those that end in _IP, and the pattern size MEDIUM.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "DITHER_FIELDS",
    "DITHER_TYPES",
    "EXPOSURE_FIELDS",
    "FILTERS",
    "OPTIMIZED_FOR",
    "PATTERN_SIZES",
    "READOUTS",
    "SUBARRAYS",
    "TEMPLATE_FIELDS",
    "is_for_parallel",
]

SUBARRAYS: Final = ("FULL", "BRIGHTSKY", "SUB256", "SUB128", "SUB64", "SUB128_IP", "SUB64_IP")
FILTERS: Final = (
    "F560W",
    "F770W",
    "F1000W",
    "F1130W",
    "F1280W",
    "F1500W",
    "F1800W",
    "F2100W",
    "F2550W",
    "F2550WR",
    "FND",
)
READOUTS: Final = ("FASTR1", "SLOWR1", "FASTR100", "FAST", "SLOW")

#: A commissioning programme has ``Sparse Cycling``: blanks and hyphens are equivalent.
DITHER_TYPES: Final = ("2-POINT", "4-POINT-SETS", "REULEAUX", "CYCLING", "SPARSE-CYCLING")
OPTIMIZED_FOR: Final = ("POINT SOURCE", "EXTENDED SOURCE")
PATTERN_SIZES: Final = ("DEFAULT", "SMALL", "MEDIUM", "LARGE")
_PARALLEL = re.compile(r"[1-9]-POINT-MIRI-F[0-9]{3,4}W-WITH-(?:NIRCAM|NIRISS)")

#: Few files have DitherDirectImageParallels.
TEMPLATE_FIELDS: Final = ("Subarray", "Dithers", "Filters", "DitherDirectImageParallels")

DITHER_FIELDS: Final = (
    "DitherType",
    "StartingPoint",
    "NumberOfPoints",
    "Points",
    "StartingSet",
    "NumberOfSets",
    "Direction",
    "OptimizeFor",
    "PatternSize",
)

EXPOSURE_FIELDS: Final = (
    "Exposures",
    "Filter",
    "ReadoutPattern",
    "Groups",
    "Integrations",
    "EtcId",
    "Dither",
)


def is_for_parallel(dither_type: str) -> bool:
    """Whether a pattern also serves another instrument: ``4-POINT-MIRI-F770W-WITH-NIRCAM``."""
    return _PARALLEL.fullmatch(dither_type) is not None
