"""How the time of a check grows with the size of the proposal.

``python benchmarks/growth.py`` prints a Markdown table: the CPU time of reading and judging
proposals of 250 to 2,000 observations, for the shapes in which every observation may depend on
every other. In the column ``n^``, n is the number of observations and the exponent is the slope of
a line through the logarithms of all four, which should not be above 1.3.
The last two columns are about the largest proposal: how far its check raises the peak memory of a
process of its own, and its JSON report, both divided by n.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from math import log
from pathlib import Path
from statistics import linear_regression

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aptcheck.report import render
from aptcheck.results import Report
from aptcheck.testing import (
    Document,
    after_date,
    group,
    image,
    mrs,
    offset,
    orient_range,
    persistence_risk,
    proposal,
    same_orient_link,
    target,
)
from tests.judging import judged

FIRST, HOUR = datetime(2026, 8, 1), timedelta(hours=1)
SIZES = (250, 500, 1000, 2000)


def shared_sky(count: int) -> Document:
    """Link one sky with all others, each with its own target."""
    sciences = range(2, count + 1)
    return proposal(
        targets=[
            target(1, "SKY", north=90),
            *(target(n, f"T{n}", east=n, background=[1]) for n in sciences),
        ],
        observations=[mrs(1), *(mrs(n, special=[persistence_risk()]) for n in sciences)],
        links=[group(*range(1, count + 1))],
    )


def pairs(count: int, *, declared: bool = True, linked: bool = True) -> Document:
    """Make pairs of unequal Ngroups, declared or only named like a sky."""
    halves = range(1, count, 2)
    return proposal(
        targets=[
            entry
            for n in halves
            for entry in (
                target(n, f"T{n}", north=n, background=[n + 1] if declared else []),
                target(n + 1, f"T{n}-SKY", north=n + 60),
            )
        ],
        observations=[mrs(n, groups=20 + n % 2) for n in range(1, count + 1)],
        links=[group(n, n + 1) for n in halves] if linked else [],
    )


def copies(count: int) -> Document:
    """Put every list on the wrong copy of the science target."""
    thirds = range(1, 3 * count // 2, 3)
    return proposal(
        targets=[
            entry
            for n in thirds
            for entry in (
                target(n, f"T{n}", north=6 * n, background=[n + 1]),
                target(n + 1, f"T{n}-SKY", north=6 * n + 3000),
                target(n + 2, f"T{n}-COPY", north=6 * n + 1),
            )
        ],
        observations=[
            observation
            for place, n in enumerate(thirds)
            for observation in (mrs(2 * place + 1, n + 2), mrs(2 * place + 2, n + 1))
        ],
        links=[group(2 * place + 1, 2 * place + 2) for place, _ in enumerate(thirds)],
    )


def many_to_many(
    count: int, *, linked: bool, special: Callable[[int], list[str]] = lambda _: []
) -> Document:
    """Pair each of half the observations with each of the other half, for one pair of targets."""
    half = count // 2
    return proposal(
        targets=[target(1, "T", background=[2]), target(2, "T-SKY", north=90)],
        observations=[
            mrs(n, 1 if n <= half else 2, groups=20 + (n > half), special=special(n))
            for n in range(1, 2 * half + 1)
        ],
        links=[group(*range(1, 2 * half + 1))] if linked else [],
    )


def named_skies(count: int, *, non_interruptible: bool) -> Document:
    """Put as many skies as science into one group, each of its own target."""
    half = count // 2
    return proposal(
        targets=[
            entry
            for n in range(1, half + 1)
            for entry in (
                target(n, f"T{n}", north=60 * n),
                target(half + n, f"SKY-{n}", north=60 * n + 90),
            )
        ],
        observations=[mrs(n) for n in range(1, 2 * half + 1)],
        links=[group(*range(1, 2 * half + 1), non_interruptible=non_interruptible)],
    )


def images(count: int) -> Document:
    """Let four image targets at the corners of a square list each other."""
    corners = enumerate([(0, 0), (60, 0), (0, 60), (60, 60)], start=1)
    return proposal(
        targets=[
            target(
                n, f"T{n}", north=north, east=east, background=[m for m in (1, 2, 3, 4) if m != n]
            )
            for n, (north, east) in corners
        ],
        observations=[image(n, 1 + n % 4) for n in range(1, count + 1)],
    )


def same_orient(count: int, *, asked: Callable[[int], tuple[float, float]]) -> Document:
    """Give all observations the same angle, half of them science and half their skies."""
    half = count // 2
    return proposal(
        targets=[
            entry
            for n in range(1, half + 1)
            for entry in (
                target(n, f"T{n}", east=3 * n, background=[half + n]),
                target(half + n, f"T{n}-SKY", east=3 * n, north=60),
            )
        ],
        observations=[mrs(n, special=[orient_range(*asked(n))]) for n in range(1, 2 * half + 1)],
        links=[
            same_orient_link(*range(1, 2 * half + 1)),
            *(group(n, half + n) for n in range(1, half + 1)),
        ],
    )


SHAPES: dict[str, Callable[[int], Document]] = {
    "one sky shared by all, bright targets": shared_sky,
    "declared pairs with a fault each": pairs,
    "suspected pairs, linked": lambda count: pairs(count, declared=False),
    "suspected pairs, side by side": lambda count: pairs(count, declared=False, linked=False),
    "skies known by name only, in a loose group": lambda count: named_skies(
        count, non_interruptible=False
    ),
    "skies known by name only, in one sequence": lambda count: named_skies(
        count, non_interruptible=True
    ),
    "four image targets that list each other": images,
    "lists on the wrong copy": copies,
    "n science x n skies in one link": lambda n: many_to_many(n, linked=True),
    "n science x n skies, not linked": lambda n: many_to_many(n, linked=False),
    "n science x n skies, each with its Offset": lambda count: many_to_many(
        count, linked=True, special=lambda n: [offset(n / 10, 0)]
    ),
    "n science x n skies, each with its dates": lambda count: many_to_many(
        count, linked=True, special=lambda n: [after_date(f"{FIRST + n * HOUR:%d-%b-%Y:%H:%M:%S}")]
    ),
    "Same Aperture PA over all": lambda count: same_orient(count, asked=lambda _: (10, 200)),
    "Same Aperture PA that cannot be met": lambda count: same_orient(
        count, asked=lambda n: (10 + n % 100, 11 + n % 100)
    ),
}


def seconds(document: Document) -> float:
    """Return the CPU time of reading and judging, the better of two."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        judged(document)
        taken.append(time.process_time() - start)
    return min(taken)


