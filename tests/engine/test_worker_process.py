"""A process that dies takes one job with it, and the others are done by a fresh one."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from aptcheck.engine.worker_process import WorkerLost, WorkerProcess


@pytest.fixture
def process() -> Iterator[WorkerProcess]:
    with ExitStack() as ending:
        yield WorkerProcess(ending)


def test_jobs_are_done(process: WorkerProcess) -> None:
    jobs = [process.give(pow, 2, n) for n in range(3)]
    assert [process.result(job) for job in jobs] == [1, 2, 4]


def test_a_death_loses_the_job_it_was_at_and_no_other(process: WorkerProcess) -> None:
    first, deadly, *others = (
        process.give(pow, 2, 5),
        process.give(os._exit, 9),
        *(process.give(pow, 2, n) for n in range(3)),
    )
    assert process.result(first) == 32
    with pytest.raises(WorkerLost):
        process.result(deadly)
    assert [process.result(job) for job in others] == [1, 2, 4]
    with pytest.raises(WorkerLost):
        process.result(deadly)


def test_several_deaths_are_several_losses(process: WorkerProcess) -> None:
    jobs = [process.give(*call) for call in ((os._exit, 9), (abs, -1)) * 3]
    # In another order than they were given.
    assert [process.result(job) for job in jobs[1::2]] == [1, 1, 1]
    for job in jobs[::2]:
        with pytest.raises(WorkerLost):
            process.result(job)


def test_a_process_killed_while_idle_loses_nothing(process: WorkerProcess) -> None:
    before = process.give(os.getpid)
    number = process.result(before)
    os.kill(number, signal.SIGKILL)
    # Until its end is noticed, a job that it is given is taken for the one it was at.
    after = process.give(os.getpid)
    try:
        assert process.result(after) != number
    except WorkerLost:
        assert process.result(process.give(os.getpid)) != number


def test_an_error_of_a_job_is_its_own(process: WorkerProcess) -> None:
    wrong = process.give(divmod, 1, 0)
    with pytest.raises(ZeroDivisionError):
        process.result(wrong)
    assert process.result(process.give(abs, -1)) == 1
