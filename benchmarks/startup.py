"""Start-up and a whole check, as ratios to what they cannot do without, in one run.

``python benchmarks/startup.py`` prints a Markdown table; every figure is the median of whole
processes run in turn, so that a busy machine slows both sides alike.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from make_proposals import forty_eight

ROUNDS = 15


def seconds(*command: str) -> float:
    """Return the wall time of one process, whatever its exit status."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], capture_output=True, check=False)
    return time.perf_counter() - start


def compare(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float, float]:
    """Return the median times of two commands run in turn."""
    pairs = [(seconds(*one), seconds(*other)) for _ in range(ROUNDS)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        proposal = forty_eight(Path(folder) / "forty-eight.xml")
        floor = (
            "import click; from pydantic import BaseModel; from lxml import etree; "
            f"etree.parse({str(proposal)!r})"
        )
        rows = [
            (
                "`aptcheck --help` / `import click`",
                compare(("-m", "aptcheck", "--help"), ("-c", "import click")),
                "2",
            ),
            (
                "`check` of 48 observations, JSON / importing click, pydantic, lxml and parsing it",
                compare(
                    ("-m", "aptcheck", "check", str(proposal), "--format", "json"), ("-c", floor)
                ),
                "3",
            ),
        ]
    print("| what | seconds | floor, seconds | ratio | aim |\n|---|---|---|---|---|")
    for what, (own, least), aim in rows:
        print(f"| {what} | {own:.3f} | {least:.3f} | {own / least:.2f} | <= {aim} |")


if __name__ == "__main__":
    main()
