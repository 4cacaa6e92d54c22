"""The fields of APT's forms by the names that APT prints, and what to set them to."""

from __future__ import annotations

from typing import Final

from aptcheck.wording.forms import BACKGROUND_CHECKBOX, BACKGROUND_LIST, MIRI_CORONAGRAPHY, MIRI_MRS

__all__ = ["FIELD_NAMES", "field_name", "set_words"]

#: The name in APT by the name of the element in the file.
FIELD_NAMES: Final = {
    "AcqGroups": "Acq Groups/Int",
    "AcqReadoutPattern": "Acq Readout Pattern",
    "AcqTargetID": "Acq Target",
    "After": "After Date",
    "AnnualParallax": "Parallax",
    "BackgroundTargetReq": BACKGROUND_CHECKBOX,
    "BackgroundTargets": BACKGROUND_LIST,
    "Before": "Before Date",
    "Between": "Between Dates",
    "ColumnOverlapPercent": "Column Overlap %",
    "DecProperMotion": "Proper Motion Dec",
    "DecProperMotionUnits": "Proper Motion Dec",
    "DitherSize": "Size",
    "DitherType": "Dither Type",
    "Epoch": "Epoch of Position",
    "EquatorialCoordinates": "RA and Dec",
    "Exposures": "Exposures/Dith",
    "Groups": "Groups/Int",
    "GroupsLong": "Groups/Int",
    "GroupsShort": "Groups/Int",
    "Integrations": "Integrations/Exp",
    "IntegrationsLong": "Integrations/Exp",
    "IntegrationsShort": "Integrations/Exp",
    "NonInterruptible": "Non-interruptible",
    "Keywords": "Description",
    "NumberOfPoints": "Number of Points",
    "NumberOfSets": "Number of Sets",
    "NumberOfSpatialSteps": "No. Spatial Steps",
    "NumberOfSpectralSteps": "No. Spectral Steps",
    "OnHold": "On Hold",
    "OptimizeFor": "Optimized For",
    "OptimizedFor": "Optimized For",
    "OrientMax": "Aperture PA Range",
    "OrientMin": "Aperture PA Range",
    "PatternSize": "Pattern Size",
    "PrimaryChannel": "Primary Channel",
    "ProperMotionNotApplicable": "Proper Motion",
    "RAProperMotion": "Proper Motion RA",
    "RAProperMotionUnits": "Proper Motion RA",
    "ReadoutPattern": "Readout Pattern",
    "ReadoutPatternLong": "Readout Pattern",
    "ReadoutPatternShort": "Readout Pattern",
    "RowOverlapPercent": "Row Overlap %",
    "SecondExposure": "Repeat observation",
    "SimultaneousImaging": "Simultaneous Imaging",
    "SkewDegreesX": "Column shift (deg)",
    "SkewDegreesY": "Row shift (deg)",
    "StartingPoint": "Starting Point",
    "TargetName": "Name in the Proposal",
    "TaMethod": "TA Method",
    "TargetID": "Target",
    "Time": "time interval",
    "TimeSeriesObservation": "Time Series Observation",
    "Wavelength": "Wavelength Range",
    "Xvalue": "Offset",
    "Yvalue": "Offset",
}

#: One element that two templates print under different names, by the tab and the element.
_ON_TAB: Final = {
    (MIRI_CORONAGRAPHY, "Dither"): "Dither Type",
    (MIRI_MRS, "Subarray"): "Imager Subarray",
}


def field_name(field: str, trail: str = "") -> str:
    """Return the name that APT prints for a field of the file, or else its name in the file.

    ``trail`` names the forms that lead to it, where a name depends on the template.
    """
    on_tab = (name for (tab, element), name in _ON_TAB.items() if element == field and tab in trail)
    return next(on_tab, FIELD_NAMES.get(field, field))


def set_words(field: str, value: str) -> str:
    """Return ``set Acq Target to NONE``."""
    return f"set {field_name(field)} to {value}"
