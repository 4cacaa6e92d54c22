"""On a Dask cluster proposals are judged as here, and nothing stops the run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from aptcheck.config import Config
from aptcheck.engine.dask_workers import DaskWorkers
from aptcheck.engine.options import Options
from aptcheck.engine.worker import Task
from aptcheck.results import ProposalReport
from aptcheck.tasks.check import check_each
from aptcheck.testing import FIELD, pair
from tests.cli.running import ROOT, run, spawn
from tests.endless import endless_site, labelled
from tests.installed import announce
from tests.posix import posix
from tests.skies import allwise, offset_position, star

pytest.importorskip("distributed", reason="the extra hats is not installed")

DEADLY = '''
import os, signal
from aptcheck.rules import Context, Observation, Verdicts, rule


@rule("OBS666", severity="info")
def deadly_label(observation: Observation, context: Context) -> Verdicts:
    """Kills the process, and with it the worker of Dask that started it."""
    if observation.label == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if observation.label == "worker":
        os.kill(os.getppid(), signal.SIGKILL)
    yield from ()
'''


#: Sends Ctrl-C as soon as the first process of a cluster has started, before the cluster has.
INTERRUPTED = """
import os, signal, sys
from aptcheck.cli import main

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    from distributed import Nanny
    instantiate = Nanny.instantiate
    async def interrupted(self):
        result = await instantiate(self)
        os.kill(os.getpid(), signal.SIGINT)
        return result
    Nanny.instantiate = interrupted
    main.main(["check", "--no-cache", "--format", "json", "--dask", "local", sys.argv[1]])
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return proposals of every kind, one with an export that differs."""
    place = tmp_path / "cycle"
    place.mkdir()
    for number in range(4):
        pair(sky={"groups": 20 + number}).write(place / f"{number}.xml")
    pair().write(place / "a.aptx")
    pair(sky={"groups": 4}).write(place / "a.xml")
    pair().write(place / "b.aptx")
    pair().write(place / "b.xml")
    (place / "broken.xml").write_text("<JwstProposal")
    (place / "locked.xml").symlink_to("nowhere")
    pair().write(place / "c.aptx")
    (place / "c.xml").symlink_to("nowhere")
    return place


def checked(*arguments: object, **env: str) -> Any:
    given: dict[str, Any] = env
    return spawn("check", "--format", "json", "--no-cache", *arguments, **given)


def proposals(done: Any) -> dict[str, dict[str, Any]]:
    found = json.loads(done.stdout)["proposals"]
    return {Path(one["path"]).stem.rpartition("-")[2]: one for one in found}


def test_a_local_cluster_changes_nothing(folder: Path, tmp_path: Path) -> None:
    sky = offset_position(FIELD, 0, 90)
    wise = allwise(tmp_path / "wise.csv", [star(0, 0)], sky)
    for more in ((), ("--catalog", wise), ("--timeout-per-file", "0")):
        here = checked(folder, *more)
        there = checked(folder, *more, "--dask", "local", "--jobs", "2")
        assert there.stderr == here.stderr
        assert there.stdout == here.stdout
        assert there.returncode == here.returncode == 1


@posix
def test_ctrl_c_while_a_cluster_starts_leaves_a_report_and_nothing_else(
    folder: Path, tmp_path: Path
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = [sys.executable, "-c", INTERRUPTED, str(folder)]
    ended = subprocess.run(
        command,
        env={**os.environ, "TMPDIR": str(scratch), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert ended.stderr == b"aptcheck: interrupted; 9 of 9 proposals were not checked.\n"
    assert ended.returncode == 130
    assert len(json.loads(ended.stdout)["proposals"]) == 9
    assert list(scratch.iterdir()) == []


def test_a_named_archive_has_its_export_on_a_cluster_too(folder: Path) -> None:
    for name in ("a.aptx", "b.aptx"):
        here = checked(folder / name)
        assert checked(folder / name, "--dask", "local").stdout == here.stdout
    content = (folder / "a.aptx").read_bytes()
    there = checked("-", "--dask", "local", stdin=content)  # type: ignore[arg-type]
    assert there.stdout == checked("-", stdin=content).stdout  # type: ignore[arg-type]


@posix
def test_what_kills_or_never_ends_costs_one_proposal(tmp_path: Path) -> None:
    site = endless_site(tmp_path)
    announce(site, "deadly", "deadly_rules")
    (site / "deadly_rules.py").write_text(DEADLY)
    folder = labelled(tmp_path, "calm", "kill", "loop", "worker", "last")
    path = {"PYTHONPATH": os.pathsep.join([str(site), str(ROOT)])}
    limit = ("--timeout-per-file", "15")
    found = proposals(checked(folder, "--dask", "local", "--jobs", "2", *limit, **path))
    assert list(found) == ["calm", "kill", "loop", "worker", "last"]
    verdicts = {name: one["verdict"] for name, one in found.items()}
    assert verdicts == {
        **dict.fromkeys(("calm", "last"), "pass"),
        **dict.fromkeys(("kill", "loop", "worker"), "fail"),
    }
    said = {name: one["findings"][0]["message"] for name, one in found.items() if one["findings"]}
    assert "killed or ran out of memory" in said["kill"]
    assert "gave up after 15 s, in rule OBS777 (endless-label)" in said["loop"]
    assert "killed or ran out of memory" in said["worker"]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Run a scheduler and a worker, as on another machine, and yield the address and its folder."""
    site = tmp_path / "there"
    site.mkdir()
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), str(ROOT)])}
    place = tmp_path / "scheduler.json"
    options: dict[str, Any] = {
        "env": env,
        "cwd": site,
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "start_new_session": True,
    }
    scheduler = subprocess.Popen(
        [
            *(sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1"),
            *("--port", "0", "--no-dashboard", "--scheduler-file", str(place)),
        ],
        **options,
    )
    worker = subprocess.Popen(
        [
            *(sys.executable, "-m", "distributed.cli.dask_worker", "--nthreads", "2"),
            *("--no-dashboard", "--scheduler-file", str(place)),
        ],
        **options,
    )
    try:
        for _ in range(600):
            if place.exists() and place.stat().st_size:
                break
            time.sleep(0.1)
        yield json.loads(place.read_text())["address"], site
    finally:
        for process in (worker, scheduler):
            os.killpg(process.pid, signal.SIGKILL)  # with the worker's own children
            process.wait(30)


@posix
def test_a_cluster_that_is_running_is_used_and_told(
    folder: Path, cluster: tuple[str, Path]
) -> None:
    address, _ = cluster
    there = checked(folder, "--dask", address)
    (line,) = there.stderr.decode().splitlines()
    assert line == f"aptcheck: Sending 9 proposals to the Dask cluster at {address}."
    cache = folder.parent / "cache"
    env: dict[str, Any] = {"APTCHECK_CACHE_DIR": str(cache)}
    spawn("check", folder, "--format", "json", "--dask", address, **env)
    assert not list(cache.glob("??/*"))  # the workers may have other files of the same version
    assert there.stdout == checked(folder).stdout


@posix
@pytest.mark.parametrize("lost", ["scheduler", "only worker"])
def test_a_cluster_that_goes_away_costs_what_it_has_not_done(
    lost: str, cluster: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import Client

    from aptcheck.engine import dask_workers

    monkeypatch.setattr(dask_workers, "_CONNECTING_S", 3)
    monkeypatch.setattr(dask_workers, "_PATIENCE_S", 3)
    address, _ = cluster
    with Client(address) as client:
        client.wait_for_workers(1)
        scheduler = client.run_on_scheduler(os.getpid)
        (nanny,) = client.run(os.getppid).values()  # it would start the worker again
        (worker,) = client.run(os.getpid).values()
    names = [f"{number:02}" for number in range(40)]
    folder = labelled(tmp_path, *names)
    reports: list[ProposalReport] = []

    def receive(report: ProposalReport) -> None:
        reports.append(report)
        if len(reports) == 1:
            for process in (scheduler,) if lost == "scheduler" else (nanny, worker):
                os.kill(process, signal.SIGKILL)

    check_each([folder], Options(), receive, cluster=address)
    assert len(reports) == len(names)
    assert reports[0].verdict == "pass"
    assert reports[-1].verdict == "fail"
    (finding,) = reports[-1].findings
    assert "its scheduler, or the last of its workers, is gone" in finding.message
    assert "without --dask" in finding.fix


class Lost:
    """A client that loses its connection while it fetches a result, and that future."""

    status = "connecting"
    key = "report"

    def nthreads(self) -> dict[str, int]:
        return {"worker": 1}

    def submit(self, *_: object, **__: object) -> Lost:
        return self

    def add_done_callback(self, call: Callable[[Lost], None]) -> None:
        call(self)

    def result(self, timeout: float) -> None:
        raise ConnectionError(f"lost within {timeout} s")

    def release(self) -> None:
        """Do nothing."""


def test_a_lost_connection_is_no_fault_of_aptcheck(tmp_path: Path) -> None:
    path = str(pair().write(tmp_path / "p.xml"))
    task = Task(path=path, options=Options(), settings=Config())
    (report,) = DaskWorkers(Lost(), None).reports([task], {})
    assert "its scheduler, or the last of its workers, is gone" in report.findings[0].message


@posix
def test_a_cluster_with_other_rules_is_refused(
    folder: Path, cluster: tuple[str, Path], tmp_path: Path
) -> None:
    address, _ = cluster
    here = tmp_path / "here"
    announce(here, "own-rules", "own_rules")
    (here / "own_rules.py").write_text(DEADLY)
    done = checked(folder, "--dask", address, PYTHONPATH=os.pathsep.join([str(here), str(ROOT)]))
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"a worker of the Dask cluster has aptcheck" in done.stderr
    assert b"install the same everywhere" in done.stderr


def test_a_machine_without_room_for_a_cluster_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(**_: object) -> None:
        raise RuntimeError("Nanny failed to start.")

    monkeypatch.setattr("distributed.LocalCluster", full)
    done = run(capsys, "check", folder, "--no-cache", "--dask", "local")
    assert (done.status, done.out) == (2, "")
    assert "a local Dask cluster cannot be started (Nanny failed to start.)." in done.err


def test_no_scheduler_is_wrong_usage(folder: Path) -> None:
    for address in ("tcp://127.0.0.1:1", "nonsense://x", "no address"):
        done = checked(folder, "--dask", address, DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT="2s")
        assert (done.returncode, done.stdout) == (2, b"")
        assert f"{address}: no Dask scheduler answers there".encode() in done.stderr
        assert b"Traceback" not in done.stderr
