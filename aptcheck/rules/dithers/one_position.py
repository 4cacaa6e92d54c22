"""Skies that are taken at a single position, for the rules on undithered backgrounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.errors import Unknown
from aptcheck.modes.mrs.dither_positions import distinct_positions
from aptcheck.rules import NotChecked, applies
from aptcheck.wording import MRS_FORM, in_mrs_form

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping

    from aptcheck.background.sharing import SharedSkies
    from aptcheck.model import Proposal

__all__ = ["at_one_position", "dither_them", "each_one"]


def at_one_position(
    skies: Iterable[SharedSkies], proposal: Proposal
) -> Generator[NotChecked, None, list[SharedSkies]]:
    """Return those of the skies that take one position together; yield what cannot be counted.

    Ends the rule where none of them takes an exposure.
    """
    positions = []
    counted = []
    for shared in skies:
        try:
            positions.append(distinct_positions(proposal, shared.skies))
        except Unknown as unknown:
            # One that cannot be counted hides no other.
            yield NotChecked(str(unknown))
        else:
            counted.append(shared)
    applies(any(positions) or not positions, "the background takes no exposure")
    return [shared for shared, taken in zip(counted, positions, strict=True) if taken == 1]


def each_one(skies: Iterable[SharedSkies]) -> dict[int, int]:
    """Return {sky observation: 1}, the position of each, in the order of the numbers."""
    return dict.fromkeys(sorted({sky.number for shared in skies for sky in shared.skies}), 1)


def dither_them(skies: Mapping[int, object]) -> str:
    """Return the fix for sky observations, by number."""
    change = "add a 2-Point dither and choose it in every exposure"
    if len(skies) == 1:
        return in_mrs_form(next(iter(skies)), change)
    return f"In the {MRS_FORM} of each, {change}."
