"""What to know before a background is moved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aptcheck.wording import REQUIREMENTS, agree, briefly, named

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.contamination.empty_sky.area import Ground
    from aptcheck.contamination.empty_sky.wanted import WantedSky

__all__ = ["clearing_words", "remarks"]


def remarks(wanted: WantedSky, ground: Ground, graph: Graph) -> Iterator[str]:
    """Yield sentences on the targets of a background and on what is not known."""
    if wanted.held_by and not wanted.imager_primary:
        others = briefly("observation", wanted.held_by)
        yield (
            f"Give the background a separate target: {others} "
            f"{agree(wanted.held_by, 'also uses', 'also use')} the present one."
        )
    if words := _offset_words(wanted):
        yield f"Clear the {words}: each position is that of the field itself."
    if words := _motion_words(wanted, graph):
        yield f"Clear the {words}: empty sky does not move."
    if ground.unknown:
        yield (
            f"The {agree(ground.unknown, 'field', 'fields')} of science "
            f"{briefly('observation', ground.unknown)} {agree(ground.unknown, 'is', 'are')} not "
            "known, so positions may overlap with it."
        )


def clearing_words(wanted: WantedSky, graph: Graph) -> str:
    """Return ``clear the Offset of observation 2 ...``, and motions likewise, or nothing."""
    words = " and the ".join(filter(None, (_offset_words(wanted), _motion_words(wanted, graph))))
    return f"clear the {words}" if words else ""


def _offset_words(wanted: WantedSky) -> str:
    """Return ``Offset of observation 2 ...``; nothing where there is none."""
    if not wanted.shifted:
        return ""
    return f"Offset of {briefly('observation', wanted.shifted)} ({REQUIREMENTS})"


def _motion_words(wanted: WantedSky, graph: Graph) -> str:
    """Return ``proper motion and parallax of NGC-1-SKY``; nothing where there is none."""
    entries = {sky.target_number: graph.proposal.target_of(sky) for sky in wanted.skies}
    moving = [one.name for one in entries.values() if one is not None and one.motion.moves]
    if not moving or wanted.imager_primary:
        return ""
    return f"proper motion and parallax of {named(moving)}"
