"""Proposals expanded to association pools, and what the pipeline's generator makes of them.

The expansion reads the XML itself and shares nothing with aptcheck, or the comparison would be a
circle. A row of a pool is one exposure of one detector at one mosaic tile; dithers repeat a row
without changing what it is associated with, so one position stands for all.

How the ground system forms background candidates is not public. Taken here is the list of background
observations that APT prints: one BACKGROUND candidate for each science observation, holding it and
every observation of a target it lists that shares a non-interruptible link with it; BKGDTARG is T on every target that another lists, or that
lists itself.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

Setting = tuple[str, str]
"""Grating (SHORT, MEDIUM, LONG) and detector arm (LONG, SHORT)."""

Attached = dict[tuple[int, Setting], frozenset[int]]
"""For every science observation and setting the observations attached as its background."""

GRATINGS = ("SHORT", "MEDIUM", "LONG")
DETECTORS = {"LONG": "MIRIFULONG", "SHORT": "MIRIFUSHORT"}
OTHER_TEMPLATES = {
    "MiriImaging": ("MIR_IMAGE", "MIRIMAGE"),
    "MiriLRS": ("MIR_LRS-FIXEDSLIT", "MIRIMAGE"),
}
NOT_OBSERVED = {"WITHDRAWN", "SKIPPED", "FAILED"}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a pool."""

    observation: int
    exposure_type: str
    detector: str
    band: str = "NULL"
    target: int
    background: bool
    candidates: tuple[tuple[str, str], ...]
    tile: int
    subarray: str
    time_series: bool
    filter: str = "NULL"

    @property
    def setting(self) -> Setting:
        """Grating and arm of an MRS row."""
        arms = {detector: arm for arm, detector in DETECTORS.items()}
        return self.band, arms[self.detector]


def proposal_bytes(path: Path) -> bytes:
    """Return the XML of a proposal file, out of its archive where it is in one."""
    if path.suffix != ".aptx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".xml"))
        return archive.read(name)


def expand(xml: bytes, target_groups: Sequence[frozenset[int]] = ()) -> list[Row]:
    """Expand a proposal to the rows of its pool.

    Members of one target group are linked as if by a link; no public file shows how APT writes
    such a group, so the groups come from outside.
    """
    root = etree.fromstring(xml, etree.XMLParser(huge_tree=True, resolve_entities=False))
    listing = {
        _leading(entry.findtext("{*}Number")): [
            _leading(listed.text) for listed in entry.iterfind("{*}BackgroundTargets")
        ]
        for entry in root.iterfind("{*}Targets/{*}Target")
    }
    flagged = {number for numbers in listing.values() for number in numbers}
    observations = {
        _leading(element.findtext("{*}Number")): element
        for element in root.iterfind("{*}DataRequests//{*}Observation[{*}Number]")
    }
    lost = _not_observed(root, observations)
    live = {number: element for number, element in observations.items() if number not in lost}
    targets = {number: _leading(e.findtext("{*}TargetID")) for number, e in live.items()}
    linked = [*_links(root), *_as_links(target_groups, targets)]
    candidates: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for place, (science, target) in enumerate(targets.items()):
        skies = {
            other
            for members in linked
            if science in members
            for other in members
            if other != science and targets.get(other) in listing.get(target, [])
        }
        if skies and _template(live[science]) == "MiriMRS":
            for member in (science, *skies):
                candidates[member].append((f"c{1000 + place}", "BACKGROUND"))
    return [
        Row(
            observation=number,
            target=targets[number],
            background=targets[number] in flagged,
            candidates=((f"o{number:03d}", "OBSERVATION"), *candidates[number]),
            tile=tile,
            time_series=element.find("{*}SpecialRequirements/{*}TimeSeriesObservation") is not None,
            exposure_type=exposure_type,
            detector=detector,
            band=band,
            subarray=subarray,
            filter=image_filter,
        )
        for number, element in live.items()
        for tile in _tiles(element)
        for exposure_type, detector, band, subarray, image_filter in _exposures(element)
    ]


def _leading(text: str | None) -> int:
    """Read the number in front of `2 NAME`; 0 where there is none."""
    found = re.match(r"\s*(\d+)", text or "")
    return int(found[1]) if found else 0


