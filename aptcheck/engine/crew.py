"""Processes that share the proposals of one run, each with a time limit.

A process that dies (killed, out of memory) or takes too long costs the run only the proposal it was
working on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import wait
from time import monotonic
from typing import TYPE_CHECKING, Any

from aptcheck.engine.proposal_report import failed_report
from aptcheck.engine.stack_place import stack_place
from aptcheck.engine.worker import Fields, Task, Worker
from aptcheck.engine.worker_process import JobFailed, WorkerLate, WorkerLost, WorkerProcess
from aptcheck.project_urls import issues_place
from aptcheck.rules.structure.internal_fault import Crash, Overrun

if TYPE_CHECKING:
    from aptcheck.contamination.cone_request import ConeRequest
    from aptcheck.contamination.sky import Answers
    from aptcheck.results import ProposalReport

__all__ = ["Crew", "crew", "killed"]

_WHERE = "the worker process"
#: The least time left for a file, in seconds: 0 would be no limit.
_LEAST_S = 0.001


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    """A function to call with a task and further arguments."""

    task: Task
    function: Callable[..., object]
    arguments: tuple[object, ...] = ()


class Crew:
    """Gives each idle process a task; each process keeps what it has opened.

    Parameters
    ----------
    processes : sequence of WorkerProcess
    limit_s : float or None
        Seconds that a file may take to be opened and judged; None means no limit.
    keeps : bool
        Whether a process keeps what it has opened until it judges it.
    """

    def __init__(
        self,
        processes: Sequence[WorkerProcess],
        limit_s: float | None = None,
        *,
        keeps: bool = True,
    ) -> None:
        self._processes = processes
        self._open = _cones_of if keeps else _cones_only
        self._limit_s = limit_s
        self._keeper: dict[str, WorkerProcess] = {}
        self._spent: dict[str, float] = {}
        self._failed: dict[str, Crash] = {}

    def cones(self, tasks: Sequence[Task]) -> Iterable[tuple[ConeRequest, ...]]:
        """Open each proposal, and return its catalogue queries."""
        found = dict(self._done(_Job(task, self._open) for task in tasks))
        # A lost proposal is not given to another process, which would be lost too.
        return [() if task.path in self._failed else found[task.path] for task in tasks]

    def fields(self, tasks: Sequence[Task]) -> Iterable[Fields]:
        """Open each proposal, and return all its fields."""
        found = dict(self._done(_Job(task, _fields_of) for task in tasks))
        for task in tasks:
            crash = self._failed.get(task.path)
            yield found[task.path] if crash is None else Fields(unreadable=crash.message)

    def reports(
        self, tasks: Iterable[Task], answers: Mapping[str, Answers]
    ) -> Iterator[ProposalReport]:
        """Yield the report of each as it is done; take a task only when a process is idle."""
        lost: deque[ProposalReport] = deque()

        def jobs() -> Iterator[_Job]:
            for task in tasks:
                if (crash := self._failed.get(task.path)) is not None:
                    lost.append(failed_report(task.path, crash))
                else:
                    yield _Job(task, _report, (answers.get(task.path),))

        for path, report in self._done(jobs()):
            failed = self._failed.get(path)
            self._forget(path)
            yield report if failed is None else failed_report(path, failed)
        for report in lost:
            self._forget(report.path)
            yield report

    def _forget(self, path: str) -> None:
        """Drop what is known about a file whose report is done: a run may have very many."""
        self._keeper.pop(path, None)
        self._spent.pop(path, None)
        self._failed.pop(path, None)

    def _done(self, jobs: Iterable[_Job]) -> Iterator[tuple[str, Any]]:
        """Yield the result of each job by path, None if it failed, as they finish."""
        common = iter(jobs)
        own: dict[WorkerProcess, deque[_Job]] = {one: deque() for one in self._processes}
        busy: dict[WorkerProcess, _Job] = {}
        while True:
            for process in self._processes:
                if process in busy:
                    continue
                job = self._next(process, own, common)
                if job is not None:
                    busy[process] = self._given(process, job)
            if not busy:
                return
            for process in _ready(busy):
                job = busy.pop(process)
                yield job.task.path, self._result(process, job)

    def _next(
        self,
        process: WorkerProcess,
        own: Mapping[WorkerProcess, deque[_Job]],
        common: Iterator[_Job],
    ) -> _Job | None:
        """Return a job for an idle process; those that another must do wait for that one."""
        if own[process]:
            return own[process].popleft()
        for job in common:
            keeper = self._keeper.get(job.task.path, process)
            if keeper is process:
                return job
            own[keeper].append(job)
        return None

    def _given(self, process: WorkerProcess, job: _Job) -> _Job:
        path = job.task.path
        self._keeper[path] = process
        left = 0.0
        if self._limit_s is not None:
            left = max(self._limit_s - self._spent.get(path, 0.0), _LEAST_S)
        process.give(left, job.function, job.task, *job.arguments)
        return job

    def _result(self, process: WorkerProcess, job: _Job) -> object:
        path = job.task.path
        try:
            result: object = process.answer()
        except WorkerLate as late:
            where = stack_place(late.stack)
            self._failed[path] = Overrun(where, seconds=self._limit_s or 0.0)
        except WorkerLost:
            self._failed[path] = killed(_WHERE)
        except JobFailed as crash:
            self._failed[path] = Crash(_WHERE, str(crash))
        else:
            self._spent[path] = self._spent.get(path, 0.0) + process.elapsed
            return result
        return None


def _ready(busy: Iterable[WorkerProcess]) -> list[WorkerProcess]:
    """Wait, and return those with an answer, those that died, and those out of time."""
    busy = list(busy)
    ends = [process.deadline for process in busy if process.deadline is not None]
    signs = [sign for process in busy for sign in process.signs]
    ready = wait(signs, max(min(ends) - monotonic(), 0.0) if ends else None)
    now = monotonic()
    return [
        process
        for process in busy
        if any(sign in ready for sign in process.signs)
        or (process.deadline is not None and now >= process.deadline)
    ]


def killed(where: str) -> Crash:
    """Return what to say of a worker that died over a proposal."""
    return Crash(
        where,
        "it was killed or ran out of memory",
        advice="Check this proposal alone, with more memory. If aptcheck fails again, please "
        f"report it at {issues_place()}, with the output of `aptcheck check --verbose`.",
    )


@contextmanager
def crew(size: int, limit_s: float | None = None) -> Iterator[Crew]:
    """Provide a crew of this many processes, and end them all, even if busy."""
    processes = [WorkerProcess() for _ in range(size)]
    try:
        yield Crew(processes, limit_s)
    finally:
        for process in processes:
            process.end()


#: The worker of a process that works for a crew.
_own = Worker()


def _cones_of(task: Task) -> tuple[ConeRequest, ...]:
    return _own.cones_of(task)


def _cones_only(task: Task) -> tuple[ConeRequest, ...]:
    return Worker().cones_of(task)


def _fields_of(task: Task) -> Fields:
    return _own.fields_of(task)


def _report(task: Task, answers: Answers | None) -> ProposalReport:
    return _own.report(task, answers)
