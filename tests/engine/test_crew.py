"""A worker that is killed: its proposal is told, the others are judged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from aptcheck.config import Config
from aptcheck.engine.crew import Crew
from aptcheck.engine.options import Options
from aptcheck.engine.worker import Task, Worker
from aptcheck.engine.worker_process import WorkerLost
from aptcheck.testing import pair

ROOT = Path(__file__).resolve().parents[2]

#: A rule from outside that kills the process which judges an observation called so.
DEADLY = '''
import os, signal
from aptcheck.rules import Context, Observation, Verdicts, rule


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
    told = found / "deadly-1.0.dist-info"
    told.mkdir(parents=True)
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: deadly\nVersion: 1.0\n")
    (told / "entry_points.txt").write_text("[aptcheck.rules]\ndeadly = deadly_rules\n")
    (found / "deadly_rules.py").write_text(DEADLY)
    return found


def task(path: str) -> Task:
    return Task(path=path, options=Options(), settings=Config())


def checked(site: Path, folder: Path, *arguments: str) -> dict[str, Any]:
    """Check a folder in two processes, and return each proposal of the report by its name."""
    done = subprocess.run(
        [sys.executable, "-m", "aptcheck", "check", folder, "--format", "json", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(site), str(ROOT)])},
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    return {Path(p["path"]).name: p for p in json.loads(done.stdout)["proposals"]}


def test_a_killed_worker_costs_its_proposal_alone(site: Path, tmp_path: Path) -> None:
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
def test_out_of_memory_is_told_of_its_proposal(site: Path, tmp_path: Path, jobs: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    pair(sky={"label": "memory"}).write(folder / "large.xml")
    pair().write(folder / "small.xml")
    found = checked(site, folder, "--jobs", jobs)
    assert "APT900" in [f["code"] for f in found["large.xml"]["findings"]]
    assert found["small.xml"]["verdict"] == "pass"


def test_what_fails_outside_the_rules_is_told_too(
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


class DeadlyProcess:
    """Does its jobs in this process, but dies over one path."""

    def __init__(self, path: str) -> None:
        self.path = path

    def give(self, function: Callable[..., Any], *arguments: Any) -> partial[Any]:
        return partial(function, *arguments)

    def result(self, job: partial[Any]) -> Any:
        if job.args[0].path == self.path:
            raise WorkerLost
        return job()


def test_a_proposal_that_is_lost_when_it_is_opened_is_not_opened_again(tmp_path: Path) -> None:
    tasks = [task(str(pair().write(tmp_path / f"{n}.xml"))) for n in range(3)]
    work = Crew([DeadlyProcess(tasks[1].path)])  # type: ignore[arg-type]
    assert [len(cones) > 0 for cones in work.cones(tasks)] == [True, False, True]
    (process,) = {work._process(one) for one in tasks}
    process.path = ""
    found = list(work.reports(tasks, {}))
    assert [report.path for report in found] == [one.path for one in tasks]
    assert [report.verdict for report in found] == ["pass", "fail", "pass"]
