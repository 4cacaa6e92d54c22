"""Modes that aptcheck does not judge: slitless spectra, multi-object, time series, images.

The exposures of these templates are given (`tests.oracle.shots`); the file has only their names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aptcheck.testing import Document, leaf, mosaic, nest, other, time_series
from tests.oracle.of_modes.case import Case, Pairing

__all__ = ["CASES"]

_SERIES = {"special": [time_series()]}


def _pair(template: str, **fields: Any) -> Document:
    def make(number: int, target: int | str | None = None, **own: Any) -> Any:
        return other(number, template, target=target, **own)

    return Pairing(make=make, both={})(**fields)


def _field(name: str, text: str) -> Mapping[str, str]:
    return {"content": leaf(name, text)}


def _series(template: str) -> Case:
    return Case(
        document=_pair(template, both=_SERIES),
        level2={"1": "none"},
        alone=["tso3 of 1 x1"],
        says=["BKG114 warning"],
    )


def _like_images(template: str, *alone: str, **fields: Any) -> Case:
    """Attached at level 2; APT says that no background is needed, and aptcheck reports nothing."""
    return Case(document=_pair(template, **fields), level2={"1": "2 x1"}, alone=alone)


_ONE_PLAN = "two observations never share a shutter plan, as far as is known"
_NOT_JUDGED = "APT needs no background in the mode, and aptcheck does not judge it"
_IMAGES = ("image3 of 1 x1", "image3 of 2 x1")
_SLITLESS = ["spec3 of 1 x1 with 2 x1"]
_PLAN = nest("t:Exposure", leaf("t:MsaConfigFile", "jw01234002001_01_msa.fits"))

CASES = {
    "NIRISS WFSS": Case(
        document=_pair("NirissWfss"),
        level2={"1": "none, sources"},
        level3=_SLITLESS,
        says=["BKG120 warning"],
    ),
    "NIRISS WFSS, not linked": Case(
        document=_pair("NirissWfss", links=[]),
        level2={"1": "none, sources"},
        says=["BKG120 warning"],
    ),
    "NIRISS WFSS, not declared": Case(
        document=_pair("NirissWfss", science_target={"background": []}),
        level2={"1": "none, sources", "2": "none, sources"},
        apart="no background is needed",
    ),
    "NIRCam WFSS": Case(
        document=_pair("NircamWfss"),
        level2={"1": "none, sources"},
        level3=_SLITLESS,
        says=["BKG120 warning"],
    ),
    "NIRISS WFSS, another filter": Case(
        document=_pair("NirissWfss", sky=_field("niwfss:Pupil", "F200W")),
        level2={"1": "none, sources"},
        says=["BKG120 warning"],
    ),
    # The association with more members is kept; the one with a catalogue has four, one of them
    # science.
    "MIRI WFSS, four sky exposures": Case(
        document=_pair("MiriWfss", sky=_field("t:NumberOfPoints", "4")),
        level2={"1": "2 x4"},
        level3=["spec3 of 1 x1 with 2 x4"],
        says=["BKG120 error"],
        apart="attached in place of the source catalogue, without which there are no spectra",
    ),
    "MIRI WFSS, three sky exposures": Case(
        document=_pair("MiriWfss", sky=_field("t:NumberOfPoints", "3")),
        level2={"1": "2 x3 or none, sources"},
        level3=["spec3 of 1 x1 with 2 x3"],
        says=["BKG120 error"],
    ),
    "MIRI WFSS, two sky exposures": Case(
        document=_pair("MiriWfss", sky=_field("t:NumberOfPoints", "2")),
        level2={"1": "none, sources"},
        level3=["spec3 of 1 x1 with 2 x2"],
        says=["BKG120 error"],
    ),
    "MIRI WFSS, another subarray": Case(
        document=_pair(
            "MiriWfss",
            sky={"content": leaf("t:NumberOfPoints", 4) + leaf("t:Subarray", "BRIGHTSKY")},
        ),
        level2={"1": "none, sources"},
        level3=["spec3 of 1 x1 with 2 x4"],
        says=["BKG120 error"],
    ),
    "MIRI WFSS, not linked": Case(
        document=_pair("MiriWfss", links=[]), level2={"1": "none, sources"}, says=["BKG120 warning"]
    ),
    "MOS": Case(
        document=_pair("NirspecMOS", sky={"content": _PLAN.replace("t:", "nsmos:")}),
        level2={"1": "1 x2"},
        level3=["spec3 of 1 x3 with 2 x3"],
        says=["BKG121 warning"],
    ),
    "MOS with one plan": Case(
        document=_pair("NirspecMOS"),
        level2={"1": "1 x2 + 2 x3"},
        level3=["spec3 of 1 x3 with 2 x3"],
        says=["BKG121 warning"],
        apart=_ONE_PLAN,
    ),
    "MOS, another grating": Case(
        document=_pair("NirspecMOS", sky=_field("nsmos:Grating", "G395M")),
        level2={"1": "1 x2"},
        says=["BKG121 warning"],
    ),
    "MOS, not linked": Case(
        document=_pair("NirspecMOS", links=[]), level2={"1": "1 x2"}, says=["BKG121 warning"]
    ),
    "MOS, a science mosaic of two tiles": Case(
        document=_pair("NirspecMOS", science={"tiles": mosaic(1, 2)}),
        level2={"1": "1 x4 + 2 x3"},
        level3=["spec3 of 1 x6 with 2 x3"],
        says=["BKG121 warning"],
        apart=_ONE_PLAN,
    ),
    "MOS, the science is a time series": Case(
        document=_pair("NirspecMOS", science=_SERIES),
        level2={"1": "1 x2 + 2 x3"},
        says=["BKG114 warning"],
        apart=_ONE_PLAN,
    ),
    "MOS, one target on both sides": Case(
        document=_pair("NirspecMOS", science_target={"background": [1]}, sky={"target": 1}),
        level2={},
        alone=[],
        says=["BKG112 error"],
    ),
    "NIRSpec bright objects": _series("NirspecBrightObjectTimeSeries"),
    "NIRISS SOSS": _series("NirissSoss"),
    "NIRCam grism time series": _series("NircamGrismTimeSeries"),
    "NIRCam imaging": _like_images("NircamImaging", *_IMAGES),
    "NIRISS imaging": _like_images("NirissImaging", *_IMAGES),
    "NIRCam coronagraphy": _like_images("NircamCoron"),
    "NIRISS AMI": _like_images("NirissAmi"),
    "NIRCam imaging, another filter": Case(
        document=_pair("NircamImaging", sky=_field("nci:Filter", "F444W")),
        level2={"1": "none"},
        apart=_NOT_JUDGED,
    ),
    "NIRCam imaging, another pupil": Case(
        document=_pair("NircamImaging", sky=_field("nci:Pupil", "F405N")),
        level2={"1": "none"},
        apart=_NOT_JUDGED,
    ),
    "NIRCam imaging, another subarray": Case(
        document=_pair("NircamImaging", sky=_field("nci:Subarray", "SUB640")),
        level2={"1": "none"},
        apart=_NOT_JUDGED,
    ),
    "NIRCam imaging, time series": Case(
        document=_pair("NircamImaging", both=_SERIES),
        level2={"1": "none"},
        alone=["tso3 of 1 x1"],
        says=["BKG114 warning"],
    ),
}
