"""No format but the page holds the reports of a run; each passes over them once."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Iterator, Sequence
from typing import Any, overload

import pytest

from aptcheck.finding import Severity
from aptcheck.report import FORMATS, Look
from aptcheck.results import ProposalReport, Report
from aptcheck.tasks.rendering import rendered
from tests.report.plain import finding, proposal

#: The page is drawn from all proposals at once.
WHOLE = "html"
NUMBER = 60


def alive() -> int:
    """Return how many reports there are that are more than a brief."""
    gc.collect()
    return sum(
        isinstance(one, ProposalReport) and bool(one.backgrounds) for one in gc.get_objects()
    )


class Watched(Sequence[ProposalReport]):
    """Reports made anew whenever they are looked at; counts how often, and how many are alive."""

    def __init__(self) -> None:
        self._made = [pickle.dumps(various(number)) for number in range(NUMBER)]
        self._before = alive()
        self.looks = self.most = 0

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, index: int) -> ProposalReport: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[ProposalReport]: ...
    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[at] for at in range(len(self))[index]]
        content = self._made[index]
        self.looks += 1
        report = pickle.loads(content)
        if self.looks % 10 == 0:
            self.most = max(self.most, alive() - self._before)
        return report

    def __iter__(self) -> Iterator[ProposalReport]:
        return map(self.__getitem__, range(len(self)))


def various(number: int) -> ProposalReport:
    """Return a proposal of a long run: each third fails, each third is warned, each third passes."""
    severity = list(Severity)[number % 3]
    found = [finding(severity=severity, fixable="safe", observation=at) for at in range(number % 5)]
    return proposal(*found, path=f"cycle/{number:02}.aptx")


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("name", FORMATS)
def test_a_format_passes_over_the_proposals_once(name: str, verbose: bool) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="the extra archive is not installed")
    proposals = Watched()
    shown = rendered(name, Report(proposals=proposals), look=Look(), verbose=verbose)
    assert shown.failed == ()
    assert shown.content
    assert proposals.looks == NUMBER
    assert name == WHOLE or proposals.most <= 3


def test_the_page_holds_them_all() -> None:
    """The exception above is one: were it none, it should go."""
    proposals = Watched()
    rendered(WHOLE, Report(proposals=proposals), look=Look())
    assert proposals.most > NUMBER / 2


@pytest.mark.parametrize("name", ["statistics", "statistics_json"])
def test_neither_do_the_counts_by_rule(name: str) -> None:
    proposals = Watched()
    assert rendered(name, Report(proposals=proposals), look=Look()).content
    assert proposals.looks == NUMBER
    assert proposals.most <= 3
