"""Opens proposals and judges them: in this process, or shared out among several.

A proposal is judged by the worker that opened it, so that nobody opens it twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING, Protocol

from aptcheck.engine.proposal_report import report_of
from aptcheck.engine.session import Session, Unopened, cones_of, open_proposal

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

    from aptcheck.config import Config
    from aptcheck.contamination.cone_request import ConeRequest
    from aptcheck.contamination.sky import Answers
    from aptcheck.engine.options import Options
    from aptcheck.results import ProposalReport

__all__ = ["Task", "Workers", "workers"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Task:
    """One file to check; ``content`` is that of standard input, None for a file to read."""

    path: str
    options: Options
    settings: Config
    content: bytes | None = None


class Workers(Protocol):
    """Opens proposals, then judges them in the order of the tasks."""

    def cones(self, tasks: Sequence[Task]) -> Iterable[tuple[ConeRequest, ...]]:
        """Open each proposal, and return what to ask a catalogue about it."""
        ...

    def reports(
        self, tasks: Sequence[Task], answers: Mapping[str, Answers]
    ) -> Iterator[ProposalReport]:
        """Yield the report of each; ``answers`` is by path, without those that asked nobody."""
        ...


class Worker:
    """Works in this process; what it has opened it keeps until that is judged."""

    def __init__(self) -> None:
        self._opened: dict[str, Session | Unopened] = {}

    def cones(self, tasks: Sequence[Task]) -> Iterable[tuple[ConeRequest, ...]]:
        """Open each proposal, and return what to ask a catalogue about it."""
        return [self.cones_of(task) for task in tasks]

    def reports(
        self, tasks: Sequence[Task], answers: Mapping[str, Answers]
    ) -> Iterator[ProposalReport]:
        """Yield the report of each."""
        for task in tasks:
            yield self.report(task, answers.get(task.path))

    def cones_of(self, task: Task) -> tuple[ConeRequest, ...]:
        """Open one proposal and keep it."""
        opened = self._opened[task.path] = _open(task)
        return cones_of(opened)

    def report(self, task: Task, answers: Answers | None) -> ProposalReport:
        """Judge one proposal, opened before or now."""
        opened = self._opened.pop(task.path, None)
        return report_of(_open(task) if opened is None else opened, answers)


class Crew:
    """Shares the tasks out among processes in turn; each keeps what it has opened.

    Parameters
    ----------
    pools : sequence of ProcessPoolExecutor
        Of one process each.
    """

    def __init__(self, pools: Sequence[ProcessPoolExecutor]) -> None:
        self._turns = cycle(pools)
        self._by_path: dict[str, ProcessPoolExecutor] = {}

    def cones(self, tasks: Sequence[Task]) -> Iterable[tuple[ConeRequest, ...]]:
        """Open each proposal, and return what to ask a catalogue about it."""
        asked = [self._pool(task).submit(_cones_of, task) for task in tasks]
        return [one.result() for one in asked]

    def reports(
        self, tasks: Sequence[Task], answers: Mapping[str, Answers]
    ) -> Iterator[ProposalReport]:
        """Yield the report of each."""
        judged = [self._pool(task).submit(_report, task, answers.get(task.path)) for task in tasks]
        for one in judged:
            yield one.result()

    def _pool(self, task: Task) -> ProcessPoolExecutor:
        return self._by_path.setdefault(task.path, next(self._turns))


@contextmanager
def workers(jobs: int) -> Iterator[Workers]:
    """Give one worker, or as many processes."""
    if jobs < 2:
        yield Worker()
        return
    from concurrent.futures import ProcessPoolExecutor

    with ExitStack() as stack:
        yield Crew([stack.enter_context(ProcessPoolExecutor(1)) for _ in range(jobs)])


#: The one of a process that works for a crew.
_own = Worker()


def _cones_of(task: Task) -> tuple[ConeRequest, ...]:
    return _own.cones_of(task)


def _report(task: Task, answers: Answers | None) -> ProposalReport:
    return _own.report(task, answers)


def _open(task: Task) -> Session | Unopened:
    return open_proposal(task.path, task.options, task.settings, task.content)
