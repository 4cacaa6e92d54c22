"""How a message tells what is near a science target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.contamination.source_words import (
    band_list,
    extended_words,
    in_a_row,
    threat_words,
)
from aptcheck.wording import agree, angle_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aptcheck.contamination.near_science import NearScience, NearSource
    from aptcheck.observatory.siaf import Aperture

__all__ = ["near_words"]


def near_words(near: NearScience, field: str) -> str:
    """Tell the sources near a field, five at most, with what they do and where; then emission."""
    told = []
    if near.sources:
        count = len(near.sources)
        what = agree(count, "A source", f"{count} sources") + " other than the target"
        told.append(
            f"{what} {agree(count, 'is', 'are')} in or beside {field}, "
            f"{in_a_row(_sources_words(near), count)}."
        )
    if near.extended:
        where = "in or near it" if near.sources else f"in or near {field}"
        told.append(f"Extended emission is suspected {where}: {extended_words(near.extended)}.")
    return " ".join(told)


def _sources_words(near: NearScience) -> Iterator[str]:
    """Yield the words of each source; the first that has angles names the aperture."""
    named = False
    for source in near.sources:
        yield _source_words(source, near.swept.aperture, again=named)
        threat = source.threat
        partly = threat.shines_in or _is_partly_in_annulus(source)
        named = named or not threat.always or partly


def _source_words(near: NearSource, aperture: Aperture, *, again: bool) -> str:
    threat, at = near.threat, "every allowed angle"
    if not threat.always:
        at = angle_words(threat.angles.arcs, aperture, again=again)
        again = True
    words = f"at {at}: {threat_words(threat, aperture, again=again)}"
    if not near.bands:
        return words
    words += f", in the annulus of {band_list(near.bands)}"
    if not _is_partly_in_annulus(near):
        return words
    again = again or threat.shines_in
    return f"{words} at {angle_words(near.annulus.arcs, aperture, again=again)}"


def _is_partly_in_annulus(near: NearSource) -> bool:
    return bool(near.bands) and near.annulus != near.threat.angles
