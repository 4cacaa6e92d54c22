"""The words of the MIRI MRS template, in upper case.

Read off published APT files of schema 37 to 71 and JDox (MIRI MRS template guide, MIRI Detector
Readout Overview). Never seen in a file, and so inferred: PrimaryChannel and Detector IMAGER, an
OptimizedFor with BACKGROUND or DEDICATED-BG.
"""

from __future__ import annotations

from typing import Final

from aptcheck.model.mrs_settings import GRATINGS, Grating

__all__ = [
    "BACKGROUND_DITHERS",
    "DETECTORS",
    "DIRECTIONS",
    "DITHER_FIELDS",
    "DITHER_TYPES",
    "EXPOSURE_FIELDS",
    "OPTIMIZED_FOR",
    "PRIMARY_CHANNELS",
    "READOUTS",
    "SUBARRAYS",
    "TEMPLATE_FIELDS",
    "WAVELENGTHS",
    "YES_NO",
]

DETECTORS: Final = ("MRS", "ALL", "IMAGER")
PRIMARY_CHANNELS: Final = ("ALL", "CHANNEL1", "CHANNEL2", "CHANNEL3", "CHANNEL4", "IMAGER")
SUBARRAYS: Final = ("FULL",)
YES_NO: Final = ("YES", "NO")

DITHER_TYPES: Final = ("2-POINT", "4-POINT")
DIRECTIONS: Final = ("NEGATIVE", "POSITIVE")
BACKGROUND_DITHERS: Final = ("BACKGROUND", "DEDICATED-BG")
OPTIMIZED_FOR: Final = (
    "POINT SOURCE",
    "EXTENDED SOURCE",
    "ALL",
    "CHANNEL 1",
    "CHANNEL 2",
    "CHANNEL 3",
    "CHANNEL 4",
    *BACKGROUND_DITHERS,
)

READOUTS: Final = (
    "FASTR1",
    "SLOWR1",
    "FAST",
    "SLOW",
    "FASTGRPAVG",
    "FASTGRPAVG8",
    "FASTGRPAVG16",
    "FASTGRPAVG32",
    "FASTGRPAVG64",
)

WAVELENGTHS: Final[dict[str, tuple[Grating, ...]]] = {
    "ALL": GRATINGS,
    "SHORT(A)": ("SHORT",),
    "MEDIUM(B)": ("MEDIUM",),
    "LONG(C)": ("LONG",),
    "SHORT": ("SHORT",),
    "MEDIUM": ("MEDIUM",),
    "LONG": ("LONG",),
}

TEMPLATE_FIELDS: Final = (
    "AcqTargetID",
    "AcqFilter",
    "AcqReadoutPattern",
    "AcqGroups",
    "AcqEtcId",
    "Wavelength",
    "Detector",
    "Dithers",
    "SimultaneousImaging",
    "Subarray",
    "PrimaryChannel",
    "GratingWheelADirection",
    "ExposureList",
)

DITHER_FIELDS: Final = ("DitherType", "OptimizedFor", "Direction")

EXPOSURE_FIELDS: Final = (
    "Exposures",
    "Filter",
    "Wavelength",
    "Dither",
    "SubarrayLong",
    "SubarrayShort",
    "ReadoutPattern",
    "ReadoutPatternLong",
    "ReadoutPatternShort",
    "Groups",
    "GroupsLong",
    "GroupsShort",
    "Integrations",
    "IntegrationsLong",
    "IntegrationsShort",
    "EtcId",
    "EtcIdLong",
    "EtcIdShort",
)
