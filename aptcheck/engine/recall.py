"""Recalls the reports of a run from the cache, and keeps those that are new."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aptcheck.engine.cache_key import CacheKeys, Key
from aptcheck.rules.registry import may_be_silenced
from aptcheck.schedule.observing_window import COMING_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from aptcheck.engine.cache import Cache
    from aptcheck.engine.worker import Task
    from aptcheck.results import ProposalReport

__all__ = ["Recall"]


class Recall:
    """The cache as one run uses it, on one day."""

    def __init__(self, cache: Cache, today: datetime) -> None:
        self._cache = cache
        self._today = f"{today:%Y-%m-%d}"
        self._keys = CacheKeys()
        self._missed: dict[str, Key] = {}

    def keep_out_of(self, folders: Iterable[Path]) -> None:
        """Do without a cache that would lie in one of these folders, for all to see."""
        if any(map(self._cache.is_kept_in, folders)):
            self._cache.give_up("is in a folder of proposals")

    def recalled(self, task: Task) -> ProposalReport | None:
        """Return what an earlier run found, None if this one has to judge the proposal."""
        key = self._keys.of(task)
        if key is None:
            return None
        found = self._cache.get(key.text)
        if found is not None and found.provenance is not None:
            if found.provenance.checked == self._today:
                return found
            # Of what follows from the day, a report in the cache has only its name.
            if found.provenance.window_origin != COMING_YEAR:
                return replace(found, provenance=replace(found.provenance, checked=self._today))
        self._missed[task.path] = key
        return None

    def keep(self, report: ProposalReport) -> None:
        """Keep a report that was not in the cache.

        A fault of aptcheck is not kept, because it may pass; nor is a report on a file that has
        been written since the cache was asked.
        """
        key = self._missed.pop(report.path, None)
        if (
            key is not None
            and report.provenance is not None
            and report.provenance.sha256 == key.digest
            and all(may_be_silenced(finding.code) for finding in report.findings)
            and key.is_current
        ):
            self._cache.put(key.text, report)
