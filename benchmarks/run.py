"""Every benchmark, one after another: ``python benchmarks/run.py > benchmarks/README.md``.

A benchmark that cannot run here (an extra, a server or a large file is missing) says so.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAMES = (
    "startup",
    "reading",
    "fixing",
    "folder",
    "archive",
    "catalogues",
    "hats_join",
    "sweep",
    "suggest",
    "visibility",
    "formats",
    "growth",
)


def main() -> None:
    """Print the page."""
    print("# Benchmarks\n")
    print(
        "`python benchmarks/run.py` prints this page. Ratios compare tasks timed in the same run,"
    )
    print("in turn, so that a busy machine slows both sides equally; no test asserts a time.\n")
    version, machine = platform.python_version(), platform.machine()
    print(f"Last run: CPython {version}, {machine}, {os.cpu_count()} cores.")
    for name in NAMES:
        done = subprocess.run(
            [sys.executable, str(HERE / f"{name}.py")], capture_output=True, text=True, check=False
        )
        print(f"\n## {name}.py\n", flush=True)
        if done.returncode == 0:
            print(done.stdout.strip(), flush=True)
        else:
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            print(f"Not measured here: {reason}", flush=True)


if __name__ == "__main__":
    main()
