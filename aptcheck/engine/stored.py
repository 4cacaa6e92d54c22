"""What APT's Visit Planner left in a proposal, parsed when and as far as it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.apt import Document
    from aptcheck.model import Observation
    from aptcheck.model.visit_planner import VisitRecord

__all__ = ["StoredWindows"]


class StoredWindows:
    """The records in force of a document's MRS observations; each is parsed once."""

    def __init__(self, document: Document) -> None:
        self._texts = document.planner_texts
        self._records: dict[int, tuple[VisitRecord, ...]] = {}

    def __call__(self, observation: Observation) -> tuple[VisitRecord, ...]:
        """Return the records of an observation's visits that APT calls up to date."""
        number = observation.number
        if number not in self._records:
            own = {key: text for key, text in self._texts.items() if key[1] == number}
            self._records[number] = _parsed(own).get(number, ())
        return self._records[number]


def _parsed(texts: dict[tuple[int, int, int], str]) -> dict[int, tuple[VisitRecord, ...]]:
    if not texts:
        return {}
    from aptcheck.apt.visit_planner import records_in_force

    return records_in_force(texts)
