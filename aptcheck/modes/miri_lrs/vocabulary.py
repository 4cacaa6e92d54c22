"""The words of the MIRI LRS template, in upper case.

Read off published APT files of schema 39 and 47, proposals that APT printed, 2021 to 2026, JDox
(MIRI LRS APT Template, MIRI Low Resolution Spectroscopy Template Parameters, MIRI LRS Dithering)
and the values that the headers of the data may have (stdatamodels 6.0.0: READPATT, SUBARRAY,
PATTTYPE). Seen in no file: the readouts FASTR1 and SLOWR1, the dither ALONG SLIT NOD and the
subarrays other than FULL; APT prints FASTR1, ALONG SLIT NOD and SLITLESSPRISM. SUBSLIT and those
that end in _IP and _IPS are header values. The pointing verification image of newer forms has not
been seen either: a field with ``Verification`` in its name does not count as unknown.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "ACQUISITION_READOUTS",
    "DITHER_TYPES",
    "EXPOSURE_FIELDS",
    "READOUTS",
    "SUBARRAYS",
    "TEMPLATE_FIELDS",
    "UNUSED_PARTS",
]

#: FULL and SUBSLIT use the slit.
SUBARRAYS: Final = (
    "FULL",
    "SUBSLIT",
    "SLITLESSPRISM",
    "SLITLESSPRISM_IP",
    "SLITLESSPRISM_IPS",
)
DITHER_TYPES: Final = ("NONE", "ALONG SLIT NOD", "MAPPING")
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

#: The template has no list of exposures: these are its own fields.
EXPOSURE_FIELDS: Final = ("Exposures", "ReadoutPattern", "Groups", "Integrations")

TEMPLATE_FIELDS: Final = (
    "AcqTargetID",
    "AcqFilter",
    "AcqReadoutPattern",
    "AcqGroups",
    "AcqEtcId",
    "Subarray",
    *EXPOSURE_FIELDS,
    "EtcId",
    "DitherType",
    "NumberOfSpectralSteps",
    "SpectralStepOffset",
    "NumberOfSpatialSteps",
    "SpatialStepOffset",
)

#: Parts of the names of further fields that do not matter here.
UNUSED_PARTS: Final = ("Verification",)
