"""A folder of 1,000 proposals on all cores: wall time and peak memory.

``python benchmarks/folder.py [COUNT]`` prints a Markdown table. Peak memory is that of the largest
process, as the system counts it.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.make_proposals import many


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        many(Path(folder), count)
        command = [sys.executable, "-m", "aptcheck", "check", folder, "--format", "json"]
        start = time.perf_counter()
        subprocess.run(
            [*command, "--jobs", "0", "--fail-on", "never"], check=True, stdout=subprocess.DEVNULL
        )
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        "| what | cores | seconds | proposals per second | peak memory, MB |\n|---|---|---|---|---|"
    )
    print(
        f"| `aptcheck check` of a folder of {count} proposals, `--jobs 0` | {os.cpu_count()} | "
        f"{seconds:.1f} | {count / seconds:.0f} | {peak:.0f} |"
    )


if __name__ == "__main__":
    main()
