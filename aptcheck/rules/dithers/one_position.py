"""Skies that are taken at a single position, for the rules on undithered backgrounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.errors import Unknown
from aptcheck.modes.positions import distinct_positions, fewest_positions
from aptcheck.modes.ramps import ramps_of
from aptcheck.rules import NotChecked, applies
from aptcheck.wording import in_form

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping

    from aptcheck.background.sharing import SharedSkies
    from aptcheck.finding import SeverityWord
    from aptcheck.model import Proposal
    from aptcheck.modes.mode import Mode
    from aptcheck.modes.ramp import Setting

__all__ = [
    "at_one_position",
    "dither_them",
    "each_one",
    "harm",
    "in_filters",
    "severity_at_one_position",
]


def at_one_position(
    skies: Iterable[SharedSkies], proposal: Proposal, mode: Mode
) -> Generator[NotChecked, None, list[SharedSkies]]:
    """Return those of the skies that take one position together; yield what cannot be counted.

    Of images it counts what one filter takes. Ends the rule where none of them takes an exposure,
    or where none is subtracted.
    """
    skies = [one for one in skies if mode.name == "miri-mrs" or _is_subtracted(one)]
    applies(skies, "the plan subtracts no background of this proposal")
    positions = []
    counted = []
    for shared in skies:
        try:
            positions.append(_positions(shared, proposal, mode)[0])
        except Unknown as unknown:
            # One that cannot be counted hides no other.
            yield NotChecked(str(unknown))
        else:
            counted.append(shared)
    applies(any(positions) or not positions, "the background takes no exposure")
    return [shared for shared, taken in zip(counted, positions, strict=True) if taken == 1]


def _is_subtracted(shared: SharedSkies) -> bool:
    return any(user.intent.subtracts_background for user in shared.backgrounds)


def _positions(shared: SharedSkies, proposal: Proposal, mode: Mode) -> tuple[int, list[Setting]]:
    """Return the number of positions, and in which settings that is, where not in all."""
    if mode.name != "miri-imaging":
        return distinct_positions(proposal, shared.skies), []
    fewest, settings = fewest_positions(proposal, shared.skies)
    every = {ramp.setting for ramp in ramps_of(shared.skies)}
    return fewest, settings if {*settings} < every else []


def in_filters(skies: Iterable[SharedSkies], proposal: Proposal, mode: Mode) -> str:
    """Return ``" in F770W"`` where only some filters are taken at one position."""
    settings = [one for shared in skies for one in _positions(shared, proposal, mode)[1]]
    return f" in {mode.setting_names(settings)}" if settings else ""


def each_one(skies: Iterable[SharedSkies]) -> dict[int, int]:
    """Return {sky observation: 1}, the position of each, in the order of the numbers."""
    return dict.fromkeys(sorted({sky.number for shared in skies for sky in shared.skies}), 1)


def dither_them(skies: Mapping[int, object], mode: Mode) -> str:
    """Return the fix for sky observations, by number."""
    if len(skies) == 1:
        return in_form(next(iter(skies)), mode.form, mode.dithering)
    return f"In the {mode.form} form of each, {mode.dithering}."


def severity_at_one_position(mode: Mode) -> SeverityWord:
    """Return how bad one position is where the background is not averaged over a field."""
    return "error" if mode.name == "miri-imaging" else "warning"


def harm(mode: Mode, severity: SeverityWord) -> str:
    """Return what one position does in a mode that subtracts pixel by pixel; empty for the MRS.

    So it is with an info: a master background is planned.
    """
    if mode.name == "miri-mrs" or severity == "info":
        return ""
    what = "stars" if mode.name == "miri-imaging" else "sources"
    return f": {what} and bad pixels in it are subtracted from the science in full"
