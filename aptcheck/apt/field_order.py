"""The order in which APT writes fields and attributes: where a new one goes.

Read off 170 published files, schema 37 to 71. An observation has few special requirements, so
their order here is one that agrees with all pairs seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

__all__ = ["ATTRIBUTES", "FIELDS", "place", "rank"]

#: Fields by the element that has them; names without a prefix. Exposures are those of the MRS.
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "Target": (
        *("Number", "TargetName", "TargetArchiveName", "TargetID", "Comments"),
        *("RAProperMotion", "DecProperMotion", "RAProperMotionUnits", "DecProperMotionUnits"),
        *("Epoch", "AnnualParallax", "ProperMotionNotApplicable"),
        *("Extended", "Category", "Keywords", "EquatorialCoordinates"),
        *("BackgroundTargetReq", "BackgroundTargets", "TargetConfirmationRun"),
    ),
    "Observation": (
        *("Number", "TargetID", "Label", "Instrument", "Template", "ScienceDuration"),
        *("CoordinatedParallel", "CoordinatedParallelSet", "FirstCoordinatedTemplate"),
        *("Ephemeris", "SpecialRequirements", "Comments", "MosaicParameters"),
        *("ObservingWindowsContainer", "Visit", "ToolData"),
    ),
    "MiriMRS": (
        *("AcqTargetID", "AcqFilter", "AcqReadoutPattern", "AcqGroups", "AcqEtcId"),
        *("Wavelength", "Detector", "Dithers", "SimultaneousImaging", "Subarray"),
        *("PrimaryChannel", "GratingWheelADirection", "ExposureList"),
    ),
    "NirspecIFUSpectroscopy": (
        *("TaMethod", "AcqTargetID", "AcqSubarray", "AcqTargetFilter", "AcqReadoutPattern"),
        *("AcqEtcId", "PointingVerificationImage"),
        *("DitherType", "DitherSize", "StartingPoint", "NumberOfPoints", "Exposures"),
    ),
    "MrsDitherSpecification": ("DitherType", "OptimizedFor", "Direction"),
    "Exposure": (
        *("Exposures", "Filter", "Wavelength", "Dither", "SubarrayLong", "SubarrayShort"),
        *("ReadoutPattern", "ReadoutPatternLong", "ReadoutPatternShort"),
        *("Groups", "GroupsLong", "GroupsShort"),
        *("Integrations", "IntegrationsLong", "IntegrationsShort"),
        *("EtcId", "EtcIdLong", "EtcIdShort"),
    ),
    "SpecialRequirements": (
        *("OrientRange", "PcsMode", "Between", "After", "Before", "BackgroundLimited", "Offset"),
        *("NoParallel", "SegmentGuideStar", "GuideStarID", "GuideStarLimits", "WavefrontSensing"),
        *("FiducialPointOverride", "DmsPriority"),
    ),
    "LinkingRequirements": (
        *("GroupWithinLink", "AfterObservationLink", "OrientFromLink", "SameOrientLink"),
    ),
    "GroupWithinLink": ("Observation", "Time"),
}

#: Attributes by the element that has them.
ATTRIBUTES: Final[Mapping[str, tuple[str, ...]]] = {
    "GroupWithinLink": ("Number", "Sequence", "NonInterruptible"),
    "EquatorialCoordinates": ("Value",),
}


def rank(order: Sequence[str], name: str) -> int:
    """Return the position of a name in an order; unknown names come last."""
    return order.index(name) if name in order else len(order)


def place(
    order: Sequence[str], present: Sequence[str], name: str
) -> tuple[Literal["after", "before"], int] | None:
    """Find where a new name goes among those present.

    After the last of the same name; else after what precedes it in the order and before what
    follows it; None, which means last, where the order does not say.

    Returns
    -------
    tuple of str and int, or None
        The side, and the name present.
    """
    own = [index for index, other in enumerate(present) if other == name]
    if own:
        return "after", own[-1]
    if name not in order:
        return None
    ranks = [order.index(other) if other in order else None for other in present]
    here = order.index(name)
    behind = next((i for i, there in enumerate(ranks) if there is not None and there > here), None)
    earlier = [i for i, there in enumerate(ranks[:behind]) if there is not None and there < here]
    if earlier:
        return "after", earlier[-1]
    return None if behind is None else ("before", behind)
