"""The numbers of the sources that spoil a field, on its picture and in its table."""

from __future__ import annotations

from collections.abc import Sequence

from aptcheck.results import SkySource

__all__ = ["MOST_NUMBERED", "numbered"]

#: Sources that are numbered, as many as the table has.
MOST_NUMBERED = 40


def numbered(sources: Sequence[SkySource]) -> dict[SkySource, int]:
    """Return a number for each source that spoils the field at some angle, the brightest first."""
    hits = [source for source in sources if source.angles]
    hits.sort(key=lambda source: -(source.flux_ujy or 0.0))
    return {source: number for number, source in enumerate(hits, start=1)}
