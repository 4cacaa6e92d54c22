"""Settles reports: marks what a team has set aside, and adds the faults of its configuration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from aptcheck.engine.configuration_faults import ConfigurationFaults
from aptcheck.engine.spool import Spool
from aptcheck.engine.suppressions import suppressed

if TYPE_CHECKING:
    from aptcheck.engine.baseline import Baseline
    from aptcheck.engine.configurations import Governed
    from aptcheck.engine.options import Options
    from aptcheck.results import ProposalReport

__all__ = ["Settling", "settled"]


class Settling:
    """Takes the reports of a run in order, and yields them in order, each as soon as it is final.

    What a configuration says about proposals can be judged only with all of them at hand: if one of
    the run does, all its reports wait, on a disk, for the end.

    Parameters
    ----------
    governed : sequence of Governed
        What governs each proposal of the run.
    options : Options
    baseline : Baseline, optional
        Its file is that of the options.
    """

    def __init__(
        self, governed: Sequence[Governed], options: Options, baseline: Baseline | None = None
    ) -> None:
        self._governed = governed
        self._baseline = baseline
        self._folder = options.baseline.parent if options.baseline is not None else None
        self._today = options.today.date()
        self._faults = ConfigurationFaults(profile=options.profile, today=self._today)
        self._waits = any(one.speaks_of_proposals for one in governed)
        self._number = 0
        self._waiting = Spool()

    def add(self, report: ProposalReport) -> Iterator[ProposalReport]:
        """Take the next report, and yield it if it is final."""
        governed = self._governed[self._number]
        self._number += 1
        marked = replace(
            suppressed(report, governed.settings, governed.file, self._today),
            configuration=governed.name,
        )
        if self._waits:
            self._faults.add(marked, governed)
            self._waiting.append(marked)
        else:
            yield self._known(self._faults.without(marked, governed))

    def end(self) -> Iterator[ProposalReport]:
        """Yield the reports that waited, after the last was added."""
        for report in self._faults.judged(self._waiting):
            yield self._known(report)

    def _known(self, report: ProposalReport) -> ProposalReport:
        if self._baseline is None or self._folder is None:
            return report
        from aptcheck.engine.baseline import baselined

        return baselined(report, self._baseline, self._folder)


def settled(
    reports: Iterable[ProposalReport], governed: Sequence[Governed], options: Options
) -> tuple[ProposalReport, ...]:
    """Return the reports of a small run, settled without a baseline."""
    settling = Settling(governed, options)
    return (*(one for report in reports for one in settling.add(report)), *settling.end())
