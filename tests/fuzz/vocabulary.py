"""Values for fields: words that the field itself knows, and words that no field expects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

__all__ = ["HOSTILE", "HOSTILE_NUMBERS", "SETTINGS", "WORDS"]

HOSTILE_NUMBERS: Sequence[str] = (
    *("0", "-0", "-1", "1e308", "-1e308", "1e400", "1e-400", "nan", "NaN", "inf", "-Infinity"),
    *("9" * 9, "9" * 10, "9" * 400, "0x10", "1_000", "1,5", "1.5", "+5", " 7 ", "٣", "５", "1e9"),
    *("0.1e1", ".5", "5.", "--5", "1e", "007", "2147483648", "18446744073709551616", "True"),
)

HOSTILE: Sequence[str] = (
    *HOSTILE_NUMBERS,
    *("", " ", "\t\n", "\u00a0", "\u200b", "\ufeff", "\u202egnp.exe", "\x85", "\u2028", "\ufffd"),
    *("é", "e\u0301", "ẞ", "İ", "ﬁ", "𝟙", "🔭", "\U0010fffd", "a\u0300" * 60),
    *("x" * 999, "x" * 1001, "x" * 30_000, "x " * 5_000, "(" * 3_000, "[" * 3_000, "%s%n" * 50),
    *("<script>alert(1)</script>", "]]>", "<!--", "&amp;lt;", "{0}", "${x}", "{{7*7}}", "{% x %}"),
    *("::error::x", "| a | b |", "`` ` ``", "[x](javascript:x)", "=1+1", "../../etc", "C:\\x"),
    *("\\", '"', "'", "'''", '"""', "null", "None", "NONE", "none", "true", "NO", "---", "#"),
)

_REFERENCES = (
    *("1 NGC-1", "2 NGC-1-SKY", "1", "2", "3", "99 NOWHERE", "0 X", "-1 X", "1 1 1", "2 2"),
    *("NGC-1", "NONE", "Same Target as Observation", "C[2 X]", "O[1 X]", "C[", "999999 X", "２ X"),
)
_MEMBERS = (
    *("Observation 1", "Observation 2", "a (Obs 1)", "a (Obs 2)", "a (Obs 3)", "(Obs 99)"),
    *("(Obs 1) (Obs 2)", "(Obs 0)", "(Obs 1", "Observation", "Observation 1000000", "(obs 1)"),
)
_ANGLES = (
    *("0 Degrees", "360 Degrees", "90 Degrees", "-14 Degrees", "359.999 Degrees", "180.0 Degrees"),
    *("1 Degree", "90", "90 arcsec", "361 Degrees", "1e-9 Degrees", "Degrees", "90 Degrees 1"),
)
_DATES = (
    *("01-OCT-2027", "01-JAN-2020", "31-DEC-2099", "31-FEB-2027", "29-FEB-2028:23:59:59"),
    *("2027.274", "2027.366", "2028.366:12:00:00", "1-october-2027", "01-OCT-0001", "31-DEC-9999"),
    *("01-OCT-2027:24:00:00", "2027-10-01", "01/10/2027", "Cycle 5"),
)
_INTERVALS = (
    *("12 Hours", "53 Days", "0 Days", "1 Minutes", "36525 Days", "1e-9 Days", "60.0 Days"),
    *("-1 Days", "53", "1 Fortnights", "36526 Days", "1 days 2 hours"),
)
_COUNTS = ("1", "2", "4", "5", "27", "30", "180", "360", "1000", "65535", "999999999")
_READOUTS = ("FASTR1", "SLOWR1", "FAST", "SLOW", "FASTGRPAVG", "FASTGRPAVG64", "NRSRAPID")
_IMAGER = ("F560W", "F770W", "F1000W", "F1500W", "F2550W", "FND", "F1065C", "NONE")
_SUBARRAYS = ("FULL", "BRIGHTSKY", "SUB64", "SUB256", "MASK1065", "SUB2048")
_YES_NO = ("YES", "NO", "Unknown", "UNKNOWN", "yes", "true", "false")
_PARTS = ("1", "2", "3", "5", "50", "1000")
_OVERLAPS = ("0", "10.0", "-200", "100", "99.999", "101")
_SKEWS = ("0", "45", "90", "-90", "89.9999")
_MOTION_UNITS = ("mas/yr", "arcsec/yr", "sec of time/yr", "deg/yr", "")
_MOTIONS = ("0", "1", "-801", "10362", "99999", "4.557467349857918E-5")

