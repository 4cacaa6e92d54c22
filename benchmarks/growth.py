"""How the time of a check grows with the proposal, whatever leans on whatever.

``python benchmarks/growth.py`` prints a Markdown table: the CPU time of reading and judging a
proposal of 250 and of 1,000 observations, for the shapes in which every observation may have to do
with every other. Four times the observations should cost about four times the time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aptcheck.testing import Document, group, mrs, persistence_risk, proposal, target
from tests.judging import judged

SIZES = (250, 1000)


def shared_sky(count: int) -> Document:
    """One sky for all others, each a target of its own, in one link."""
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
    """Put every list on the wrong copy of its science target."""
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


SHAPES: dict[str, Callable[[int], Document]] = {
    "one sky shared by all, bright targets": shared_sky,
    "declared pairs with a fault each": pairs,
    "suspected pairs, linked": lambda count: pairs(count, declared=False),
    "suspected pairs, side by side": lambda count: pairs(count, declared=False, linked=False),
    "lists on the wrong copy": copies,
}


def seconds(document: Document) -> float:
    """Return the CPU time of reading and judging, the better of two."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        judged(document)
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    """Print the table."""
    judged(pairs(2))
    print("| proposal | 250 observations, s | 1,000 observations, s | ratio |")
    print("|---|---|---|---|")
    for name, shape in SHAPES.items():
        small, large = (seconds(shape(count)) for count in SIZES)
        print(f"| {name} | {small:.2f} | {large:.2f} | {large / small:.1f} |")


if __name__ == "__main__":
    main()
