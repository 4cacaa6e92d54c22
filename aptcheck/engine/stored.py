"""What APT's Visit Planner left in a proposal, read when and as far as it is asked for."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.apt import Document
from aptcheck.model import Observation

if TYPE_CHECKING:
    from aptcheck.model.visit_planner import VisitRecord

__all__ = ["StoredWindows"]

Key = tuple[int, int, int]
_NAME = re.compile(rb"Visit Planner:(\d{5,}):(\d{3,}):(\d{3,})")


class StoredWindows:
    """The records in force of a document's MRS observations; each is parsed once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._records: dict[int, tuple[VisitRecord, ...]] = {}

    def __call__(self, observation: Observation) -> tuple[VisitRecord, ...]:
        """Return the records of an observation's visits that APT calls up to date."""
        number = observation.number
        if number not in self._records:
            own = {key: text for key, text in self._texts.items() if key[1] == number}
            self._records[number] = _parsed(own).get(number, ())
        return self._records[number]

    @cached_property
    def _texts(self) -> dict[Key, str]:
        proposal = self._document.proposal
        program = proposal.program or "0"
        # Most files hold none: to know it, no second tree has to be grown.
        written = {tuple(map(int, name)) for name in _NAME.findall(self._document.xml)}
        keys = [
            (int(program), observation.number, visit)
            for observation in proposal.observations
            if written and observation.is_mrs and program.isdecimal()
            for visit in [v.number for v in observation.visits if v.number is not None] or [1]
            if (int(program), observation.number, visit) in written
        ]
        return self._document.visit_planner_texts(keys) if keys else {}


def _parsed(texts: dict[Key, str]) -> dict[int, tuple[VisitRecord, ...]]:
    if not texts:
        return {}
    from aptcheck.apt.visit_planner import records_in_force

    return records_in_force(texts)
