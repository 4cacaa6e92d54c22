"""Visit Planner results: from the escaped XML of a ToolValue to `VisitRecord`.

APT never removes old results, so an observation may hold those of other programs, observations
and plans. Only the exact key of the observation that holds it counts, and only while APT itself
calls it up to date. A damaged record is dropped, and the windows are computed instead.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from lxml import etree

from aptcheck.apt.tree import parsed
from aptcheck.errors import UnreadableProposal
from aptcheck.model.visit_planner import Constraint, Piece, VisitKey, VisitRecord

__all__ = ["read_record", "records_in_force"]

MAX_RECORD: Final = 4 * 2**20
"""Characters of one record; the longest of 2,807 published ones has 0.1 million."""

MAX_PIECES: Final = 20_000
"""Steps of one function; a guide star changes a few thousand times in three years."""

MAX_ROLLS: Final = 32
"""Intervals of angle in one step; four at most were seen."""

_TAG = re.compile(r"<[^<>]*>")
_KINDS: Final = frozenset({"off-normal", "roll-total"})
_UNIX: Final = datetime(1970, 1, 1)
_LATEST_MS: Final = 7_258_118_400_000  # 2200-01-01


def records_in_force(
    texts: Mapping[tuple[int, int, int], str],
) -> dict[int, tuple[VisitRecord, ...]]:
    """Return the up-to-date records among stored texts, by observation, in the order of visits.

    ``texts`` are those that `aptcheck.apt.planner_texts` found under the exact keys.
    """
    records: dict[int, tuple[VisitRecord, ...]] = {}
    for (program, observation, visit), text in sorted(texts.items()):
        record = read_record(VisitKey(program, observation, visit), text, in_force=True)
        if record is not None:
            records[observation] = (*records.get(observation, ()), record)
    return records


def read_record(key: VisitKey, text: str, *, in_force: bool = False) -> VisitRecord | None:
    """Return the record in the text of a ToolValue; None if it has no windows or is damaged.

    ``in_force`` leaves out a record that is not up to date before its windows are read.
    """
    if not text or len(text) > MAX_RECORD:
        return None
    try:
        root = parsed(text.encode("utf-8"), None)
        return _record(key, root, in_force=in_force)
    except (UnreadableProposal, UnicodeEncodeError, ValueError, OverflowError):
        return None


def _record(key: VisitKey, root: etree._Element, *, in_force: bool) -> VisitRecord | None:
    final = root.find(".//{*}StVisitSchedulingWindows")
    if final is None:
        return None
    up_to_date = final.get("UpToDate") == "true"
    if in_force and not up_to_date:
        return None
    return VisitRecord(
        key=key,
        engine=root.get("EngineVersion", "")[:40],
        up_to_date=up_to_date,
        windows=tuple(_pieces(final.get("StSchedulingPCF", ""))),
        constraints=tuple(
            Constraint(
                kind=element.get("Type", ""),
                name=_TAG.sub("", element.get("Name", ""))[:200],
                pieces=tuple(_pieces(element.get("StSchedulingPCF", ""))),
            )
            for element in final.iterfind(".//{*}StConstraintSchedulingWindows")
            if element.get("Type") in _KINDS
        ),
    )


def _pieces(text: str) -> Iterator[Piece]:
    """Yield the steps of ``T0 v [rolls] T1 v [rolls] ... Tn``; times are Unix milliseconds.

    Raises
    ------
    ValueError
        If the text does not have this form, its times do not rise, or it is too long.
    """
    words = text.split(maxsplit=3 * MAX_PIECES)
    if not words:
        return
    start, at = _time(words[0]), 1
    for _ in range(MAX_PIECES):
        if at == len(words):
            return
        suitability = _number(words[at])
        rolls = words[at + 1] if at + 1 < len(words) and ":" in words[at + 1] else ""
        at += 2 if rolls else 1
        end = _time(words[at]) if at < len(words) else start
        if end <= start:
            raise ValueError("The times of a step function must rise.")
        yield Piece(start=start, end=end, suitability=suitability, rolls=_rolls(rolls))
        start, at = end, at + 1
    raise ValueError("The step function is too long.")


def _time(word: str) -> datetime:
    if not (word.isdecimal() and len(word) <= 13 and int(word) <= _LATEST_MS):
        raise ValueError("A time is a number of milliseconds since 1970.")
    return _UNIX + timedelta(milliseconds=int(word))


def _number(word: str) -> float:
    number = float(word)
    if not math.isfinite(number):
        raise ValueError("A step function contains finite numbers only.")
    return number


def _rolls(word: str) -> tuple[tuple[float, float], ...]:
    ends = [_number(part) for part in word.split(":", 2 * MAX_ROLLS)] if word else []
    if len(ends) % 2 or len(ends) > 2 * MAX_ROLLS or any(not 0 <= end <= 360 for end in ends):
        raise ValueError("Angles come in pairs of degrees between 0 and 360.")
    return tuple(zip(ends[::2], ends[1::2], strict=True))
