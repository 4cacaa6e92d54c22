"""The widest clearing of a sky compared with a search at every arcsecond, in one run.

``python benchmarks/suggest.py`` prints two Markdown tables:

- `widest_clear`, which finds the best position to 0.02 arcsec and proves it, compared with one
  pass of numpy over a lattice of 1 arcsec in the same ring, which finds the best point of the
  lattice and proves nothing. Sources are spread evenly within 300 arcsec, each with a radius; the
  ring is 30 to 120 arcsec;
- the whole of `aptcheck suggest` for a proposal of 24 targets, compared with reading and checking
  it with the same catalogues.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

from aptcheck import apt  # noqa: E402
from aptcheck.contamination.empty_sky.terms import Terms  # noqa: E402
from aptcheck.engine.options import Options  # noqa: E402
from aptcheck.geometry.clearance import Area, Disc, Discs, Ring, widest_clear  # noqa: E402
from aptcheck.tasks.check import check_paths  # noqa: E402
from aptcheck.tasks.suggest import suggested_places  # noqa: E402
from benchmarks.make_proposals import forty_eight  # noqa: E402
from scripts.synthetic_catalogue import (  # noqa: E402
    ALLWISE_COLUMNS,
    TWOMASS_COLUMNS,
    Pair,
    population,
    write,
)

COUNTS = (5, 900, 20_000, 100_000)
#: With more sources than this, the lattice is not tried.
MOST_LATTICE = 20_000
#: The aim, and the number of sources it is for.
AIM, AIM_AT = 50.0, 20_000
CONE, INNER, OUTER, STEP = 300.0, 30.0, 120.0, 1.0
#: Radii of the sources, arcsec, and their shares: fields only, and the wings of bright ones.
RADII, SHARES = (6.5, 7.3, 9.0, 14.0, 40.0), (0.5, 0.39, 0.1, 0.0095, 0.0005)
#: Distances at a time: as many as fit in a cache.
CHUNK = 200_000
REPEATS = 5
AROUND, AROUND_DEG = 120, 0.13


def seconds(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the median time of several runs."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def sky(count: int) -> Discs:
    """Return sources spread evenly over the cone."""
    dice = np.random.default_rng(count)
    away, turn = CONE * np.sqrt(dice.random(count)), dice.uniform(0.0, 2 * np.pi, count)
    radius = dice.choice(RADII, count, p=SHARES)
    return Discs(x=away * np.cos(turn), y=away * np.sin(turn), radius=radius)


def ring() -> Area:
    """Return the default search area."""
    known = Disc(x=0.0, y=0.0, radius=CONE)
    return Area(rings=(Ring(x=0.0, y=0.0, inner=INNER, outer=OUTER),), covered=known, known=known)


def lattice(discs: Discs) -> float:
    """Return the largest margin on a lattice in the ring: every distance, in chunks."""
    steps = np.arange(-OUTER, OUTER + STEP, STEP)
    x, y = (axis.ravel() for axis in np.meshgrid(steps, steps))
    away = np.hypot(x, y)
    inside = (away >= INNER) & (away <= OUTER)
    x, y, away = x[inside], y[inside], away[inside]
    best = -np.inf
    size = max(1, CHUNK // len(discs))
    for at in range(0, len(x), size):
        here = slice(at, at + size)
        east, north = x[here, None] - discs.x, y[here, None] - discs.y
        left = np.sqrt(east * east + north * north) - discs.radius
        best = max(best, float(np.minimum(left.min(axis=1), CONE - away[here]).max()))
    return best


def clearings() -> None:
    """Print the table of `widest_clear`."""
    print("| sources | widest_clear, ms | lattice, ms | ratio | margin, bound | lattice's best |")
    print("|---:|---:|---:|---:|---:|---:|")
    reached = 0.0
    for count in COUNTS:
        discs, area = sky(count), ring()
        found = widest_clear(discs, area)
        assert found is not None
        ours = seconds(partial(widest_clear, discs, area))
        margins = f"{found.margin:.2f}, {found.bound:.2f}"
        if count > MOST_LATTICE:
            print(f"| {count:,} | {1e3 * ours:.1f} | | | {margins} | |")
            continue
        best = lattice(discs)
        assert best <= found.bound
        theirs = seconds(partial(lattice, discs), 1 if count == AIM_AT else REPEATS)
        ratio = theirs / ours
        reached = ratio if count == AIM_AT else reached
        print(
            f"| {count:,} | {1e3 * ours:.1f} | {1e3 * theirs:.1f} | {ratio:.1f} | {margins} "
            f"| {best:.2f} |"
        )
    verdict = "met" if reached >= AIM else "not met"
    print(f"\nAim: a ratio of {AIM:.0f} or more at {AIM_AT:,} sources; {verdict}.")


def catalogues(folder: Path, proposal: Path) -> tuple[str, str]:
    """Write stars about every science target of a proposal; return both files."""
    pairs: list[Pair] = []
    for target in apt.read_path(proposal).proposal.targets[::2]:
        dice = random.Random(target.name)
        patch = (target.ra_deg or 0.0, target.dec_deg or 0.0, AROUND_DEG, AROUND)
        pairs += population(dice, patch, first=len(pairs))
    near, wise = folder / "fp_psc.csv", folder / "allwise.csv"
    write(near, TWOMASS_COLUMNS, (row for row, _ in pairs if row))
    write(wise, ALLWISE_COLUMNS, (row for _, row in pairs if row))
    return str(near), str(wise)


def whole() -> None:
    """Print the table of `aptcheck suggest`."""
    with tempfile.TemporaryDirectory() as name:
        proposal = forty_eight(Path(name, "forty-eight.xml"))
        options = Options(catalogs=catalogues(Path(name), proposal), today=datetime(2026, 11, 1))
        check: list[float] = []
        suggest: list[float] = []
        # in turn, so that a busy machine slows both equally
        for _ in range(REPEATS):
            check.append(seconds(lambda: check_paths([proposal], options), 1))
            suggest.append(
                seconds(lambda: suggested_places(proposal, options, Terms(), every=True), 1)
            )
        found = suggested_places(proposal, options, Terms(), every=True)
    checked, suggested = statistics.median(check), statistics.median(suggest)
    places = sum(len(one.suggestions) for one in found.targets)
    clean = sum(one.status == "ok" for one in found.targets)
    print("\n| 24 targets, local catalogues | seconds | ratio |")
    print("|---|---:|---:|")
    print(f"| `check` | {checked:.2f} | 1 |")
    print(f"| `suggest --all`: {clean} of 24 clean, {places} positions | {suggested:.2f} ", end="")
    print(f"| {suggested / checked:.2f} |")


def main() -> None:
    """Print both."""
    clearings()
    whole()


if __name__ == "__main__":
    main()
