"""How a command ends on a signal, what it then reports, and what it leaves behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

from aptcheck.cli import signals
from aptcheck.testing import pair
from tests.endless import (
    LABELS,
    ROOT,
    begun,
    endless_site,
    is_alive,
    labelled,
    wait_for,
    wait_for_labels,
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the signals of POSIX")
linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes of Linux")

Begin = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return endless_site(tmp_path)


@pytest.fixture
def begin(site: Path) -> Iterator[Begin]:
    """Start commands; any left at the end are killed."""
    all_begun: list[subprocess.Popen[bytes]] = []

    def one(*arguments: object, stdin: Path | None = None) -> subprocess.Popen[bytes]:
        all_begun.append(begun(site, *arguments, stdin=stdin))
        return all_begun[-1]

    yield one
    for process in all_begun:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@linux
@pytest.mark.parametrize("labels", [LABELS[:2], LABELS[2:]], ids=" and ".join)
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_no_worker_outlives_the_command(
    name: str, labels: tuple[str, str], begin: Begin, site: Path, tmp_path: Path
) -> None:
    process = begin("check", labelled(tmp_path, *labels), "--jobs", "2")
    workers = wait_for_labels(site, *labels)
    assert process.pid not in workers
    process.send_signal(signal.Signals[name])
    _, err = process.communicate(timeout=60)
    assert process.returncode == {"SIGINT": 130, "SIGTERM": 143, "SIGKILL": -9}[name]
    assert b"Traceback" not in err
    wait_for(lambda: not any(map(is_alive, workers)))


REPORTS = ("json", "sarif", "junit", "markdown", "html", "concise", "github")


@pytest.mark.parametrize(
    ("number", "whom"),
    [
        (signal.SIGINT, "the process"),
        (signal.SIGINT, "its group"),
        (signal.SIGTERM, "the process"),
    ],
)
@pytest.mark.parametrize("how", [(), ("--jobs", "2"), ("--timeout-per-file", "0")])
def test_an_interrupted_check_reports_what_was_done(
    how: tuple[str, ...],
    number: signal.Signals,
    whom: str,
    begin: Begin,
    site: Path,
    tmp_path: Path,
) -> None:
    # The worker that judged the first is then busy with the third.
    endless = ("loop", "sleep") if "--jobs" in how else ("loop",)
    folder = labelled(tmp_path, "calm", *endless, "after")
    out = tmp_path / "out"
    out.mkdir()
    more = [word for name in REPORTS for word in ("--report", f"{name}={out / name}")]
    process = begin("check", folder, *how, *more)
    wait_for_labels(site, *endless)
    # In a terminal Ctrl-C goes to the workers too; a worker that gets SIGTERM ends by itself.
    (os.killpg if whom == "its group" else os.kill)(process.pid, number)
    text, err = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    files = len(list(folder.iterdir()))
    _sees_interruption(out, files - 1, files)
    assert text.decode().splitlines()[-1] == (
        f"The run was interrupted: {files - 1} of {files} proposals were not checked."
    )
    assert err.decode().splitlines()[-1] == (
        f"aptcheck: interrupted; {files - 1} of {files} proposals were not checked."
    )
    assert sorted(file.name for file in out.iterdir()) == sorted(REPORTS)


def _sees_interruption(out: Path, unchecked: int, files: int) -> None:
    """Assert that each report is well-formed and says how many were not checked."""
    report = json.loads((out / "json").read_text())
    _validator("report").validate(report)
    verdicts = [proposal["verdict"] for proposal in report["proposals"]]
    assert verdicts == ["pass", *["fail"] * unchecked]
    assert [p["reached"] for p in report["proposals"]] == [True, *[False] * unchecked]
    assert report["summary"]["not_checked"] == unchecked
    assert report["summary"]["proposals"] == files
    for proposal in report["proposals"][1:]:
        assert [found["code"] for found in proposal["findings"]] == ["APT901"]
        assert {line["outcome"] for line in proposal["coverage"]} == {"finding", "not-checked"}
    (run,) = json.loads((out / "sarif").read_text())["runs"]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert [r["ruleId"] for r in run["results"]].count("APT901") == unchecked
    suites = ElementTree.parse(out / "junit").getroot()
    assert len(suites.findall("testsuite/testcase/error")) == unchecked
    assert (out / "concise").read_text().count(": APT901 error ") == unchecked
    assert (out / "github").read_text().count("title=APT901 ") == unchecked
    assert f"{unchecked} proposals not checked" in (out / "markdown").read_text()
    page = (out / "html").read_text()
    assert page.rstrip().endswith("</html>")
    assert "APT901" in page


def _validator(name: str) -> Any:
    return Draft202012Validator(json.loads((ROOT / "schemas" / f"{name}.json").read_text()))


def test_an_interrupted_check_of_standard_input_is_reported(
    begin: Begin, site: Path, tmp_path: Path
) -> None:
    (file,) = labelled(tmp_path, "catch").iterdir()
    process = begin("check", "-", "--format", "json", stdin=file)
    wait_for_labels(site, "catch")
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert json.loads(out)["summary"]["not_checked"] == 1


def test_a_second_ctrl_c_ends_the_report_too(begin: Begin, site: Path, tmp_path: Path) -> None:
    folder = labelled(tmp_path, "loop")
    first, pipe, last = tmp_path / "first.md", tmp_path / "pipe", tmp_path / "last.json"
    os.mkfifo(pipe)
    reports = (f"markdown={first}", f"concise={pipe}", f"json={last}")
    process = begin("check", folder, *(w for r in reports for w in ("--report", r)))
    wait_for_labels(site, "loop")
    process.send_signal(signal.SIGINT)
    # The first has been begun; the next one has no reader, so the write blocks.
    wait_for(lambda: list(tmp_path.glob(".aptcheck-*")))
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (out, b"Traceback" in err) == (b"", False)
    assert not first.exists()
    assert not last.exists()
    assert not list(tmp_path.glob(".aptcheck-*"))


def test_quiet_stays_quiet(begin: Begin, site: Path, tmp_path: Path) -> None:
    process = begin("check", "--quiet", labelled(tmp_path, "loop"))
    wait_for_labels(site, "loop")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (out, err.strip()) == (b"", b"")


def test_an_interrupted_run_writes_no_baseline(begin: Begin, site: Path, tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    process = begin("baseline", labelled(tmp_path, "calm", "loop"), "-o", file)
    wait_for_labels(site, "loop")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    assert not file.exists()
    assert not list(tmp_path.glob(".aptcheck-*"))


@pytest.mark.parametrize("command", ["lock", "check"])
def test_an_interrupted_query_leaves_no_lock_and_a_report(
    command: str, begin: Begin, tmp_path: Path
) -> None:
    folder = labelled(tmp_path, "calm")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(60)
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/tap"
        report = ("--format", "json") if command == "check" else ()
        process = begin(command, folder, "--catalog", address, *report)
        asked, _ = silent.accept()
        with asked:
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert [file.name for file in folder.iterdir()] == ["0-calm.xml"]
    if command == "check":
        assert json.loads(out)["summary"]["not_checked"] == 1


def test_a_watch_ends_without_a_report(begin: Begin, site: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    process = begin("check", labelled(tmp_path, "loop"), "--watch", "--report", f"json={file}")
    wait_for_labels(site, "loop")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    assert not file.exists()


def test_a_signal_waits_for_a_report_that_is_being_written() -> None:
    done = []

    def write() -> None:
        with signals.orderly_end():
            with signals.finishing():
                os.kill(os.getpid(), signal.SIGTERM)
                done.append("written")
            done.append("and on")

    with pytest.raises(KeyboardInterrupt):
        write()
    assert done == ["written"]
    assert signals.end_status() == 143
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with signals.orderly_end():
            os.kill(os.getpid(), signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)


@linux
def test_many_proposals_end_at_once(begin: Begin, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(300):
        pair().write(folder / f"{number}.xml")
    process = begin("check", folder, "--jobs", "2", "--format", "json")
    wait_for(lambda: len(_children(process.pid)) >= 2)
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    report = json.loads(out)
    assert len(report["proposals"]) == 300
    reached = [proposal["reached"] for proposal in report["proposals"]]
    assert reached.count(False) == report["summary"]["not_checked"] > 0


def _children(parent: int) -> list[int]:
    tasks = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(word) for task in tasks for word in task.read_text().split()]


def test_an_interruption_swallowed_by_a_callback_takes_effect_after_the_file() -> None:
    with signals.orderly_end():
        with suppress(KeyboardInterrupt):  # as the interpreter does in its own callbacks
            os.kill(os.getpid(), signal.SIGTERM)
        assert signals.was_told()
        with pytest.raises(KeyboardInterrupt):
            signals.heed()
    assert signals.end_status() == 143
    with signals.orderly_end():
        signals.heed()


#: Asked to end while text is executed, as when a dataclass is made.
SCRIPT = """
import os, signal
from aptcheck.cli import main

class Cli:
    @staticmethod
    def main(**how):
        exec("os.kill(os.getpid(), signal.SIGTERM)")

main.cli = Cli
main.main()
"""


def test_the_status_is_that_of_the_signal_under_python_m_too(tmp_path: Path) -> None:
    (tmp_path / "ended.py").write_text(SCRIPT)
    ended = subprocess.run(
        [sys.executable, "-m", "ended"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(tmp_path)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (143, "")


MADE = """
import os, signal
from aptcheck.cli import main

class Descriptor:
    def __set_name__(self, owner, name):
        os.kill(os.getpid(), signal.SIGINT)

class Cli:
    def main(self, **_):
        class Made:
            attribute = Descriptor()

signal.signal(signal.SIGINT, signal.default_int_handler)
main.cli = Cli()
main.main()
"""


def test_ctrl_c_while_a_class_is_made_is_no_fault_of_aptcheck() -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", MADE]
    ended = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (130, "")
