"""What a worker of a Dask cluster does: it judges one proposal in a process of its own.

A worker of Dask cannot be ended at any point without losing all that it does; its child can.
"""

from __future__ import annotations

from contextlib import contextmanager
from multiprocessing import current_process
from threading import Lock
from typing import TYPE_CHECKING, Any

from aptcheck.engine.crew import Crew
from aptcheck.engine.worker import Task, Worker
from aptcheck.engine.worker_process import WorkerProcess
from aptcheck.rules.registry import rules_version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aptcheck.contamination.cone_request import ConeRequest
    from aptcheck.contamination.sky import Answers
    from aptcheck.results import ProposalReport

__all__ = ["OtherVersion", "cones_there", "report_there"]


class OtherVersion(Exception):  # noqa: N818 - the name says what happened
    """The worker has other rules than the command; ``str`` says which."""


def cones_there(task: Task, version: str, limit_s: float | None) -> tuple[ConeRequest, ...]:
    """Open a proposal, and return its catalogue queries."""
    _ensure(version)
    if limit_s is None:
        return Worker().cones_of(task)
    with _alone(limit_s) as crew:
        (cones,) = crew.cones([task])
        return cones


def report_there(
    task: Task, answers: Answers | None, version: str, limit_s: float | None
) -> ProposalReport:
    """Open a proposal and judge it.

    Raises
    ------
    OtherVersion
        Aptcheck or its rules are not those of the command.
    """
    _ensure(version)
    if limit_s is None:
        return Worker().report(task, answers)
    with _alone(limit_s) as crew:
        (report,) = crew.reports([task], {} if answers is None else {task.path: answers})
        return report


def _ensure(version: str) -> None:
    own = rules_version()
    if own != version:
        raise OtherVersion(own)


#: The child of this process, kept from one proposal to the next, and who may use it.
_child = WorkerProcess(start="spawn")
_turn = Lock()


@contextmanager
def _alone(limit_s: float) -> Iterator[Crew]:
    with _turn, _allowed_children():
        yield Crew([_child], limit_s, keeps=False)


@contextmanager
def _allowed_children() -> Iterator[None]:
    """Let this process start children although Dask made it a daemon; they end with it."""
    configuration: dict[str, Any] = getattr(current_process(), "_config", {})
    daemon = configuration.pop("daemon", None)
    try:
        yield
    finally:
        if daemon is not None:
            configuration["daemon"] = daemon
