"""The words of the MIRI MRS template, in upper case.

Read off published APT files of schema 37 to 71 and JDox (MIRI MRS template guide, MIRI Detector
Readout Overview); the subarrays of the imager off proposals that APT printed, 2023 to 2026. Not
seen in any file, and so inferred: PrimaryChannel and Detector IMAGER, an OptimizedFor with
BACKGROUND or DEDICATED-BG; and SUB128, an imager subarray that no printed MRS observation uses.
"""

from __future__ import annotations

from typing import Final

from aptcheck.model.templates.mrs_gratings import GRATINGS, Grating
from aptcheck.modes.mrs.settings import APT_NAMES

__all__ = [
    "BACKGROUND_DITHERS",
    "DETECTORS",
    "DIRECTIONS",
    "DITHER_FIELDS",
    "DITHER_TYPES",
    "EXPOSURE_FIELDS",
    "IMAGER_SUBARRAYS",
    "OPTIMIZED_FOR",
    "PRIMARY_CHANNELS",
    "READOUTS",
    "SOURCE_DITHERS",
    "SUBARRAYS",
    "TEMPLATE_FIELDS",
    "WAVELENGTHS",
    "YES_NO",
    "is_for_background",
]

DETECTORS: Final = ("MRS", "ALL", "IMAGER")
PRIMARY_CHANNELS: Final = ("ALL", "CHANNEL1", "CHANNEL2", "CHANNEL3", "CHANNEL4", "IMAGER")
#: For the MRS detectors: "no subarrays are available" (JDox, MIRI Detector Subarrays).
SUBARRAYS: Final = ("FULL",)
#: For the field Imager Subarray, which says nothing about the MRS.
IMAGER_SUBARRAYS: Final = ("FULL", "BRIGHTSKY", "SUB256", "SUB128", "SUB64")
YES_NO: Final = ("YES", "NO")

DITHER_TYPES: Final = ("2-POINT", "4-POINT")
DIRECTIONS: Final = ("NEGATIVE", "POSITIVE")
BACKGROUND_DITHERS: Final = ("BACKGROUND", "DEDICATED-BG")
SOURCE_DITHERS: Final = (
    "POINT SOURCE",
    "EXTENDED SOURCE",
    "ALL",
    "CHANNEL 1",
    "CHANNEL 2",
    "CHANNEL 3",
    "CHANNEL 4",
)
OPTIMIZED_FOR: Final = (*SOURCE_DITHERS, *BACKGROUND_DITHERS)

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
    **{APT_NAMES[grating]: (grating,) for grating in GRATINGS},
    **{grating: (grating,) for grating in GRATINGS},
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


def is_for_background(optimized_for: str | None) -> bool:
    """Whether a dither pattern is the background one, in any spelling."""
    return any(part in (optimized_for or "") for part in BACKGROUND_DITHERS)
