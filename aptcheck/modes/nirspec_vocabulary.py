"""The words shared by the NIRSpec templates, in upper case.

Their sources are those of `nirspec_ifu.vocabulary` and `nirspec_fixed_slits.vocabulary`.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "ACQUISITION_METHODS",
    "ACQUISITION_READOUTS",
    "EXPOSURE_FIELDS",
    "FILTERS",
    "GRATINGS",
    "READOUTS",
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

#: Parts of the names of further fields that do not matter here: reference stars and MSA
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
)
