"""Skies that science targets are to list, and target entries of their own for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aptcheck.edit import AddCopy, Element
from aptcheck.model.epoch import position_at
from aptcheck.remedies.parts import add_element, set_field
from aptcheck.remedies.versions import BACKGROUND_LIST, too_old
from aptcheck.wording.coordinates import apt_position

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.edit import Edit, Unwritten
    from aptcheck.model import Observation, Proposal, Target

__all__ = ["SKY_KEYWORD", "OwnEntry", "declaring_edits", "no_list", "own_entry"]

#: What JDox asks a sky entry to be ("MIRI MRS Dedicated Sky Observations", read 2026-11).
SKY_CATEGORY: Final = "Calibration"
SKY_KEYWORD: Final = "Telescope/sky background"

#: JDox, "JWST APT Fixed Targets" (read 2026-11): number and length of the name of a target.
_LAST_NUMBER: Final = 999
_LONGEST_NAME: Final = 31
_NAME = re.compile(r"[A-Za-z0-9.+_-]{2,31}")


def no_list(proposal: Proposal) -> Unwritten | None:
    """Return why a target cannot list a background in a file as old as this; else None."""
    return too_old(proposal, BACKGROUND_LIST, "a background in the entry of a target")


def declaring_edits(
    targets: Iterable[Target], skies: Iterable[tuple[int | None, str]]
) -> tuple[Edit | None, ...]:
    """Return the edits that tick the checkbox of some targets and list skies, (number, name).

    What is ticked or listed already stays as it is.
    """
    skies = tuple(skies)
    edits: list[Edit | None] = []
    for target in {id(target): target for target in targets}.values():
        if not target.background_required:
            edits.append(set_field(target, "BackgroundTargetReq", "true"))
        have = {reference.number for reference in target.backgrounds}
        for number, name in skies:
            if number is None or number == target.number:
                edits.append(None)
            elif number not in have:
                listed = Element("BackgroundTargets", f"{number} {name}")
                edits.append(add_element(target, listed))
    return tuple(edits)


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnEntry:
    """A target entry of its own for skies that are on the entry of their science."""

    number: int
    name: str
    edits: tuple[Edit | None, ...]


def own_entry(
    proposal: Proposal,
    target: Target,
    skies: Iterable[Observation],
    year: float,
    *,
    imaged: bool = False,
) -> OwnEntry | None:
    """Return a copy of a fixed target as the entry of some sky observations.

    It is called sky by its category and keyword, is extended, and stands still where the target is
    at a Julian year. With the imager on the target (``imaged``) it is the target: it keeps its
    category and moves along. None where there is no number or name left for it, or the target is
    not a fixed one.
    """
    last = max(
        (one for one in proposal.targets if one.place.element is not None),
        key=lambda one: one.place.element or 0,
        default=None,
    )
    number = max((one.number or 0 for one in proposal.targets), default=0) + 1
    name = _new_name(proposal, target.name)
    element = target.place.element
    if last is None or last.place.element is None or element is None or name is None:
        return None
    if target.kind != "FixedTargetType" or number > _LAST_NUMBER:
        return None
    fields: dict[str, str | None] = {
        "Number": str(number),
        "TargetName": name,
        "TargetArchiveName": None,
        "TargetID": name,
        "Comments": None,
        "Extended": "YES",
        "BackgroundTargetReq": "false",
        "BackgroundTargets": None,
    }
    coordinates = None
    if not imaged:
        fields |= {"Category": SKY_CATEGORY, "Keywords": SKY_KEYWORD}
        if target.motion.moves or target.motion.unread:
            place = position_at(target, year)
            if place is None:
                return None
            coordinates = apt_position(*place)
            fields |= {"AnnualParallax": None, "Epoch": None}
            fields |= dict.fromkeys(
                (
                    "RAProperMotion",
                    "DecProperMotion",
                    "RAProperMotionUnits",
                    "DecProperMotionUnits",
                ),
                "",
            )
    copy = AddCopy(element, last.place.element, tuple(fields.items()), coordinates)
    pointed = [set_field(sky, "TargetID", f"{number} {name}") for sky in skies]
    return OwnEntry(number=number, name=name, edits=(copy, *pointed))


def _new_name(proposal: Proposal, name: str) -> str | None:
    """Return NAME-SKY, or NAME-SKY2 and so on; None where the name is none that APT allows."""
    taken = {target.name.upper() for target in proposal.targets}
    if not _NAME.fullmatch(name):
        return None
    for ending in ("-SKY", *(f"-SKY{count}" for count in range(2, 100))):
        new = name[: _LONGEST_NAME - len(ending)] + ending
        if new.upper() not in taken:
            return new
    return None
