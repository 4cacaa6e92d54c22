"""Several processes that share out the proposals of one run.

A process that dies (killed, out of memory) costs the run one proposal, the one it was at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import cycle
from typing import TYPE_CHECKING

from aptcheck.engine.proposal_report import failed_report
from aptcheck.engine.worker import Task, Worker
from aptcheck.engine.worker_process import Job, WorkerLost, WorkerProcess
from aptcheck.project_urls import issues_place
from aptcheck.rules.structure.internal_fault import Crash

if TYPE_CHECKING:
    from aptcheck.contamination.cone_request import ConeRequest
    from aptcheck.contamination.sky import Answers
    from aptcheck.results import ProposalReport

__all__ = ["Crew", "crew"]

_WHERE = "the worker process"


class Crew:
    """Gives the processes a task each in turn; each keeps what it has opened.

    Parameters
    ----------
    processes : sequence of WorkerProcess
    """

    def __init__(self, processes: Sequence[WorkerProcess]) -> None:
        self._turns = cycle(processes)
        self._by_path: dict[str, WorkerProcess] = {}
        self._lost: set[str] = set()

    def cones(self, tasks: Sequence[Task]) -> Iterable[tuple[ConeRequest, ...]]:
        """Open each proposal, and return what to ask a catalogue about it."""
        asked = [self._process(task).give(_cones_of, task) for task in tasks]
        return [self._cones(task, job) for task, job in zip(tasks, asked, strict=True)]

    def reports(
        self, tasks: Sequence[Task], answers: Mapping[str, Answers]
    ) -> Iterator[ProposalReport]:
        """Yield the report of each."""
        judged = [
            None
            if task.path in self._lost
            else self._process(task).give(_report, task, answers.get(task.path))
            for task in tasks
        ]
        for task, job in zip(tasks, judged, strict=True):
            yield self._report(task, job)

    def _cones(self, task: Task, job: Job[tuple[ConeRequest, ...]]) -> tuple[ConeRequest, ...]:
        try:
            return self._process(task).result(job)
        except WorkerLost:
            # Not given to another process: that would be lost as well.
            self._lost.add(task.path)
            return ()

    def _report(self, task: Task, job: Job[ProposalReport] | None) -> ProposalReport:
        try:
            if job is None:
                raise WorkerLost
            return self._process(task).result(job)
        except WorkerLost:
            return failed_report(task.path, _killed())
        except Exception as crash:  # noqa: BLE001 - a report too large to be handed over, say
            return failed_report(task.path, Crash(_WHERE, type(crash).__name__))

    def _process(self, task: Task) -> WorkerProcess:
        return self._by_path.setdefault(task.path, next(self._turns))


def _killed() -> Crash:
    return Crash(
        _WHERE,
        "it was killed or ran out of memory",
        advice="Check this proposal alone, without --jobs. If aptcheck fails again, please report "
        f"it at {issues_place()}, with the output of `aptcheck check --verbose`.",
    )


@contextmanager
def crew(size: int) -> Iterator[Crew]:
    """Give a crew of as many processes."""
    with ExitStack() as ending:
        processes = [WorkerProcess(ending) for _ in range(size)]
        try:
            yield Crew(processes)
        except BaseException:
            # Told to end: what has not begun is not waited for, in any of them. What has is: a
            # pool still closing its pipes when the interpreter ends shows a traceback.
            with ThreadPoolExecutor(size) as enders:
                for process in processes:
                    enders.submit(process.give_up)
            raise


#: The one of a process that works for a crew.
_own = Worker()


def _cones_of(task: Task) -> tuple[ConeRequest, ...]:
    return _own.cones_of(task)


def _report(task: Task, answers: Answers | None) -> ProposalReport:
    return _own.report(task, answers)
