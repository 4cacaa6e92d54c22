"""Mark Visit Planner results that a correction puts out of date; they are kept, as APT does.

APT keeps results under old numbers for ever, and they may say anything; only those that count for
the observation holding them are marked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from aptcheck.apt.planner_texts import PlannerKey
from aptcheck.apt.spans import Span
from aptcheck.apt.splices import Splice
from aptcheck.apt.visit_planner import read_record
from aptcheck.model import Proposal
from aptcheck.model.visit_planner import VisitKey

__all__ = ["TOOL_VALUE", "holders", "outdated", "still_in_force"]

#: The element that holds one result.
TOOL_VALUE = "ToolValue"

# The inner XML is escaped, but a CDATA section would contain it unescaped.
_WINDOWS = re.compile(rb"(?:&lt;|<)(?:[\w.-]+:)?StVisitSchedulingWindows(?=\s)")
_END = re.compile(rb"&lt;|&gt;|[<>]")
_UP_TO_DATE = re.compile(
    rb"\sUpToDate\s*=\s*(\"|'|&quot;|&apos;|&#34;|&#39;)(true)(?:\1)", re.ASCII
)


def holders(proposal: Proposal, stale: Collection[int]) -> dict[int, int]:
    """Return the observations with some numbers: the ordinal of each, and its number."""
    return {
        observation.place.element: observation.number
        for observation in proposal.observations
        if observation.number in stale and observation.place.element is not None
    }


def outdated(
    xml: bytes,
    proposal: Proposal,
    held: Mapping[int, int],
    values: Mapping[int, Iterable[Span]],
) -> Iterator[tuple[int, Splice]]:
    """Yield the splices that mark the results of observations as out of date, with the number.

    Parameters
    ----------
    xml : bytes
    proposal : Proposal
        As read from the XML: only results stored under its program number count.
    held : mapping
        The observations, as `holders` returns them.
    values : mapping
        The `TOOL_VALUE` elements in each of them, by the same ordinals.
    """
    program = proposal.program or "0"
    if not program.isdecimal():
        return
    for ordinal, number in held.items():
        key = re.compile(rf"Visit Planner:{int(program):05d}:{number:03d}:[0-9]{{3,}}")
        for value in values.get(ordinal, ()):
            if key.fullmatch(value.attributes.get("Name", "")):
                marks = _mark(xml, value.inner, value.inner_end)
                yield from ((number, mark) for mark in marks)


def _mark(xml: bytes, start: int, end: int) -> Iterator[Splice]:
    """Yield what marks one result; its visit's windows occur once, and the first are read."""
    windows = _WINDOWS.search(xml, start, end)
    if windows is None:
        return
    stop = _END.search(xml, windows.end(), end)
    limit = end if stop is None else stop.start()
    found = _UP_TO_DATE.search(xml, windows.end(), limit)
    if found is not None:
        yield Splice(found.start(2), found.end(2), b"false")


def still_in_force(texts: Mapping[PlannerKey, str], stale: Collection[int]) -> list[int]:
    """Return the observations whose results still count after marking: written unusually."""
    kept = {
        number
        for (program, number, visit), text in texts.items()
        # marked results need not be read to the end
        if number in stale and "true" in text
        for record in [read_record(VisitKey(program, number, visit), text)]
        if record is not None and record.up_to_date
    }
    return sorted(kept)