def slope(times: Sequence[float]) -> float:
    """Return the exponent with which the times grow with size."""
    sizes = [log(size) for size in SIZES]
    return linear_regression(sizes, [log(time) for time in times]).slope


def sizes(name: str) -> tuple[float, float]:
    """Return in kB, for the largest proposal, the memory of its check and the JSON for each n."""
    command = [sys.executable, __file__, name]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    memory, report = map(float, done.stdout.split())
    return memory / SIZES[-1], report / SIZES[-1]


def print_sizes(name: str) -> None:
    """Print how far a check raises the peak memory of this process, and its JSON, both in kB."""
    import resource

    def peak() -> float:
        # kB on Linux, bytes on macOS
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return used / 1024 if sys.platform == "darwin" else used

    document = SHAPES[name](SIZES[-1])
    judged(pairs(2))
    before = peak()
    report = judged(document)
    print(peak() - before, len(render("json", Report(proposals=(report,)))) / 1000)


def main() -> None:
    """Print the table."""
    # First: a new process starts with the peak of the one that starts it.
    each = {name: sizes(name) for name in SHAPES}
    judged(pairs(2))
    times_of = " | ".join(f"{size:,}, s" for size in SIZES)
    print(f"| proposal | {times_of} | n^ | memory, kB each | JSON, kB each |")
    print(f"|---|{'---|' * len(SIZES)}---|---|---|")
    for name, shape in SHAPES.items():
        times = [seconds(shape(count)) for count in SIZES]
        shown = (*(f"{t:.2f}" for t in times), f"{slope(times):.2f}")
        memory, report = each[name]
        print(f"| {name} | {' | '.join(shown)} | {memory:.0f} | {report:.1f} |", flush=True)


if __name__ == "__main__":
    print_sizes(sys.argv[1]) if len(sys.argv) > 1 else main()
