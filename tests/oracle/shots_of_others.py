"""The exposures of templates that aptcheck knows only by name; the tests supply them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lxml import etree

from tests.oracle.shot import Shot, leading

__all__ = ["OTHERS"]


def _stated(*fixed: Shot) -> Callable[[etree._Element], Iterator[Shot]]:
    """Make a reader for a template that aptcheck knows only by name.

    The exposures are given; a filter, pupil, grating, subarray, plan or number of points in the
    file replaces that of the last one.
    """

    def read(template: etree._Element) -> Iterator[Shot]:
        fields = {
            "filter": "Filter",
            "pupil": "Pupil",
            "grating": "Grating",
            "subarray": "Subarray",
            "plan": "MsaConfigFile",
        }
        found = {field: template.findtext(f".//{{*}}{name}") for field, name in fields.items()}
        said = {field: text for field, text in found.items() if text}
        points = leading(template.findtext(".//{*}NumberOfPoints"), fixed[-1].positions)
        yield from fixed[:-1]
        for position in range(1, points + 1):
            yield Shot(**vars(fixed[-1]) | said | {"position": position, "positions": points})

    return read


_NIRISS: dict[str, Any] = {"detector": "NIS", "pupil": "F150W"}
_NIRCAM: dict[str, Any] = {"detector": "NRCALONG", "filter": "F322W2"}

OTHERS: Mapping[str, Callable[[etree._Element], Iterator[Shot]]] = {
    "NirspecBrightObjectTimeSeries": _stated(
        Shot(
            exposure_type="NRS_BRIGHTOBJ",
            detector="NRS1",
            grating="G395M",
            filter="F290LP",
            slit="S1600A1",
            subarray="SUB2048",
        )
    ),
    "NirissSoss": _stated(
        Shot(
            exposure_type="NIS_SOSS",
            detector="NIS",
            filter="CLEAR",
            pupil="GR700XD",
            subarray="SUBSTRIP256",
        )
    ),
    "NircamGrismTimeSeries": _stated(
        Shot(exposure_type="NRC_TSGRISM", pupil="GRISMR", subarray="SUBGRISM256", **_NIRCAM)
    ),
    "NircamImaging": _stated(Shot(exposure_type="NRC_IMAGE", pupil="CLEAR", **_NIRCAM)),
    "NircamCoron": _stated(
        Shot(exposure_type="NRC_CORON", pupil="MASKRND", subarray="SUB320A335R", **_NIRCAM)
    ),
    "NirissImaging": _stated(Shot(exposure_type="NIS_IMAGE", filter="CLEAR", **_NIRISS)),
    "NirissAmi": _stated(
        Shot(exposure_type="NIS_AMI", detector="NIS", filter="F380M", pupil="NRM", subarray="SUB80")
    ),
    "NirissWfss": _stated(
        Shot(exposure_type="NIS_IMAGE", filter="CLEAR", **_NIRISS),
        Shot(exposure_type="NIS_WFSS", filter="GR150R", **_NIRISS),
    ),
    "NircamWfss": _stated(
        Shot(exposure_type="NRC_IMAGE", pupil="CLEAR", **_NIRCAM),
        Shot(exposure_type="NRC_WFSS", pupil="GRISMR", **_NIRCAM),
    ),
    # No file seen has the name of this template.
    "MiriWfss": _stated(
        Shot(exposure_type="MIR_IMAGE", detector="MIRIMAGE", filter="F770W"),
        Shot(exposure_type="MIR_WFSS", detector="MIRIMAGE", filter="P750L"),
    ),
    "NirspecMOS": _stated(
        Shot(
            exposure_type="NRS_MSASPEC",
            detector="NRS1",
            grating="G235M",
            filter="F170LP",
            pattern="3-SHUTTER-SLITLET",
            positions=3,
            plan="jw01234001001_01_msa.fits",
        )
    ),
}