#: By the name of an element or attribute of a proposal or a VOTable.
WORDS: Mapping[str, Sequence[str]] = {
    "Number": (*_PARTS, "4", "999", "0", "-1"),
    "TargetID": _REFERENCES,
    "BackgroundTargets": _REFERENCES,
    "AcqTargetID": _REFERENCES,
    "TargetName": ("NGC-1", "NGC-1-SKY", "SKY", "BACKGROUND", "MARS", "M31 BKG", "2 X", "1"),
    "Label": ("background", "sky for 1", "Observation 1", "(Obs 1)", "BG of NGC-1", "science"),
    "Observation": _MEMBERS,
    "PrimaryObs": _MEMBERS,
    "AfterObs": _MEMBERS,
    "OrientFromObs": _MEMBERS,
    "Extended": _YES_NO,
    "Category": ("Calibration", "Galaxy", "Star", "Unidentified", "Clusters of Galaxies", "Solar"),
    "Keywords": ("Telescope/sky background", "Point source", "Planet", "HII regions"),
    "BackgroundTargetReq": ("true", "false", "TRUE", "1"),
    "Value": (
        *("10 00 27.9 +02 12 3.6", "00 00 0.0 +90 00 0.0", "00 00 0.0 -90 00 0.0"),
        *("23 59 59.9999 -00 00 0.01", "24 00 00 +00 00 00", "12 60 00 +00 00 00", "150.1 +2.2"),
        *("06 00 00.0 +66 33 38.6", "18 00 00.0 -66 33 38.6", "12 00 00 +91 00 00", "12h -5d"),
    ),
    "RAProperMotion": _MOTIONS,
    "DecProperMotion": _MOTIONS,
    "RAProperMotionUnits": _MOTION_UNITS,
    "DecProperMotionUnits": _MOTION_UNITS,
    "Epoch": ("2000", "J2016.0", "1800", "2200", "2201", "2027.5"),
    "AnnualParallax": ("0", "0.768", "1", "-0.5", "1.5"),
    "type": ("FixedTargetType", "SolarSystemTargetType", "MsaCatalogTargetType", "TargetGroupType"),
    "Name": ("MARS", "EUROPA", "SATURN", "PLUTO", "CERES", "THE SUN"),
    "Wavelength": ("SHORT(A)", "MEDIUM(B)", "LONG(C)", "ALL", "SHORT", "short(a)", "SHORT(B)"),
    "Dither": ("Dither 1", "Dither 2", "Dither 9", "Dither 0", "None", "NONE", "Dither"),
    "DitherType": ("2-Point", "4-Point", "4-POINT", "8-Point", "CYCLING", "0-Point"),
    "OptimizedFor": (
        *("POINT SOURCE", "EXTENDED SOURCE", "ALL", "Channel 1", "Channel 4", "BACKGROUND"),
        *("DEDICATED-BG", "Channel 5"),
    ),
    "Direction": ("NEGATIVE", "POSITIVE", "Negative", "UP"),
    "Detector": ("MRS", "ALL", "IMAGER"),
    "SimultaneousImaging": _YES_NO,
    "PrimaryChannel": ("ALL", "CHANNEL1", "CHANNEL4", "IMAGER", "CHANNEL5"),
    "Filter": _IMAGER,
    "AcqFilter": _IMAGER,
    "Subarray": _SUBARRAYS,
    "SubarrayLong": _SUBARRAYS,
    "SubarrayShort": _SUBARRAYS,
    "ReadoutPattern": _READOUTS,
    "ReadoutPatternLong": _READOUTS,
    "ReadoutPatternShort": _READOUTS,
    "AcqReadoutPattern": _READOUTS,
    "Exposures": _COUNTS,
    "Groups": _COUNTS,
    "GroupsLong": _COUNTS,
    "GroupsShort": _COUNTS,
    "AcqGroups": _COUNTS,
    "Integrations": _COUNTS,
    "IntegrationsLong": _COUNTS,
    "IntegrationsShort": _COUNTS,
    "OrientMin": _ANGLES,
    "OrientMax": _ANGLES,
    "MinAngle": _ANGLES,
    "MaxAngle": _ANGLES,
    "Mode": ("APA", "Aperture", "V3", "V3PA", "PA"),
    "Xvalue": ("0", "60", "-380", "3600", "3601", "1e-9"),
    "Yvalue": ("0", "60", "-216", "-3600", "5000"),
    "Before": _DATES,
    "After": _DATES,
    "Time": _INTERVALS,
    "Interval": _INTERVALS,
    "MinInterval": _INTERVALS,
    "MaxInterval": _INTERVALS,
    "Sequence": ("true", "false"),
    "NonInterruptible": ("true", "false"),
    "Implicit": ("true", "false"),
    "Status": (
        *("UNKNOWN", "IMPLEMENTATION", "FLIGHT_READY", "SCHEDULED", "COMPLETED", "WITHDRAWN"),
        *("SKIPPED", "FAILED", "Executed"),
    ),
    "VisitId": ("01234001001", "01234002001", "01234999999", "1234001001", "00000001001"),
    "Rows": _PARTS,
    "Columns": _PARTS,
    "RowOverlapPercent": _OVERLAPS,
    "ColumnOverlapPercent": _OVERLAPS,
    "SkewDegreesX": _SKEWS,
    "SkewDegreesY": _SKEWS,
    "Cycle": (*_PARTS, "4", "0", "99"),
    "ProposalID": ("0", "1234", "99999", "100000", "12345678901"),
    "ProposalCategory": ("GO", "GTO", "DD", "CAL", "SURVEY"),
    "schemaVersion": ("71", "37", "39", "52", "72", "0"),
    "APTVersion": ("Version 2026.5.1  ", "2022.3", "Version 25.4", "dev"),
    "Instrument": ("MIRI", "NIRSPEC", "NIRCAM", "NIRISS", "FGS"),
    "UpToDate": ("true", "false"),
    "datatype": ("char", "unicodeChar", "double", "float", "int", "long", "boolean", "bit"),
    "arraysize": ("*", "1", "10*", "3x2", "0", "x"),
    "name": ("QUERY_STATUS", "fld_id", "ra", "dec", "designation", "w1mpro", "k_m"),
    "value": ("OK", "ERROR", "OVERFLOW", "ok", "EXECUTING"),
    "unit": ("deg", "mag", "mas/yr", "furlong"),
    "TD": ("0", "150.0001", "2.0001", "-90", "91", "99.99", "1e30", "-1"),
    "phase": ("COMPLETED", "ERROR", "EXECUTING", "ABORTED", "UNKNOWN", "ARCHIVED"),
    "encoding": ("gzip", "base64", "dynamic"),
    "href": ("file:///etc/hostname", "http://127.0.0.1:9/", "data:,x"),
}

