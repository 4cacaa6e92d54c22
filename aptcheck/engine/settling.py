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

    What a configuration says about proposals can be judged only once all that it governs are done:
    until then their reports, and those that follow, wait on a disk.

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
        self._faults = ConfigurationFaults(governed, profile=options.profile, today=self._today)
        self._added = self._yielded = 0
        self._waiting = Spool()
        self._first = 0
        """The number of the first report in the spool."""

    def add(self, report: ProposalReport) -> Iterator[ProposalReport]:
        """Take the next report, and yield those that are final with it."""
        number, self._added = self._added, self._added + 1
        governed = self._governed[number]
        marked = replace(
            suppressed(report, governed.settings, governed.file, self._today),
            configuration=governed.name,
        )
        self._faults.add(number, marked)
        if number == self._yielded and self._faults.due(number) <= number:
            self._yielded += 1
            yield self._known(self._faults.settled(number, marked))
            return
        if not len(self._waiting):
            self._first = number
        self._waiting.append(marked)
        yield from self.ready()

    def ready(self) -> Iterator[ProposalReport]:
        """Yield those that are final, and were not yet yielded: none unless that was broken off."""
        while self._yielded < self._added and self._faults.due(self._yielded) < self._added:
            waited = self._waiting[self._yielded - self._first]
            self._yielded += 1
            yield self._known(self._faults.settled(self._yielded - 1, waited))
        if self._yielded == self._added:
            self._waiting = Spool()  # gives the space back

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
    return tuple(one for report in reports for one in settling.add(report))
