"""Rendering a thousand findings in each format, relative to the check that finds them.

``python benchmarks/formats.py`` prints a Markdown table. The findings are those of the sample with
the most, repeated; the check is that of as many copies of the sample as needed.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from aptcheck.engine.options import Options  # noqa: E402
from aptcheck.report import FORMATS, content  # noqa: E402
from aptcheck.results import ProposalReport, Report  # noqa: E402
from aptcheck.tasks.check import check_paths  # noqa: E402

FINDINGS = 1_000
ROUNDS = 5
SAMPLE = ROOT / "sample_proposals" / "broken.aptx"


def seconds(work: Callable[[], object]) -> float:
    """Return the median time of a task, after one warm-up run."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def thousand(proposal: ProposalReport) -> Report:
    """Return a report of copies of one proposal with `FINDINGS` findings in all."""
    copies: list[ProposalReport] = []
    left = FINDINGS
    while left > 0:
        findings = proposal.findings[:left]
        left -= len(findings)
        copies.append(replace(proposal, path=f"copy-{len(copies)}.aptx", findings=findings))
    return Report(proposals=tuple(copies))


def main() -> None:
    """Print the table."""

    def check() -> Report:
        return check_paths([SAMPLE], Options())

    report = thousand(check().proposals[0])
    whole = seconds(check) * len(report.proposals)
    print(
        f"{len(report.findings)} findings in {len(report.proposals)} proposals; "
        f"checking them takes {whole:.2f} s in one process.\n"
    )
    print("| format | seconds | rendering / checking | aim |\n|---|---|---|---|")
    for name in FORMATS:
        spent = seconds(lambda name=name: content(name, report))  # type: ignore[misc]
        print(f"| {name} | {spent:.3f} | {spent / whole:.2f} | < 1 |")


if __name__ == "__main__":
    main()