def _template(observation: etree._Element) -> str:
    template = observation.find("{*}Template/*")
    return "" if template is None else etree.QName(template).localname


def _not_observed(root: etree._Element, observations: Mapping[int, etree._Element]) -> set[int]:
    states: dict[int, dict[int, str]] = defaultdict(dict)
    for status in root.iterfind("{*}VisitStatuses/{*}VisitStatus"):
        visit = status.get("VisitId", "")
        states[int(visit[5:8])][int(visit[8:11])] = status.get("Status", "")
    lost = set()
    for number, element in observations.items():
        visits = [int(visit.get("Number", "0")) for visit in element.iterfind("{*}Visit")]
        if visits and all(states[number].get(visit) in NOT_OBSERVED for visit in visits):
            lost.add(number)
    return lost


def _links(root: etree._Element) -> Iterator[set[int]]:
    links = "{*}LinkingRequirements/{*}GroupWithinLink[@NonInterruptible='true']"
    for link in root.iterfind(links):
        names = [member.text or "" for member in link.iterfind("{*}Observation")]
        found = [re.search(r"\(Obs (\d+)\)\s*$|^Observation (\d+)$", name) for name in names]
        yield {int(match[1] or match[2]) for match in found if match}


def _as_links(
    target_groups: Sequence[frozenset[int]], targets: Mapping[int, int]
) -> Iterator[set[int]]:
    for group in target_groups:
        yield {number for number, target in targets.items() if target in group}


def _tiles(observation: etree._Element) -> list[int]:
    states = [
        (_leading(tile.get("TileNumber")), tile.findtext("{*}TileState"))
        for tile in observation.iterfind("{*}MosaicParameters/{*}MosaicTiles")
    ]
    return [number for number, state in states if state != "Tile Removed"] or [1]


def _exposures(observation: etree._Element) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield exposure type, detector, band, subarray and filter of every exposure."""
    name = _template(observation)
    if name in OTHER_TEMPLATES:
        yield (*OTHER_TEMPLATES[name], "NULL", "FULL", "F1000W")
    if name != "MiriMRS":
        return
    template = observation.find("{*}Template/{*}MiriMRS")
    assert template is not None
    subarray = template.findtext("{*}Subarray") or "FULL"
    for exposure in template.iterfind("{*}ExposureList/{*}Exposure"):
        wavelength = (
            exposure.findtext("{*}Wavelength") or template.findtext("{*}Wavelength") or ""
        ).upper()
        bands = [band for band in GRATINGS if wavelength.startswith((band, "ALL"))]
        for band in bands if template.findtext("{*}Detector") != "IMAGER" else ():
            for arm, detector in DETECTORS.items():
                own = exposure.findtext(f"{{*}}Subarray{arm.title()}")
                yield "MIR_MRS", detector, band, own or subarray, "NULL"
        if image_filter := exposure.findtext("{*}Filter"):
            yield "MIR_IMAGE", "MIRIMAGE", "NULL", subarray, image_filter


def pool_text(rows: Sequence[Row]) -> str:
    """Write a pool as the generator reads it; an exposure's file name tells its place in the pool."""
    header = (
        "FILENAME|PROGRAM|OBS_NUM|EXP_TYPE|INSTRUME|DETECTOR|TARGETID|PNTGTYPE|BAND|"
        "ASN_CANDIDATE|MOSTILNO|BKGDTARG|SUBARRAY|TSOVISIT|FILTER"
    )
    lines = [
        (
            f"jw01234{row.observation:03d}001_02101_{place:05d}_{row.detector.lower()}_uncal.fits",
            "01234",
            f"{row.observation:03d}",
            row.exposure_type,
            "MIRI",
            row.detector,
            row.target,
            "SCIENCE",
            row.band,
            list(row.candidates),
            row.tile,
            "T" if row.background else "F",
            row.subarray,
            "T" if row.time_series else "F",
            row.filter,
        )
        for place, row in enumerate(rows)
    ]
    return "\n".join([header, *("|".join(map(str, line)) for line in lines)])


def place_of(exposure: str) -> int:
    """Return the place in the pool of an exposure that the generator names."""
    return int(exposure.split("_")[2])