_CODES = (
    "BKG201",
    "BKG105",
    "BKG3",
    "SKY",
    "ORI106",
    "APT001",
    "APT900",
    "APT",
    "",
    "BKG999",
    "bkg201",
)
_FRACTIONS = (1e-12, 0.01, 0.9, 1.0, 2.0, 10.0, 3_600.0, 1e12)
_WHOLE = (1, 2, 3, 5, 180, 1_000, 999_999_999, 0, -1)

#: By the key of a configuration or a baseline, in TOML or JSON.
SETTINGS: Mapping[str, Sequence[object]] = {
    "profile": ("draft", "default", "submit", "Draft"),
    "select": (["BKG2"], ["BKG", "SKY101"], [], ["NOSUCH"], list(_CODES)),
    "ignore": (["APT001"], ["APT900"], ["BKG2"], [], list(_CODES)),
    "BKG201": ("error", "warning", "info", "off"),
    "severity": ({"BKG105": "info"}, {"APT001": "info"}, {"SKY104": "error"}, {"BKG": "error"}),
    "strategy": ("auto", "pixel", "master", "annulus", "external", "shadow", "none", "both"),
    "source_class": ("isolated-point", "faint-point", "point-in-extended", "faint-extended", "x"),
    "bright": (True, False),
    "extent_arcsec": (0.0, 1e-9, 3.0, 60.0, 3_600.0, 3_600.1),
    "intents": (
        {"1": {"strategy": "none"}},
        {"*": {}, "NGC-*": {"bright": True}},
        {"99": {}},
        {"": {}},
    ),
    **dict.fromkeys(("separation_info_arcmin", "separation_warning_arcmin"), _FRACTIONS),
    **dict.fromkeys(("depth_ratio_min", "depth_ratio_max"), _FRACTIONS),
    **dict.fromkeys(("control_radius_arcsec", "neighbour_radius_arcsec"), _FRACTIONS),
    **dict.fromkeys(("wing_limit_fraction", "background_light_fraction"), _FRACTIONS),
    **dict.fromkeys(("separation_slack_arcsec",), _FRACTIONS),
    **dict.fromkeys(("min_groups", "min_groups_slowr1", "max_groups_fastr1"), _WHOLE),
    **dict.fromkeys(("background_exposures_min", "observation"), _WHOLE),
    "code": _CODES,
    "reason": ("it is so", "é" * 3, "x" * 10_000, "\u202e", "a\nb"),
    "target": ("NGC-1", "NGC-*", "*", "?", "[", "", "NGC-1-SKY"),
    "proposal": ("*.xml", "proposal.xml", "../*", "/", "**", "[!a]*", ""),
    "until": (
        date(2026, 11, 1),
        date(1, 1, 1),
        date(9999, 12, 31),
        "Cycle 6",
        "cycle 99",
        "2027-06-30",
    ),
    "fingerprint": ("0" * 32, "x", "", "f" * 64, "f" * 65),
    "observations": ([], [1, 2], [2], [10**30], [None]),
    "kind": ("aptcheck baseline", "aptcheck lock"),
    "schema_version": ("1", "2", 1),
}
