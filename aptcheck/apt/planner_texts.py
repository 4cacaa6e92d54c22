"""Visit Planner results for visits of judged modes: up to 17 MB of XML within the XML.

APT keeps results when a proposal is copied or renumbered: a result only counts if the observation
with that very number holds it, under ``<ToolValue Name="Visit Planner:01263:001:001">``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from lxml import etree

from aptcheck.apt.observations import observation_elements
from aptcheck.apt.values import count
from aptcheck.model import Observation, Proposal

if TYPE_CHECKING:
    from aptcheck.model.visit_planner import VisitRecord

__all__ = ["PlannerKey", "StoredWindows", "judged_keys", "planner_texts"]

#: Program (0 for a draft), observation and visit.
PlannerKey = tuple[int, int, int]

_NAME = re.compile(rb"Visit Planner:(\d{5,}):(\d{3,}):(\d{3,})")


def judged_keys(xml: bytes, proposal: Proposal) -> frozenset[PlannerKey]:
    """Return the results stored for the visits of forms that are read; most files have none."""
    program = proposal.program or "0"
    first = xml.find(b"Visit Planner:")  # far quicker than the expression
    written = {tuple(map(int, name)) for name in _NAME.findall(xml, first)} if first >= 0 else ()
    if not written or not program.isdecimal():
        return frozenset()
    return frozenset(
        key
        for observation in proposal.observations
        if observation.is_mrs or observation.has_other_form
        for visit in [v.number for v in observation.visits if v.number is not None] or [1]
        if (key := (int(program), observation.number, visit)) in written
    )


def planner_texts(root: etree._Element, keys: AbstractSet[PlannerKey]) -> dict[PlannerKey, str]:
    """Return the texts of a tree that are stored for some visits."""
    namespace = root.tag.rpartition("}")[0]
    prefix = f"{namespace}}}" if namespace else ""
    requests = root.find(f"{prefix}DataRequests") if keys else None
    if requests is None:
        return {}
    names: dict[int, dict[str, PlannerKey]] = {}
    for program, observation, visit in keys:
        name = f"Visit Planner:{program:05d}:{observation:03d}:{visit:03d}"
        names.setdefault(observation, {})[name] = (program, observation, visit)
    found: dict[PlannerKey, str] = {}
    for element in observation_elements(requests):
        wanted = names.get(count(element.findtext(f"{prefix}Number") or "") or -1)
        if wanted:
            for value in element.iter(f"{prefix}ToolValue"):
                key = wanted.get(value.get("Name") or "")
                if key is not None and value.text:
                    found[key] = value.text
    return found


class StoredWindows:
    """The valid records of observations, each parsed once, when it is first needed."""

    def __init__(self, texts: Mapping[PlannerKey, str]) -> None:
        self._texts = texts
        self._records: dict[int, tuple[VisitRecord, ...]] = {}

    def __call__(self, observation: Observation) -> tuple[VisitRecord, ...]:
        """Return the records of an observation's visits that APT calls up to date."""
        number = observation.number
        if number not in self._records:
            own = {key: text for key, text in self._texts.items() if key[1] == number}
            self._records[number] = _parsed(own).get(number, ())
        return self._records[number]


def _parsed(texts: dict[PlannerKey, str]) -> dict[int, tuple[VisitRecord, ...]]:
    if not texts:
        return {}
    from aptcheck.apt.visit_planner import records_in_force

    return records_in_force(texts)
