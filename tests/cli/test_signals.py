"""How a command ends when it is told to, and what it leaves behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aptcheck.testing import pair

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the signals of POSIX")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A check by two processes that has begun and will not end soon, in a group of its own."""
    for number in range(400):
        pair().write(tmp_path / f"{number}.xml")
    process = subprocess.Popen(
        [sys.executable, "-m", "aptcheck", "check", str(tmp_path), "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # Where the tests run in the background, SIGINT may be ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    _wait(lambda: len(_children(process.pid)) >= 2)
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _children(parent: int) -> list[int]:
    """Return the processes of a process, by what Linux knows of them."""
    tasks = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(word) for task in tasks for word in task.read_text().split()]


def _wait(until: Callable[[], bool]) -> None:
    for _ in range(600):
        if until():
            return
        time.sleep(0.05)
    pytest.fail("it did not happen within half a minute")


def _is_alive(number: int) -> bool:
    stat = Path(f"/proc/{number}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes of Linux")


@linux
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_the_command(
    running: subprocess.Popen[bytes], number: signal.Signals
) -> None:
    workers = _children(running.pid)
    running.send_signal(number)
    status = running.wait(timeout=60)
    assert status == (143 if number is signal.SIGTERM else -9)
    _wait(lambda: not any(map(_is_alive, workers)))


@linux
def test_ctrl_c_shows_no_traceback(running: subprocess.Popen[bytes]) -> None:
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"Traceback" not in err
