"""An invented cycle: many proposals, as large, as mixed and as faulty as real ones.

``python benchmarks/cycle.py FOLDER [--count 5000] [--seed 2026]`` writes them into a new folder.
The same arguments give the same bytes; a smaller count gives the first of them.

How many observations and pairs a programme has, its modes, Ngroups, separations, depths, faults and
sizes are drawn from what was measured (`cycle_measured.py`). Each is drawn for itself: what goes
together in real programmes, such as depth and Ngroups, does not here. Observations beyond the pairs
are of the programme's mode, without a background, or of a template that is not judged. What
archives hold beside the plan is as long as measured, but means nothing (`cycle_unread.py`). The
records of the Visit Planner are all out of date, a third of them under the programme's own number:
real ones that can be used cost a check more.

One thing is invented: real files come without an `aptcheck.toml`. Of the programmes here with pairs
one in eight has a folder with one, whose intent says pixel, or shadow for a moving target, so that
not every strategy is that of the mode.
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.cycle_programme import Programme

__all__ = ["cycle"]

SEED = 2026
#: The number of the first programme.
FIRST = 10_001


def cycle(folder: Path, count: int, *, seed: int = SEED, jobs: int | None = None) -> Path:
    """Write programmes into a new folder and return it.

    Parameters
    ----------
    folder : Path
    count : int
        How many.
    seed : int
        Another one gives other programmes.
    jobs : int, optional
        Processes, by default one for each core; they make no difference to what is written.
    """
    folder.mkdir(parents=True)
    numbers = range(FIRST, FIRST + count)
    work = partial(_write, folder=folder, seed=seed)
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1:
        for number in numbers:
            work(number)
        return folder
    with ProcessPoolExecutor(jobs) as pool:
        for _ in pool.map(work, numbers, chunksize=16):
            pass
    return folder


def _write(number: int, *, folder: Path, seed: int) -> None:
    made = Programme(number, seed)
    intents = made.intents()
    if intents:
        folder /= str(number)
        folder.mkdir()
        (folder / "aptcheck.toml").write_text(intents, encoding="utf-8", newline="\n")
    made.document().write(folder / f"{number}.{'aptx' if made.archived else 'xml'}")


def main() -> None:
    """Write the cycle."""
    parser = argparse.ArgumentParser(description="Write an invented cycle of proposals.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    cycle(arguments.folder, arguments.count, seed=arguments.seed)


if __name__ == "__main__":
    main()
