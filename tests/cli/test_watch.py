"""``aptcheck check --watch``: checks again when a file changes, until it is interrupted."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aptcheck.cli import watch
from aptcheck.testing import exposure, pair
from tests.cli.running import run

ROOT = Path(__file__).resolve().parents[2]
SLIP = pair(sky={"exposures": [exposure(g, groups=40) for g in ("SHORT", "MEDIUM", "LONG")]})
PATIENCE = 60.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGINT cannot be sent there")


class Watching:
    """A watch in its own process, its output line by line."""

    def __init__(self, *arguments: object, on_ctrl_c: signal.Handlers = signal.SIG_DFL) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "aptcheck", "check", *map(str, arguments), "--watch"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # If this process ignores SIGINT, like a background job, so would the child.
            preexec_fn=lambda: signal.signal(signal.SIGINT, on_ctrl_c),
        )
        self.lines: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self.lines.put(line)

    def until(self, text: str) -> str:
        """Return everything up to the line with a text."""
        seen, end = "", time.monotonic() + PATIENCE
        while text not in seen:
            seen += self.lines.get(timeout=max(0.1, end - time.monotonic()))
        return seen

    def interrupt(self) -> int:
        return self.ended_by(signal.SIGINT)

    def ended_by(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self.reader.join()


@pytest.fixture
def proposal(tmp_path: Path) -> Path:
    return SLIP.write(tmp_path / "proposal.aptx")


@pytest.fixture
def watching(proposal: Path) -> Iterator[Watching]:
    started = Watching(proposal, "--format", "concise")
    yield started
    started.close()


def test_a_saved_proposal_is_checked_again_and_ctrl_c_ends_with_130(
    watching: Watching, proposal: Path
) -> None:
    assert "BKG201" in watching.until("watching 1 path")
    pair().write(proposal)
    assert "BKG201" not in watching.until("checked at")
    SLIP.write(proposal)
    first = watching.until("checked at")
    assert "BKG201" in first
    assert "\x1b[" not in first
    assert watching.interrupt() == 130


def test_a_watch_in_the_background_ignores_ctrl_c_and_says_what_ends_it(proposal: Path) -> None:
    watching = Watching(proposal, on_ctrl_c=signal.SIG_IGN)
    try:
        assert f"kill {watching.process.pid} ends" in watching.until("watching 1 path")
        watching.process.send_signal(signal.SIGINT)
        pair().write(proposal)
        watching.until("checked at")
        assert watching.ended_by(signal.SIGTERM) == 128 + signal.SIGTERM
    finally:
        watching.close()


def test_a_proposal_that_is_briefly_replaced_or_missing_is_not_an_error(
    watching: Watching, proposal: Path
) -> None:
    watching.until("watching 1 path")
    proposal.unlink()
    time.sleep(3 * watch.POLL_S)
    fresh = pair().write(proposal.with_suffix(".new"))
    fresh.rename(proposal)
    reported = watching.until("checked at")
    assert "does not exist" not in reported
    assert "BKG201" not in reported


def test_a_wrong_configuration_is_reported_and_can_be_fixed_without_a_restart(
    watching: Watching, proposal: Path
) -> None:
    watching.until("watching 1 path")
    config = proposal.parent / "aptcheck.toml"
    config.write_text('profle = "draft"\n')
    assert "'profile'" in watching.until("checked at")
    config.write_text('ignore = ["BKG201"]\n')
    reported = watching.until("checked at")
    assert "BKG201" not in reported
    assert watching.process.poll() is None


def test_an_error_at_the_start_ends_the_watch(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "check", tmp_path / "none.aptx", "--watch").status == 2
    done = run(capsys, "check", "-", "--watch")
    assert (done.status, len(done.err.splitlines())) == (2, 1)


def watch_until_interrupted(folder: Path, once: Callable[[], int]) -> None:
    with pytest.raises(KeyboardInterrupt):
        watch.watched([str(folder)], [], once)


def test_a_new_file_in_a_folder_and_a_lost_one_are_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "POLL_S", 0.01)
    monkeypatch.setattr(watch, "PATIENCE_S", 0.05)
    calls: list[int] = []

    def once() -> int:
        calls.append(len(list(tmp_path.glob("*.xml"))))
        if len(calls) == 1:
            pair().write(tmp_path / "a.xml")
        elif len(calls) == 2:
            (tmp_path / "a.xml").unlink()
        else:
            raise KeyboardInterrupt
        return 0

    watch_until_interrupted(tmp_path, once)
    assert calls == [0, 1, 0]


def test_a_terminal_is_cleared_and_a_pipe_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    class Terminal:
        def isatty(self) -> bool:
            return True

        def write(self, text: str) -> None:
            shown.append(text)

        def flush(self) -> None:
            pass

    def once() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdout", Terminal())
    for terminal in ("xterm", "dumb"):
        monkeypatch.setenv("TERM", terminal)
        watch_until_interrupted(tmp_path, once)
    assert shown == ["\x1b[2J\x1b[H"]
