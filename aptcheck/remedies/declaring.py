"""Background targets that science targets should list, and new targets for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aptcheck.edit import AddCopy, Element
from aptcheck.model.epoch import position_at
from aptcheck.remedies.no_motion import no_motion
from aptcheck.remedies.parts import LONGEST_TEXT, add_element, set_field
from aptcheck.remedies.versions import BACKGROUND_LIST, too_old
from aptcheck.wording.coordinates import apt_position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aptcheck.background.graph import Graph
    from aptcheck.edit import Edit, Unwritten
    from aptcheck.model import Observation, Proposal, Target

__all__ = ["NewEntries", "OwnEntry", "declaring_edits", "may_list", "no_list"]

#: Required of a background target by JDox ("MIRI MRS Dedicated Sky Observations", read 2026-11).
_SKY_CATEGORY: Final = "Calibration"
_SKY_KEYWORD: Final = "Telescope/sky background"

#: JDox, "JWST APT Fixed Targets" (read 2026-11): largest number and longest name of a target.
_LAST_NUMBER: Final = 999
_LONGEST_NAME: Final = 31
_NAME = re.compile(r"[A-Za-z0-9.+_-]{2,31}")


def no_list(proposal: Proposal) -> Unwritten | None:
    """Return why a target cannot list a background in a file as old as this; else None."""
    return too_old(proposal, BACKGROUND_LIST, "the backgrounds of a target")


def may_list(graph: Graph, targets: Iterable[Target], skies: Iterable[Target | None]) -> bool:
    """Whether targets may list backgrounds: no target is one, and no background is science."""
    listed = any(target.number in graph.listed for target in targets)
    return not listed and not any(sky is not None and sky.asks_for_background for sky in skies)


def declaring_edits(
    targets: Iterable[Target], skies: Iterable[tuple[int | None, str]]
) -> tuple[Edit | None, ...]:
    """Return the edits that tick the checkbox of targets and list backgrounds (number, name).

    Whatever is already ticked or listed stays.
    """
    skies = tuple(skies)
    entries = [Element("BackgroundTargets", f"{number} {name}") for number, name in skies]
    edits: list[Edit | None] = []
    for target in {id(target): target for target in targets}.values():
        if not target.background_required:
            edits.append(set_field(target, "BackgroundTargetReq", "true"))
        have = {reference.number for reference in target.backgrounds}
        for (number, name), listed in zip(skies, entries, strict=True):
            if number is None or number == target.number or len(name) > LONGEST_TEXT:
                edits.append(None)
            elif number not in have:
                edits.append(add_element(target, listed))
    return tuple(edits)


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnEntry:
    """A separate target for backgrounds that point at a science target."""

    number: int
    name: str
    edits: tuple[Edit | None, ...]


class NewEntries:
    """The targets to add to a proposal, each with its number and its name."""

    def __init__(self, proposal: Proposal) -> None:
        self._proposal = proposal
        self._last = max(
            (target.place.element or 0 for target in proposal.targets),
            default=0,
        )
        self._number = max(_numbers(proposal), default=0)
        # the numbers of groups are not read
        self._has_groups = any("TargetGroup" in f"{o.field} {o.text}" for o in proposal.oddities)
        self._names = {target.name.upper() for target in proposal.targets}

    def sky(self, target: Target, skies: Iterable[Observation], year: float) -> OwnEntry | None:
        """Return a copy of a fixed target as the target of some background observations.

        It has the background category and keyword, is extended, and does not move: it is where the
        target is at a Julian year. None if no number or name is left, the target is not fixed, or
        its position then is not known.
        """
        fields: dict[str, str | None] = {"Category": _SKY_CATEGORY, "Keywords": _SKY_KEYWORD}
        coordinates = None
        if target.motion.moves or target.motion.unread:
            place = position_at(target, year)
            if place is None:
                return None
            coordinates = apt_position(*place)
            fields |= {"AnnualParallax": None, "Epoch": None, **no_motion(self._proposal)}
        return self._copied(target, skies, fields, coordinates)

    def clone(self, target: Target, imaging: Iterable[Observation]) -> OwnEntry | None:
        """Return a copy of a target for observations with the imager on it.

        It keeps category and motion. None as for `sky`.
        """
        return self._copied(target, imaging, {}, None)

    def _copied(
        self,
        target: Target,
        observations: Iterable[Observation],
        fields: dict[str, str | None],
        coordinates: str | None,
    ) -> OwnEntry | None:
        number, name = self._number + 1, self._new_name(target.name)
        element = target.place.element
        if element is None or name is None or number > _LAST_NUMBER or self._has_groups:
            return None
        if target.kind != "FixedTargetType":
            return None
        self._number = number
        self._names.add(name.upper())
        fields = {
            "Number": str(number),
            "TargetName": name,
            "TargetArchiveName": None,
            "TargetID": name,
            "Comments": None,
            "Extended": "YES",
            **fields,
            "BackgroundTargetReq": "false",
            "BackgroundTargets": None,
        }
        copy = AddCopy(element, self._last, tuple(fields.items()), coordinates)
        pointed = [set_field(one, "TargetID", f"{number} {name}") for one in observations]
        return OwnEntry(number=number, name=name, edits=(copy, *pointed))

    def _new_name(self, name: str) -> str | None:
        """Return NAME-SKY, or NAME-SKY2 and so on; None if APT does not allow the name."""
        if not _NAME.fullmatch(name):
            return None
        for ending in ("-SKY", *(f"-SKY{count}" for count in range(2, 100))):
            new = name[: _LONGEST_NAME - len(ending)] + ending
            if new.upper() not in self._names:
                return new
        return None


def _numbers(proposal: Proposal) -> Iterator[int]:
    """Yield the numbers of all targets, including those mentioned but missing in the file."""
    for target in proposal.targets:
        yield target.number or 0
        yield from (reference.number or 0 for reference in target.backgrounds)
    for observation in proposal.observations:
        yield observation.target_number or 0
        star = observation.acquisition.target if observation.acquisition is not None else None
        yield (star.number if star is not None else None) or 0
