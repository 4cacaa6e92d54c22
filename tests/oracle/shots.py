"""The exposures of an observation, as columns of an association pool.

Read from the XML itself, without aptcheck. A shot is one exposure of one detector at one dither
position. The MRS has one position for all: its dithers repeat a row without changing its
associations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from tests.oracle.shot import Shot, leading, template_name
from tests.oracle.shots_of_others import OTHERS

__all__ = ["DETECTORS", "shots"]

GRATINGS = ("SHORT", "MEDIUM", "LONG")
DETECTORS = {"LONG": "MIRIFULONG", "SHORT": "MIRIFUSHORT"}
#: FITS SUBARRAY of a coronagraph, by its filter.
MASKS = {"F1065C": "MASK1065", "F1140C": "MASK1140", "F1550C": "MASK1550", "F2300C": "MASKLYOT"}
#: Gratings and filters whose spectra fall on both detectors of NIRSpec.
ON_BOTH = {("G140H", "F100LP"), ("G235H", "F170LP"), ("G395H", "F290LP")}


def shots(observation: etree._Element) -> Iterator[Shot]:
    """Yield the exposures of an observation; none for a template without a reader."""
    template = observation.find("{*}Template/*")
    if template is not None and (reader := READERS.get(template_name(observation))):
        yield from reader(template)


def _repeated(points: int, line: etree._Element) -> Iterator[int]:
    """Yield each dither position as often as MIRI exposes it."""
    for position in range(1, points + 1):
        yield from [position] * leading(line.findtext("{*}Exposures"), 1)


def _mrs(template: etree._Element) -> Iterator[Shot]:
    subarray = template.findtext("{*}Subarray") or "FULL"
    for exposure in template.iterfind("{*}ExposureList/{*}Exposure"):
        wavelength = (
            exposure.findtext("{*}Wavelength") or template.findtext("{*}Wavelength") or ""
        ).upper()
        bands = [band for band in GRATINGS if wavelength.startswith((band, "ALL"))]
        for band in bands if template.findtext("{*}Detector") != "IMAGER" else ():
            for arm, detector in DETECTORS.items():
                own = exposure.findtext(f"{{*}}Subarray{arm.title()}")
                yield Shot(
                    exposure_type="MIR_MRS",
                    detector=detector,
                    band=band,
                    subarray=own or subarray,
                )
        if image_filter := exposure.findtext("{*}Filter"):
            yield Shot(
                exposure_type="MIR_IMAGE",
                detector="MIRIMAGE",
                filter=image_filter,
                subarray=subarray,
            )


def _imaging(template: etree._Element) -> Iterator[Shot]:
    patterns = list(template.iterfind("{*}Dithers/{*}DitherSpecification"))
    for part, line in enumerate(template.iterfind("{*}Filters/{*}FilterConfig"), 1):
        named = re.fullmatch(r"Dither (\d+)", line.findtext("{*}Dither") or "")
        dither = patterns[int(named[1]) - 1] if named else None
        kind, points = ("NONE", 1) if dither is None else _image_dither(dither)
        for position in _repeated(points, line):
            yield Shot(
                exposure_type="MIR_IMAGE",
                detector="MIRIMAGE",
                filter=line.findtext("{*}Filter") or "NULL",
                subarray=template.findtext("{*}Subarray") or "FULL",
                pattern=kind,
                position=position,
                positions=points,
                part=part,
            )


def _image_dither(dither: etree._Element) -> tuple[str, int]:
    kind = (dither.findtext("{*}DitherType") or "NONE").upper()
    sets = leading(dither.findtext("{*}NumberOfSets"), 1) if kind.endswith("SETS") else 1
    return kind, sets * leading(kind, leading(dither.findtext("{*}NumberOfPoints"), 1))


def _coronagraphy(template: etree._Element) -> Iterator[Shot]:
    kind = template.findtext("{*}Dither") or "NONE"
    twice = 2 if template.findtext("{*}SecondExposure") == "YES" else 1
    points = twice * leading(kind, 2 if kind == "BACKGROUND" else 1)
    for part, line in enumerate(template.iterfind("{*}Filters/{*}FilterConfig"), 1):
        name = line.findtext("{*}Filter") or "NULL"
        for position in _repeated(points, line):
            yield Shot(
                exposure_type="MIR_LYOT" if line.findtext("{*}Mask") == "LYOT" else "MIR_4QPM",
                detector="MIRIMAGE",
                filter=name,
                subarray=MASKS.get(name, "FULL"),
                pattern=kind,
                position=position,
                positions=points,
                psf=template.findtext("{*}PsfReference") == "true",
                part=part,
            )


def _lrs(template: etree._Element) -> Iterator[Shot]:
    subarray = template.findtext("{*}Subarray") or "FULL"
    kind = (template.findtext("{*}DitherType") or "NONE").upper().replace(" ", "-")
    steps = [
        leading(template.findtext(f"{{*}}NumberOf{axis}Steps"), 1)
        for axis in ("Spectral", "Spatial")
    ]
    points = {"ALONG-SLIT-NOD": 2, "MAPPING": steps[0] * steps[1]}.get(kind, 1)
    for position in _repeated(points, template):
        yield Shot(
            exposure_type="MIR_LRS-SLITLESS" if "SLITLESS" in subarray else "MIR_LRS-FIXEDSLIT",
            detector="MIRIMAGE",
            filter="P750L",
            subarray=subarray,
            pattern=kind,
            position=position,
            positions=points,
        )


def _ifu(template: etree._Element) -> Iterator[Shot]:
    kind = template.findtext("{*}DitherType") or "NONE"
    points = leading(kind, leading(template.findtext("{*}NumberOfPoints"), 1))
    listed = template.findtext("{*}Points")
    if kind == "SPARSE-CYCLING" and listed:
        points = len(re.findall(r"\d+", listed))
    for part, exposure in enumerate(template.iterfind("{*}Exposures/{*}Exposure"), 1):
        grating, name = _grating_and_filter(exposure)
        dithered = exposure.findtext("{*}Dither") != "false"
        for detector in ("NRS1", "NRS2") if (grating, name) in ON_BOTH else ("NRS1",):
            for position in range(1, (points if dithered else 1) + 1):
                yield Shot(
                    exposure_type="NRS_IFU",
                    detector=detector,
                    grating=grating,
                    filter=name,
                    pattern=kind if dithered else "NONE",
                    position=position,
                    positions=points if dithered else 1,
                    imprint=exposure.findtext("{*}Leakcal") == "true",
                    part=part,
                )


def _fixed_slits(template: etree._Element) -> Iterator[Shot]:
    primary = leading((template.findtext("{*}PrimaryPositions") or "").removeprefix("P_"), 1)
    subpixel = template.findtext("{*}SubpixelPattern") or "NONE"
    # How many points a pattern has does not matter; only that of NONE is known.
    subpixels = {"NONE": 1, "BOTH": 4}.get(subpixel, 2)
    slit = template.findtext("{*}Slit") or "NULL"
    for part, exposure in enumerate(template.iterfind("{*}Exposures/{*}Exposure"), 1):
        grating, name = _grating_and_filter(exposure)
        detectors = ("NRS1", "NRS2") if (grating, name) in ON_BOTH else ("NRS1",)
        for detector in ("NRS2",) if slit == "S200B1" else detectors:
            for position in range(1, primary * subpixels + 1):
                yield Shot(
                    exposure_type="NRS_FIXEDSLIT",
                    detector=detector,
                    grating=grating,
                    filter=name,
                    slit=slit,
                    subarray=template.findtext("{*}Subarray") or "NULL",
                    pattern=f"{primary}-POINT-NOD" if primary > 1 else "NONE",
                    position=position,
                    positions=primary * subpixels,
                    subpixels=subpixels,
                    part=part,
                )


def _grating_and_filter(exposure: etree._Element) -> tuple[str, str]:
    return exposure.findtext("{*}Grating") or "NULL", exposure.findtext("{*}Filter") or "NULL"


READERS: Mapping[str, Callable[[etree._Element], Iterator[Shot]]] = {
    "MiriMRS": _mrs,
    "MiriImaging": _imaging,
    "MiriCoron": _coronagraphy,
    "MiriLRS": _lrs,
    "NirspecIFUSpectroscopy": _ifu,
    "NirspecFixedSlitSpectroscopy": _fixed_slits,
    **OTHERS,
}
