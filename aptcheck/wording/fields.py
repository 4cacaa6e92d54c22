"""The fields of APT's forms by the names that APT shows, and what to set them to."""

from __future__ import annotations

from typing import Final

__all__ = ["FIELD_NAMES", "field_name", "set_words"]

#: By the name of the element in the file.
FIELD_NAMES: Final = {
    "AcqTargetID": "Acq Target",
    "AnnualParallax": "Parallax",
    "BackgroundTargetReq": "background checkbox",
    "BackgroundTargets": "Background Targets",
    "DecProperMotion": "Proper Motion",
    "DecProperMotionUnits": "Proper Motion",
    "DitherSize": "Dither Size",
    "DitherType": "Dither Type",
    "Epoch": "Epoch of Position",
    "EquatorialCoordinates": "RA and Dec",
    "Groups": "Groups/Int",
    "GroupsLong": "Groups/Int",
    "GroupsShort": "Groups/Int",
    "Integrations": "Integrations/Exp",
    "IntegrationsLong": "Integrations/Exp",
    "IntegrationsShort": "Integrations/Exp",
    "NonInterruptible": "Non-interruptible",
    "NumberOfPoints": "Number of Points",
    "OptimizedFor": "Optimized For",
    "PrimaryChannel": "Primary Channel",
    "ProperMotionNotApplicable": "Proper Motion",
    "RAProperMotion": "Proper Motion",
    "RAProperMotionUnits": "Proper Motion",
    "ReadoutPattern": "Readout Pattern",
    "ReadoutPatternLong": "Readout Pattern",
    "ReadoutPatternShort": "Readout Pattern",
    "SecondExposure": "Second Exposure",
    "StartingPoint": "Starting Point",
    "TaMethod": "TA Method",
    "TargetID": "Target",
    "Time": "time interval",
}


def field_name(field: str) -> str:
    """Return the name on the form of a field of the file, or that in the file."""
    return FIELD_NAMES.get(field, field)


def set_words(field: str, value: str) -> str:
    """Return ``set Acq Target to NONE``."""
    return f"set {field_name(field)} to {value}"
