"""How a message tells what is near a science target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.contamination.source_words import extended_words, in_a_row, threats_at_angles
from aptcheck.modes.mrs.settings import BANDS
from aptcheck.wording import agree, angle_words, in_runs, listed

if TYPE_CHECKING:
    from aptcheck.contamination.near_science import NearScience, NearSource

__all__ = ["near_words"]


def near_words(near: NearScience, field: str) -> str:
    """Tell the sources near a field, five at most, with what they do and where; then emission."""
    told = []
    if near.sources:
        count = len(near.sources)
        what = agree(count, "A source", f"{count} sources") + " other than the target"
        told.append(
            f"{what} {agree(count, 'is', 'are')} in or beside {field}: "
            f"{in_a_row(map(_source_words, near.sources), count)}."
        )
    if near.extended:
        where = "in or near it" if near.sources else f"in or near {field}"
        told.append(f"Extended emission is suspected {where}: {extended_words(near.extended)}.")
    return " ".join(told)


def _source_words(near: NearSource) -> str:
    threat = near.threat
    at = "every allowed angle" if threat.always else angle_words(threat.angles.arcs)
    words = f"{threats_at_angles([threat])} at {at}"
    if not near.bands:
        return words
    bands = listed(in_runs(near.bands, BANDS))
    inside = "" if near.annulus == threat.angles else f" at {angle_words(near.annulus.arcs)}"
    return f"{words}, in the annulus of {bands}{inside}"
