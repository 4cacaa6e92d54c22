"""The addresses on a page: named after what is there, so that a link outlives other findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from aptcheck.finding import Finding
from aptcheck.results import ProposalReport

__all__ = ["Anchors", "proposal_anchors"]

_LONGEST = 40


class Anchors:
    """The addresses within one proposal, each given once.

    ``key`` is the proposal's own, and on a page of several begins all others.
    """

    def __init__(self, key: str, *, alone: bool) -> None:
        self.key = key
        self._before = "" if alone else f"{key}-"
        self._given: Counter[str] = Counter()

    def section(self, name: str) -> str:
        """Return the address of a section, ``pairs``."""
        return f"{self._before}{name}"

    def field(self, observation: int) -> str:
        """Return the address of the field of an observation, ``obs-20``."""
        return self._once(f"obs-{observation}")

    def finding(self, finding: Finding) -> str:
        """Return the address of a finding: its code, then ``-obs-20`` if it has an observation."""
        number = finding.observation
        return self._once(finding.code if number is None else f"{finding.code}-obs-{number}")

    def _once(self, name: str) -> str:
        self._given[name] += 1
        times = self._given[name]
        return f"{self._before}{name}" if times == 1 else f"{self._before}{name}-{times}"


def proposal_anchors(reports: Sequence[ProposalReport]) -> Iterable[Anchors]:
    """Yield the addresses of each proposal: by programme number, else by the name of its file."""
    given: set[str] = set()
    for report in reports:
        stem = re.sub(r"[^a-z0-9]+", "_", PurePath(report.path).stem.lower()).strip("_")
        name = report.program if (report.program or "").isdecimal() else stem[:_LONGEST] or "file"
        key, times = f"p-{name}", 1
        while key in given:
            times += 1
            key = f"p-{name}.{times}"
        given.add(key)
        yield Anchors(key, alone=len(reports) == 1)
