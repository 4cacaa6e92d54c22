"""Proposals expanded to association pools for the pipeline's generator.

The expansion reads the XML itself and shares no code with aptcheck; otherwise the comparison would
be circular. A row of a pool is one exposure of one detector at one mosaic tile and dither position.

How the ground system forms candidates is not public. This uses the list of background observations
that APT prints: one BACKGROUND candidate for each science observation, holding it and every
observation of a target it lists that shares a non-interruptible link with it; BKGDTARG is T on
every target that another lists, or that lists itself. An observation with PSF references and those
of its target that name the same ones share a CORONAGRAPHY candidate with them.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tests.oracle.shot import Shot, leading
from tests.oracle.shots import DETECTORS, shots

Setting = tuple[str, ...]
"""The columns of an exposure that make up its mode's setting: for the MRS, grating and arm."""

Attached = dict[tuple[int, Setting], frozenset[int]]
"""The observations attached as background, for every science observation and setting."""

NOT_OBSERVED = {"WITHDRAWN", "SKIPPED", "FAILED"}
ARMS = {detector: arm for arm, detector in DETECTORS.items()}
#: The masks of a coronagraph, by exposure type.
MASKS = {"MIR_4QPM": "FOUR_QPM", "MIR_LYOT": "LYOT"}
#: What makes up a setting, by exposure type; for any other it is the filter.
SETTINGS = {
    "NRS_IFU": ("grating", "filter"),
    "NRS_FIXEDSLIT": ("slit", "grating", "filter"),
    "NRS_MSASPEC": ("grating", "filter"),
}


@dataclass(frozen=True, kw_only=True)
class Row(Shot):
    """One line of a pool."""

    observation: int
    target: int
    background: bool
    candidates: tuple[tuple[str, str], ...]
    tile: int
    time_series: bool

    @property
    def setting(self) -> Setting:
        """The setting of its mode."""
        if self.exposure_type == "MIR_MRS":
            return self.band, ARMS[self.detector]
        if self.exposure_type in MASKS:
            return MASKS[self.exposure_type], self.filter
        parts = SETTINGS.get(self.exposure_type, ("filter",))
        return tuple(getattr(self, part) for part in parts)


def proposal_bytes(path: Path) -> bytes:
    """Return the XML of a proposal file, extracted if it is in an archive."""
    if path.suffix != ".aptx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".xml"))
        return archive.read(name)


def expand(xml: bytes, target_groups: Sequence[frozenset[int]] = ()) -> list[Row]:
    """Expand a proposal to the rows of its pool.

    Members of one target group count as linked. No public file shows how APT writes such a group,
    so the groups are passed in.
    """
    root = etree.fromstring(xml, etree.XMLParser(huge_tree=True, resolve_entities=False))
    listing = {
        leading(entry.findtext("{*}Number")): [
            leading(listed.text) for listed in entry.iterfind("{*}BackgroundTargets")
        ]
        for entry in root.iterfind("{*}Targets/{*}Target")
    }
    flagged = {number for numbers in listing.values() for number in numbers}
    observations = {
        leading(element.findtext("{*}Number")): element
        for element in root.iterfind("{*}DataRequests//{*}Observation[{*}Number]")
    }
    lost = _not_observed(root, observations)
    live = {number: element for number, element in observations.items() if number not in lost}
    targets = {number: leading(e.findtext("{*}TargetID")) for number, e in live.items()}
    linked = [*_links(root), *_as_links(target_groups, targets)]
    candidates: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for place, (kind, members) in enumerate(
        [*_backgrounds(targets, listing, linked), *_references(live, targets)]
    ):
        for member in members:
            candidates[member].append((f"c{1000 + place}", kind))
    return [
        Row(
            **vars(shot),
            observation=number,
            target=targets[number],
            background=targets[number] in flagged,
            candidates=((f"o{number:03d}", "OBSERVATION"), *candidates[number]),
            tile=tile,
            time_series=element.find("{*}SpecialRequirements/{*}TimeSeriesObservation") is not None,
        )
        for number, element in live.items()
        for tile in _tiles(element)
        for shot in shots(element)
    ]


def _backgrounds(
    targets: Mapping[int, int], listing: Mapping[int, Sequence[int]], linked: Sequence[set[int]]
) -> Iterator[tuple[str, list[int]]]:
    for science, target in targets.items():
        skies = {
            other
            for members in linked
            if science in members
            for other in members
            if other != science and targets.get(other) in listing.get(target, [])
        }
        if skies:
            yield "BACKGROUND", [science, *sorted(skies)]


def _references(
    live: Mapping[int, etree._Element], targets: Mapping[int, int]
) -> Iterator[tuple[str, list[int]]]:
    """Yield the observations of one target with the PSF references that they name."""
    sets: dict[tuple[int, frozenset[int]], list[int]] = defaultdict(list)
    for number, element in live.items():
        named = element.iterfind("{*}Template/{*}MiriCoron/{*}PsfReferenceObservation")
        references = frozenset(_members(name.text or "" for name in named) & live.keys())
        if references:
            sets[targets[number], references].append(number)
    for (_, references), sciences in sets.items():
        yield "CORONAGRAPHY", [*sciences, *sorted(references)]


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
        yield _members(member.text or "" for member in link.iterfind("{*}Observation"))


def _members(names: Iterable[str]) -> set[int]:
    """Return the numbers of observations as links and forms name them."""
    found = [re.search(r"\(Obs (\d+)\)\s*$|^Observation (\d+)$", name) for name in names]
    return {int(match[1] or match[2]) for match in found if match}


def _as_links(
    target_groups: Sequence[frozenset[int]], targets: Mapping[int, int]
) -> Iterator[set[int]]:
    for group in target_groups:
        yield {number for number, target in targets.items() if target in group}


def _tiles(observation: etree._Element) -> list[int]:
    states = [
        (leading(tile.get("TileNumber")), tile.findtext("{*}TileState"))
        for tile in observation.iterfind("{*}MosaicParameters/{*}MosaicTiles")
    ]
    return [number for number, state in states if state != "Tile Removed"] or [1]
