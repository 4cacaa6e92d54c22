"""Which backgrounds are taken at a single position."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.errors import Unknown
from aptcheck.modes.positions import distinct_positions, fewest_positions
from aptcheck.modes.ramps import ramps_of
from aptcheck.rules import NotChecked, applies
from aptcheck.rules.dithers.nods_against_sky import lost_to_nods
from aptcheck.wording import Reason, in_form

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping

    from aptcheck.background.pairs import Pairs
    from aptcheck.background.sharing import SharedSkies
    from aptcheck.finding import SeverityWord
    from aptcheck.model import Observation, Proposal
    from aptcheck.modes.mode import Mode
    from aptcheck.modes.ramp import Setting
    from aptcheck.rules import Context

__all__ = [
    "at_one_position",
    "dither_them",
    "each_one",
    "harm",
    "in_filters",
    "is_at_one_position",
    "severity_at_one_position",
]


def at_one_position(
    skies: Iterable[SharedSkies], pairs: Pairs, context: Context
) -> Generator[NotChecked, None, list[SharedSkies]]:
    """Return the backgrounds with one position in all; yield what cannot be counted.

    ``pairs`` are all that the rule judges. Images are counted in each filter. Ends the rule where
    no background has an exposure, where none is subtracted, or where each is lost to nods anyway.
    """
    proposal, mode = context.graph.proposal, context.mode
    skies = [one for one in skies if mode.name == "miri-mrs" or one.is_subtracted]
    applies(skies, "the plan subtracts no background of this proposal")
    positions = []
    counted = []
    for shared in skies:
        try:
            positions.append(_positions(shared.skies, proposal, mode)[0])
        except Unknown as unknown:
            # One that cannot be counted must not hide the others.
            yield NotChecked(str(unknown))
        else:
            counted.append(shared)
    applies(any(positions) or not positions, "the background has no exposure")
    found = [shared for shared, taken in zip(counted, positions, strict=True) if taken == 1]
    lost = lost_to_nods(pairs, context.graph)
    left = [one for one in found if lost.isdisjoint(sky.number for sky in one.skies)]
    applies(left or not found, "nods take the place of the background: judged by BKG414")
    return left


def is_at_one_position(skies: Iterable[Observation], proposal: Proposal, mode: Mode) -> bool:
    """Whether backgrounds are known to have one position in all; of images, in some filter."""
    try:
        return _positions(skies, proposal, mode)[0] == 1
    except Unknown:
        return False


def _positions(
    skies: Iterable[Observation], proposal: Proposal, mode: Mode
) -> tuple[int, list[Setting]]:
    """Return the number of positions, and the settings with it if these are not all."""
    skies = tuple(skies)
    if mode.name == "miri-coronagraphy":
        places = [mode.places(sky) for sky in skies]
        known = [place for place in places if place is not None]
        if len(known) < len(places):
            raise Unknown(Reason("a dither or a quadrant is not known"))
        return len(frozenset().union(*known)), []
    if mode.name != "miri-imaging":
        return distinct_positions(proposal, skies), []
    fewest, settings = fewest_positions(proposal, skies)
    every = {ramp.setting for ramp in ramps_of(skies)}
    return fewest, settings if {*settings} < every else []


def in_filters(skies: Iterable[SharedSkies], proposal: Proposal, mode: Mode) -> str:
    """Return ``" in F770W"`` where only some filters are taken at one position."""
    settings = [one for shared in skies for one in _positions(shared.skies, proposal, mode)[1]]
    return f" in {mode.setting_names(settings)}" if settings else ""


def each_one(skies: Iterable[SharedSkies]) -> dict[int, int]:
    """Return {background observation: 1}, its one position, by number."""
    return dict.fromkeys(sorted({sky.number for shared in skies for sky in shared.skies}), 1)


def dither_them(skies: Mapping[int, object], mode: Mode) -> str:
    """Return the fix for background observations, by number."""
    if len(skies) == 1:
        return in_form(next(iter(skies)), mode.form, mode.dithering)
    return f"In the {mode.form} tab of each, {mode.dithering}."


def severity_at_one_position(mode: Mode) -> SeverityWord:
    """Return the severity of one position where an info is not enough."""
    return "error" if mode.name == "miri-imaging" else "warning"


def harm(mode: Mode, severity: SeverityWord) -> str:
    """Return what one position does in a mode that subtracts pixel by pixel; empty for the MRS.

    Also empty for an info: a master background is planned.
    """
    if mode.name == "miri-mrs" or severity == "info":
        return ""
    what = "stars" if mode.name == "miri-imaging" else "sources"
    return f": {what} and bad pixels in it are subtracted from the science in full"
