"""A check of many files: streamed, in order, from the cache, and stopped by nothing."""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from aptcheck.engine import catalogues
from aptcheck.engine.cache import Cache
from aptcheck.engine.options import Options
from aptcheck.engine.recall import Recall
from aptcheck.errors import UsageError
from aptcheck.report import FORMATS
from aptcheck.results import ProposalReport
from aptcheck.tasks.check import check_each
from aptcheck.testing import pair
from tests.cli.running import ROOT, spawn
from tests.endless import begun, endless_site, environment, labelled
from tests.installed import announce
from tests.posix import bound_by_permissions, posix

linux = pytest.mark.skipif(sys.platform != "linux", reason="/sys and ulimit of Linux")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return proposals of every kind: good, faulty, broken, with an export, in a folder below."""
    place = tmp_path / "cycle"
    (place / "more").mkdir(parents=True)
    for number in range(6):
        pair(sky={"groups": 20 + number % 3}).write(place / f"{number}.xml")
    pair().write(place / "a.aptx")
    pair(sky={"groups": 4}).write(place / "a.xml")
    pair().write(place / "more" / "b.aptx")
    (place / "more" / "broken.xml").write_text("<JwstProposal")
    return place


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def checked(folder: Path, cache: Path, *arguments: object, **more: str) -> Any:
    """Check a folder in its own process."""
    env: dict[str, Any] = {"APTCHECK_CACHE_DIR": str(cache), **more}
    return spawn("check", folder, "--format", "json", *arguments, **env)


def entries(cache: Path) -> list[Path]:
    return sorted(cache.glob("??/*"))


def test_jobs_and_cache_change_nothing(folder: Path, cache: Path) -> None:
    alone = checked(folder, cache, "--no-cache")
    assert alone.returncode == 1
    assert not cache.exists()
    several = checked(folder, cache, "--no-cache", "--jobs", "3")
    cold = checked(folder, cache, "--jobs", "2")
    kept = entries(cache)
    warm = checked(folder, cache)
    unlimited = checked(folder, cache, "--no-cache", "--timeout-per-file", "0")
    assert alone.stdout == several.stdout == cold.stdout == warm.stdout == unlimited.stdout
    assert len(kept) == 8  # all but the broken one
    assert entries(cache) == kept


def test_only_what_changed_is_judged_again(folder: Path, cache: Path) -> None:
    checked(folder, cache)
    before = entries(cache)
    pair(sky={"groups": 9}).write(folder / "3.xml")
    again = checked(folder, cache)
    assert len(entries(cache)) == len(before) + 1
    assert again.stdout == checked(folder, cache, "--no-cache").stdout


def test_suppressions_and_baseline_are_not_kept(folder: Path, cache: Path, tmp_path: Path) -> None:
    checked(folder, cache)
    base = tmp_path / "base.json"
    spawn("baseline", folder, "-o", base)
    known = checked(folder, cache, "--baseline", base)
    assert json.loads(known.stdout)["summary"]["baselined"] > 0
    entry = '[[suppress]]\ncode = "BKG201"\nreason = "We know."\n'
    (folder / "aptcheck.toml").write_text(entry)
    quiet = checked(folder, cache)
    assert json.loads(quiet.stdout)["summary"]["suppressed"] > 0
    assert quiet.stdout == checked(folder, cache, "--no-cache").stdout
    (folder / "aptcheck.toml").unlink()
    assert json.loads(checked(folder, cache).stdout)["summary"]["suppressed"] == 0


def test_a_fault_while_a_catalogue_is_read_is_not_kept(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "aptcheck.lock").write_text("not a lock")
    options = Options()

    def found() -> list[ProposalReport]:
        reports: list[ProposalReport] = []
        recall = Recall(Cache(cache, print), options.today)
        check_each([folder], options, reports.append, recall=lambda: recall)
        return reports

    def exhausted(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(catalogues, "fetched", exhausted)
        assert "MemoryError" in str(found())
    assert "MemoryError" not in str(found())


def test_the_proposals_folder_stays_as_it_is(folder: Path, tmp_path: Path) -> None:
    before = sorted(folder.rglob("*"))
    home = {"HOME": str(folder), "XDG_CACHE_HOME": "", "LOCALAPPDATA": str(folder / ".c")}
    checked(folder, tmp_path, APTCHECK_CACHE_DIR="", **home)
    seen = [path for path in sorted(folder.rglob("*")) if not _hidden(path.relative_to(folder))]
    assert seen == before
    visible = checked(folder, folder / "cache")
    assert b"is in a folder of proposals; this run does without it" in visible.stderr
    assert not (folder / "cache").exists()
    for name in ("[0-9a].*", "more/broken.xml"):
        for path in folder.glob(name):
            path.unlink()
    pair().write(folder / "more" / "c.xml")  # now all proposals are below
    assert checked(folder, folder / "cache").stderr == visible.stderr
    assert not (folder / "cache").exists()


@posix
def test_a_pipe_and_an_endless_file_do_not_hold_up_the_others(folder: Path, cache: Path) -> None:
    os.mkfifo(folder / "pipe.aptx")
    (folder / "zero.aptx").symlink_to("/dev/zero")
    cold = checked(folder, cache)
    assert len(entries(cache)) == 8
    assert checked(folder, cache).stdout == cold.stdout
    assert checked(folder, cache, "--no-cache").stdout == cold.stdout


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") or part == "Library" for part in path.parts)


def test_one_file_needs_no_cache(folder: Path, cache: Path) -> None:
    checked(folder / "0.xml", cache)
    assert not cache.exists()


@linux
def test_a_cache_that_cannot_be_made_does_not_matter(folder: Path) -> None:
    done = checked(folder, Path("/sys/aptcheck"))
    (line,) = done.stderr.decode().splitlines()
    assert "The cache /sys/aptcheck cannot be used (" in line
    assert line.endswith("); this run does without it.")
    assert done.stdout == checked(folder, Path("/sys/aptcheck"), "--no-cache").stdout


@posix
def test_a_read_only_cache_is_read(folder: Path, cache: Path) -> None:
    try:
        spawn("--version", first=bound_by_permissions)
    except subprocess.SubprocessError:
        pytest.skip("root may write anywhere")
    checked(folder / "more", cache)
    kept = entries(cache)
    for path in (cache, *cache.iterdir()):
        path.chmod(0o500) if path.is_dir() else path.chmod(0o400)
    done = spawn(
        "check",
        folder,
        "--format",
        "json",
        first=bound_by_permissions,
        APTCHECK_CACHE_DIR=str(cache),
    )
    assert b"cannot be written (Permission denied); this run keeps nothing there" in done.stderr
    assert done.stdout == checked(folder, cache, "--no-cache").stdout
    assert entries(cache) == kept


def with_cache(cache: Path) -> dict[str, str]:
    """Return an environment with this cache."""
    return {**os.environ, "APTCHECK_CACHE_DIR": str(cache), "PYTHONPATH": str(ROOT)}


def in_shell(line: str, cache: Path, place: Path) -> Any:
    return subprocess.run(
        ["bash", "-c", line],
        env=with_cache(cache),
        cwd=place,
        capture_output=True,
        check=False,
        timeout=300,
    )


@linux
def test_a_full_disk_costs_the_cache_only(folder: Path, cache: Path, tmp_path: Path) -> None:
    command = f"{sys.executable} -m aptcheck check {folder} --format json"
    done = in_shell(f"ulimit -f 0; {command} | cat", cache, tmp_path)
    assert b"cannot be written (File too large); this run keeps nothing there." in done.stderr
    assert done.stdout == checked(folder, cache, "--no-cache").stdout
    assert entries(cache) == []


@linux
def test_a_file_that_does_not_fit_is_left_as_it_was(
    folder: Path, cache: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.json"
    out.write_text("old")
    command = f"{sys.executable} -m aptcheck check {folder} --format json --no-cache -o {out}"
    done = in_shell(f"ulimit -f 1; {command}", cache, tmp_path)
    assert done.returncode == 2
    assert b"cannot be written (File too large); the existing file is unchanged" in done.stderr
    assert out.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cycle", "out.json"]


def on_full_disk(place: Path, cache: Path, *arguments: object) -> Any:
    """Run `aptcheck` where a folder is a file system of its own, of 4 kB."""
    mounted = 'mount -t tmpfs -o size=4k full "$0" && exec "$@"'
    alone = ("unshare", "--map-root-user", "--mount", "sh", "-c", mounted, str(place))
    place.mkdir()
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], check=False).returncode:
        pytest.skip("nobody may mount a file system here")
    return subprocess.run(
        [*alone, sys.executable, "-m", "aptcheck", *map(str, arguments)],
        env=with_cache(cache),
        capture_output=True,
        check=False,
        timeout=300,
    )


@linux
def test_a_cache_on_a_full_disk_is_told_once(folder: Path, cache: Path, tmp_path: Path) -> None:
    done = on_full_disk(tmp_path / "disk", tmp_path / "disk" / "cache", "check", folder)
    (line,) = done.stderr.decode().splitlines()
    assert line.endswith("(No space left on device); this run keeps nothing there.")
    assert done.stdout == spawn("check", folder, "--no-cache").stdout


@linux
def test_a_report_on_a_full_disk_ends_the_run(folder: Path, cache: Path, tmp_path: Path) -> None:
    out = tmp_path / "disk" / "out.json"
    done = on_full_disk(out.parent, cache, "check", folder, "--format", "json", "-o", out)
    assert done.returncode == 2
    assert b"cannot be written (No space left on device)" in done.stderr


def test_two_runs_may_share_the_cache(folder: Path, cache: Path) -> None:
    alone = checked(folder, cache, "--no-cache").stdout
    command = [sys.executable, "-m", "aptcheck", "check", str(folder), "--format", "json"]
    env = with_cache(cache)
    together = [
        subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    for run in together:
        out, err = run.communicate(timeout=300)
        assert (out, err) == (alone, b"")
    assert len(entries(cache)) == 8
    assert checked(folder, cache).stdout == alone


DEADLY = '''
import os, signal
from pathlib import Path
from aptcheck.rules import Context, Observation, Verdicts, rule


@rule("OBS666", severity="info")
def deadly_label(observation: Observation, context: Context) -> Verdicts:
    """Kills, once: a file says so."""
    if observation.label == "kill" and Path(os.environ["ARMED"]).exists():
        os.kill(os.getpid(), signal.SIGKILL)
    yield from ()
'''


@posix
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_killed_worker_costs_one_row_and_is_not_kept(
    jobs: str, tmp_path: Path, cache: Path
) -> None:
    site, armed = tmp_path / "site", tmp_path / "armed"
    announce(site, "deadly", "deadly_rules")
    (site / "deadly_rules.py").write_text(DEADLY)
    folder = labelled(tmp_path, "calm", "kill", "after", "last")
    more = {"PYTHONPATH": os.pathsep.join([str(site), str(ROOT)]), "ARMED": str(armed)}
    armed.touch()
    hurt = json.loads(checked(folder, cache, "--jobs", jobs, **more).stdout)["proposals"]
    assert [one["verdict"] for one in hurt] == ["pass", "fail", "pass", "pass"]
    assert [f["code"] for f in hurt[1]["findings"]] == ["APT900"]
    assert len(entries(cache)) == 3
    armed.unlink()
    whole = json.loads(checked(folder, cache, "--jobs", jobs, **more).stdout)["proposals"]
    assert [one["verdict"] for one in whole] == ["pass"] * 4
    assert whole[::2] == hurt[::2]


@posix
@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_given_up_is_in_every_format(format_: str, tmp_path: Path, cache: Path) -> None:
    if format_ == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    site = endless_site(tmp_path)
    folder = labelled(tmp_path, "calm", "loop", "after")
    out = tmp_path / "out"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "aptcheck", "check", folder, "--timeout-per-file", "4"),
            *("--format", format_, "-o", out),
        ],
        env={**environment(site), "APTCHECK_CACHE_DIR": str(cache)},
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    if format_ == "parquet":
        from pyarrow import parquet

        text = str(parquet.read_table(out).to_pylist())
    else:
        text = out.read_text(encoding="utf-8")
    assert "APT900" in text
    assert "1-loop.xml" in text
    assert len(entries(cache)) == 2


@posix
def test_what_is_done_is_written_while_the_check_goes_on(tmp_path: Path) -> None:
    site = endless_site(tmp_path)
    folder = labelled(tmp_path, "calm", "loop", "after")
    process = begun(site, "check", folder, "--format", "json", "--jobs", "2", "--no-cache")
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if b'"verdict": "pass"' in line:
                break
        assert process.poll() is None  # the second file still runs
    finally:
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out.rstrip().endswith(b"}")
    assert out.count(b'"code": "APT901",\n     "name"') in {1, 2}  # the third may be done


def alive() -> int:
    gc.collect()
    return sum(isinstance(one, ProposalReport) for one in gc.get_objects())


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_report_stays_in_memory(jobs: int, tmp_path: Path) -> None:
    for number in range(60):
        pair().write(tmp_path / f"{number:02}.xml")
    before, most, came = alive(), 0, 0

    def receive(_: ProposalReport) -> None:
        nonlocal most, came
        came += 1
        if came % 10 == 0:
            most = max(most, alive() - before)

    check_each([str(tmp_path)], Options(), receive, jobs=jobs, limit_s=60)
    assert came == 60
    # With several workers some wait for one before them: in memory at most 32.
    assert most <= (5 if jobs == 1 else 35)


def test_reports_come_while_others_are_judged(tmp_path: Path) -> None:
    for number in range(5):
        pair().write(tmp_path / f"{number}.xml")
    steps: list[str] = []
    check_each(
        [str(tmp_path)],
        Options(),
        lambda report: steps.append(Path(report.path).stem),
        progress=lambda done, _: steps.append(f"done {done}"),
    )
    assert steps == [step for n in range(5) for step in (str(n), f"done {n + 1}")]


def test_reports_that_a_configuration_speaks_of_wait_for_the_last_of_them(tmp_path: Path) -> None:
    (tmp_path / "2").mkdir()
    for name in ("0.xml", "1.xml", "2/2.xml", "2/3.xml", "2/4.xml"):
        pair().write(tmp_path / name)
    text = '[[suppress]]\ncode = "BKG301"\nreason = "We know."\n'
    (tmp_path / "2" / "aptcheck.toml").write_text(text)
    steps: list[str] = []
    check_each(
        [str(tmp_path)],
        Options(),
        lambda report: steps.append(Path(report.path).stem),
        progress=lambda done, _: steps.append(f"done {done}"),
    )
    assert steps == ["0", "done 1", "1", "done 2", "done 3", "done 4", "2", "3", "4", "done 5"]


@pytest.mark.parametrize("waits", [False, True])
def test_after_an_interruption_each_report_has_come_once(waits: bool, tmp_path: Path) -> None:
    for number in range(4):
        pair().write(tmp_path / f"{number}.xml")
    if waits:
        text = '[[suppress]]\ncode = "BKG301"\nreason = "We know."\n'
        (tmp_path / "aptcheck.toml").write_text(text)
    seen: list[str] = []

    def receive(report: ProposalReport) -> None:
        seen.append(Path(report.path).stem)
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check_each([str(tmp_path)], Options(), receive)
    assert seen == ["0", "1", "2", "3"]


def test_dask_without_its_extra(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"A Dask cluster needs an extra: .*aptcheck\[hats\]"):
        check_each([str(folder)], Options(), print, cluster="local")
