"""A killed worker: its proposal is reported, the others are judged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aptcheck.config import Config
from aptcheck.engine import crew as crew_module
from aptcheck.engine.options import Options
from aptcheck.engine.worker import Task, Worker
from aptcheck.engine.worker_process import WorkerProcess
from aptcheck.testing import pair
from tests.installed import announce

ROOT = Path(__file__).resolve().parents[2]

#: An external rule that kills the process that judges an observation with this label.
DEADLY = '''
import os, signal
from aptcheck.rules import Context, Observation, Verdicts, rule
from tests.posix import posix

pytestmark = posix


@rule("OBS666", severity="info")
def deadly_label(observation: Observation, context: Context) -> Verdicts:
    """Kills."""
    if observation.label == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if observation.label == "memory":
        raise MemoryError
    yield from ()
'''


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a folder of Python packages with the deadly rule."""
    found = tmp_path / "site"
    announce(found, "deadly", "deadly_rules")
    (found / "deadly_rules.py").write_text(DEADLY)
    return found


def task(path: str) -> Task:
    return Task(path=path, options=Options(), settings=Config())


def checked(site: Path, folder: Path, *arguments: str) -> dict[str, Any]:
    """Check a folder with two processes, and return each proposal of the report by name."""
    done = subprocess.run(
        [sys.executable, "-m", "aptcheck", "check", folder, "--format", "json", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(site), str(ROOT)])},
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    return {Path(p["path"]).name: p for p in json.loads(done.stdout)["proposals"]}


def test_a_killed_worker_costs_only_its_proposal(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    labels = {f"{n}.xml": "kill" if n in (1, 4) else "calm" for n in range(7)}
    for name, label in labels.items():
        pair(sky={"label": label}).write(folder / name)
    found = checked(site, folder, "--jobs", "2")
    assert list(found) == sorted(labels)
    for name, label in labels.items():
        codes = [f["code"] for f in found[name]["findings"]]
        if label == "calm":
            assert found[name]["verdict"] == "pass", codes
            continue
        assert codes == ["APT900"]
        assert found[name]["verdict"] == "fail"
        assert "killed or ran out of memory" in found[name]["findings"][0]["message"]
        assert {line["outcome"] for line in found[name]["coverage"]} == {"finding", "not-checked"}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_out_of_memory_is_reported_for_its_proposal(site: Path, tmp_path: Path, jobs: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    pair(sky={"label": "memory"}).write(folder / "large.xml")
    pair().write(folder / "small.xml")
    found = checked(site, folder, "--jobs", jobs)
    assert "APT900" in [f["code"] for f in found["large.xml"]["findings"]]
    assert found["small.xml"]["verdict"] == "pass"


def test_a_failure_outside_the_rules_is_reported_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(pair().write(tmp_path / "x.xml"))

    def fails(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("aptcheck.engine.worker.report_of", fails)
    (report,) = Worker().reports([task(path)], {})
    (finding,) = report.findings
    assert (report.path, report.verdict, finding.code) == (path, "fail", "APT900")
    assert "MemoryError" in finding.message


def test_a_proposal_that_is_lost_when_it_is_opened_is_not_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = [task(str(pair().write(tmp_path / f"{n}.xml"))) for n in range(3)]
    opened = crew_module._cones_of
    # Named through the module, so that it works in a worker whether or not it is forked.
    monkeypatch.setattr(crew_module, "_cones_of", _deadly)
    with crew_module.crew(1) as work:
        assert [len(cones) > 0 for cones in work.cones(tasks)] == [True, False, True]
        monkeypatch.setattr(crew_module, "_cones_of", opened)
        found = {report.path: report.verdict for report in work.reports(tasks, {})}
    assert [found[one.path] for one in tasks] == ["pass", "fail", "pass"]


def _deadly(one: Task) -> object:
    """Open a proposal, but die on the second."""
    return os._exit(9) if one.path.endswith("1.xml") else crew_module._own.cones_of(one)


def test_a_file_has_one_time_for_opening_and_judging(tmp_path: Path) -> None:
    (one,) = [task(str(pair().write(tmp_path / "x.xml")))]
    process = Watched()
    work = crew_module.Crew([process], limit_s=100.0)
    list(work.cones([one]))
    list(work.reports([one], {}))
    assert process.limits == [100.0, 70.0]


class Watched(WorkerProcess):
    """Does each job at once in this process, and claims that it took 30 s."""

    def __init__(self) -> None:
        super().__init__()
        self.limits: list[float] = []
        self.reader, self.writer = os.pipe()
        os.close(self.writer)

    def __del__(self) -> None:
        os.close(self.reader)

    @property
    def signs(self) -> list[Any]:
        return [self.reader]

    @property
    def elapsed(self) -> float:
        return 30.0

    def give(self, limit_s: float, function: Callable[..., Any], *arguments: Any) -> None:
        self.limits.append(limit_s)
        self.result = function(*arguments)

    def answer(self) -> Any:
        return self.result


def test_a_lock_asks_nothing_of_a_file_that_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = [task(str(pair().write(tmp_path / f"{n}.xml"))) for n in range(3)]
    monkeypatch.setattr(crew_module, "_fields_of", _slow)
    with crew_module.crew(1, limit_s=4.0) as work:
        found = list(work.fields(tasks))
    assert [len(one.cones) > 0 for one in found] == [True, False, True]
    assert [one.unreadable is None for one in found] == [True, False, True]
    assert "gave up after 4 s" in (found[1].unreadable or "")


def _slow(one: Task) -> object:
    """Open a proposal, but never finish the second."""
    if one.path.endswith("1.xml"):
        time.sleep(1e6)
    return crew_module._own.fields_of(one)
