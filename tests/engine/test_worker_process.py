"""A process does its jobs one by one; a crash or a timeout costs one job."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import wait

import pytest

from aptcheck.engine import worker_process
from aptcheck.engine.worker_process import JobFailed, WorkerLate, WorkerLost, WorkerProcess

posix = pytest.mark.skipif(os.name == "nt", reason="what a stack says is read on POSIX only")


@pytest.fixture
def process() -> Iterator[WorkerProcess]:
    made = WorkerProcess()
    yield made
    made.end()


def asked(process: WorkerProcess, function: Callable[..., object], *arguments: object) -> object:
    """Have a job done without a limit."""
    process.give(0.0, function, *arguments)
    wait(process.signs)
    return process.answer()


def limited(process: WorkerProcess, limit_s: float, function: object, *arguments: object) -> object:
    """Have a job done within a limit, as a crew does."""
    process.give(limit_s, function, *arguments)  # type: ignore[arg-type]
    assert process.deadline is not None
    wait(process.signs, process.deadline - time.monotonic())
    return process.answer()


def catastrophe() -> None:
    """Stay in one call of C code that holds the interpreter: 2 to the power of 60 steps."""
    re.match("(a+)+$", "a" * 60 + "b")


def obstinate() -> None:
    """Catch whatever is raised here, and continue."""
    while True:
        try:
            sum(range(100))
        except BaseException:  # noqa: BLE001 - what a rule may do
            continue


def stopped() -> None:
    """Stop the whole process, its threads too."""
    os.kill(os.getpid(), signal.SIGSTOP)


def test_jobs_are_done_in_one_process(process: WorkerProcess) -> None:
    assert asked(process, pow, 2, 5) == 32
    assert asked(process, os.getpid) == asked(process, os.getpid) != os.getpid()


def test_a_death_loses_only_its_job(process: WorkerProcess) -> None:
    first = asked(process, os.getpid)
    with pytest.raises(WorkerLost):
        asked(process, os._exit, 9)
    assert asked(process, os.getpid) not in (first, os.getpid())


@posix
def test_a_process_killed_while_idle_loses_nothing(process: WorkerProcess) -> None:
    number = asked(process, os.getpid)
    assert isinstance(number, int)
    assert process._process is not None
    os.kill(number, signal.SIGKILL)
    process._process.join()
    assert asked(process, os.getpid) != number


def test_an_error_of_a_job_does_not_affect_others(process: WorkerProcess) -> None:
    with pytest.raises(JobFailed, match="ZeroDivisionError"):
        asked(process, divmod, 1, 0)
    assert asked(process, abs, -1) == 1


@pytest.mark.parametrize("raised", [KeyboardInterrupt, SystemExit, MemoryError])
def test_nothing_that_a_job_raises_ends_the_process(
    process: WorkerProcess, raised: type[BaseException]
) -> None:
    with pytest.raises(JobFailed, match=raised.__name__):
        asked(process, _raise, raised)
    assert asked(process, abs, -1) == 1


def _raise(kind: type[BaseException]) -> None:
    raise kind


def test_a_result_that_cannot_be_passed_on_is_an_error(process: WorkerProcess) -> None:
    with pytest.raises(JobFailed):
        asked(process, _unpicklable)
    assert asked(process, abs, -1) == 1


def _unpicklable() -> object:
    return lambda: None


@pytest.mark.parametrize("endless", [catastrophe, obstinate, time.sleep])
def test_no_job_exceeds_its_limit(process: WorkerProcess, endless: Callable[..., None]) -> None:
    first = asked(process, os.getpid)
    arguments = (1e6,) if endless is time.sleep else ()
    with pytest.raises(WorkerLate):
        limited(process, 0.2, endless, *arguments)
    assert limited(process, 60.0, os.getpid) != first


@posix
def test_a_late_job_says_where_it_was(process: WorkerProcess) -> None:
    with pytest.raises(WorkerLate) as late:
        limited(process, 0.2, catastrophe)
    assert "in catastrophe\n" in late.value.stack
    assert "in _serve\n" in late.value.stack


@posix
def test_the_main_process_ends_what_cannot_end_itself(
    process: WorkerProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_process, "GRACE_S", 0.1)
    with pytest.raises(WorkerLate):
        limited(process, 0.2, stopped)
    assert asked(process, abs, -1) == 1


def test_a_limit_does_not_outlive_its_job(process: WorkerProcess) -> None:
    """The next job has no limit, and runs past the limit of the one before."""
    assert limited(process, 0.2, abs, -1) == 1
    assert asked(process, time.sleep, 0.5) is None
