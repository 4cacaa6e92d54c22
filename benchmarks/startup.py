"""Start-up and a whole check, as ratios to their unavoidable minimum, in one run.

``python benchmarks/startup.py`` prints a Markdown table; every figure is the median of whole
processes run in turn, so that a busy machine slows both sides equally. Modules are compiled first,
as an installer does. ``--against FOLDER`` also compares with another checkout of aptcheck.
"""

from __future__ import annotations

import argparse
import compileall
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.make_proposals import forty_eight  # noqa: E402

ROUNDS = 15
LOCKED = ROOT / "sample_proposals" / "star-in-the-background.aptx"

#: A checkout, and the arguments for Python.
Command = tuple[Path, Sequence[str]]


def seconds(command: Command) -> float:
    """Return the wall time of one process, whatever its exit status."""
    checkout, arguments = command
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        cwd=checkout,
        capture_output=True,
        check=False,
    )
    return time.perf_counter() - start


def compare(one: Command, other: Command) -> tuple[float, float]:
    """Return the median times of two commands run in turn."""
    pairs = [(seconds(one), seconds(other)) for _ in range(ROUNDS)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--against", type=Path, help="another checkout of aptcheck")
    against = parser.parse_args().against
    for checkout in (ROOT, *([against] if against else [])):
        compileall.compile_dir(checkout / "aptcheck", quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        proposal = forty_eight(Path(folder) / "forty-eight.xml")
        floor = (
            "import click; from pydantic import BaseModel; from lxml import etree; "
            f"etree.parse({str(proposal)!r})"
        )
        start = ("-m", "aptcheck")
        whole = (*start, "check", str(proposal), "--format", "json")
        locked = (*start, "check", str(LOCKED), "--format", "json")
        shown = (*start, "--help")
        rows: list[tuple[str, Command, Command, str]] = [
            (
                "`aptcheck --help` / `import click`",
                (ROOT, shown),
                (ROOT, ("-c", "import click")),
                "<= 2",
            ),
            (
                "`aptcheck rules` / `--help`",
                (ROOT, (*start, "rules")),
                (ROOT, shown),
                "<= 2.5",
            ),
            (
                "`aptcheck explain BKG201` / `--help`",
                (ROOT, (*start, "explain", "BKG201")),
                (ROOT, shown),
                "<= 2.5",
            ),
            (
                "`check` of 48 observations, JSON / importing click, pydantic, lxml and parsing it",
                (ROOT, whole),
                (ROOT, ("-c", floor)),
                "<= 2.4",
            ),
        ]
        if against is not None:
            rows += [
                (
                    "`check` of 48 observations / the other checkout",
                    (ROOT, whole),
                    (against, whole),
                    "",
                ),
                (
                    f"`check {LOCKED.name}` with its lock / the other checkout",
                    (ROOT, locked),
                    (against, locked),
                    "<= 0.7",
                ),
            ]
        print("| what | seconds | floor, seconds | ratio | aim |\n|---|---|---|---|---|")
        for what, one, other, aim in rows:
            own, least = compare(one, other)
            print(f"| {what} | {own:.3f} | {least:.3f} | {own / least:.2f} | {aim} |")


if __name__ == "__main__":
    main()
