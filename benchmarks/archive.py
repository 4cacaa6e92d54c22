"""A cycle of proposals on one and two cores, again from the cache, and beside it a bare parse.

``python benchmarks/archive.py [COUNT]`` writes an invented cycle of 5,000 proposals (`cycle.py`)
and prints a Markdown table: proposals a second, peak memory, and each time as a ratio to that of
lxml parsing the same files. "One core" and "two cores" are what the processes may run on, whatever
the machine has. It also compares what was written, byte for byte, and ends with status 1 if two
runs differ.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.cycle import cycle

COUNT = 5000


@dataclass(frozen=True)
class Run:
    """What one run took, and the hash of what it wrote."""

    seconds: float
    peak_mb: float
    digest: str = ""


def checked(folder: Path, cores: int, cache: Path | None, *arguments: str) -> Run:
    """Check a folder in processes that may use so many cores."""
    out = folder.parent / "out.jsonl"
    command = [sys.executable, "-m", "aptcheck", "check", str(folder), "--format", "jsonl"]
    kept = {"APTCHECK_CACHE_DIR": str(cache)} if cache is not None else {}
    start = time.perf_counter()
    with out.open("wb") as stream, on(cores):
        process = subprocess.Popen(
            [*command, "--fail-on", "never", *([] if kept else ["--no-cache"]), *arguments],
            stdout=stream,
            env={**os.environ, **kept},
        )
        peak = most_memory(process)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"the check ended with status {process.returncode}")
    return Run(seconds, peak, sha256(out.read_bytes()).hexdigest())


@contextmanager
def on(cores: int) -> Iterator[None]:
    """Let this process and its children run on so many cores, where the system can say so."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[:cores])
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def most_memory(process: subprocess.Popen[bytes]) -> float:
    """Wait for a process, and return the most that it and its children had together, in MB."""
    most = 0.0
    while process.poll() is None:
        most = max(most, sum(map(proportional_mb, family(process.pid))))
        time.sleep(0.2)
    return most


def family(pid: int) -> Iterator[int]:
    """Yield a process and all its descendants."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from family(int(child))


def proportional_mb(pid: int) -> float:
    """Return the memory of a process; what it shares with others counts in part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def parsed(files: Sequence[Path]) -> Run:
    """Parse the XML of every file on one core, as lxml does by itself."""
    start = time.perf_counter()
    with on(1):
        for file in files:
            content = file.read_bytes()
            if file.suffix == ".aptx":
                with zipfile.ZipFile(file) as archive:
                    name = next(n for n in archive.namelist() if n.endswith(".xml"))
                    content = archive.read(name)
            etree.fromstring(content)
    seconds = time.perf_counter() - start
    return Run(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        folder = cycle(place / "cycle", count)
        files = [file for file in folder.rglob("*") if file.suffix in {".aptx", ".xml"}]
        cache = place / "cache"
        cache.mkdir(mode=0o700)
        parsed(files)  # the files are in memory from here on
        floor = parsed(files)
        runs = {
            "lxml parses the same files": floor,
            "`--jobs 1 --no-cache`, one core": checked(folder, 1, None),
            "`--jobs 2 --no-cache`, two cores": checked(folder, 2, None, "--jobs", "2"),
            "`--jobs 2`, two cores, fills the cache": checked(folder, 2, cache, "--jobs", "2"),
            "again, one core, from the cache": checked(folder, 1, cache),
        }
        if find_spec("distributed") is not None:
            name = "`--dask local --jobs 2 --no-cache`, two cores"
            runs[name] = checked(folder, 2, None, "--dask", "local", "--jobs", "2")
    megabytes = "peak memory of all processes, MB"
    print(f"| {count} proposals | seconds | proposals per second | {megabytes} | ratio to lxml |")
    print("|---|---:|---:|---:|---:|")
    for name, run in runs.items():
        print(
            f"| {name} | {run.seconds:.1f} | {count / run.seconds:.0f} | {run.peak_mb:.0f} "
            f"| {run.seconds / floor.seconds:.2f} |"
        )
    _, alone, two, _, again, *_ = runs.values()
    print(
        f"\nOne core takes {alone.seconds / floor.seconds:.1f} times as long as lxml (aim: at most "
        f"8); a second makes it {alone.seconds / two.seconds:.2f} times as fast (aim: 1.8 or "
        f"more), the cache {alone.seconds / again.seconds:.0f} times (aim: 20 or more)."
    )
    digests = {run.digest for run in runs.values() if run.digest}
    print("All wrote the same bytes." if len(digests) == 1 else "NOT ALL WROTE THE SAME BYTES.")
    sys.exit(len(digests) != 1)


if __name__ == "__main__":
    main()
