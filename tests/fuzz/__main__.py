"""The command: ``python -m tests.fuzz --minutes 30 --seed 7 --kind proposals --jobs 2``."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tests.fuzz.account import Account
from tests.fuzz.bench import Bench
from tests.fuzz.crew import watched
from tests.fuzz.kinds import KINDS
from tests.fuzz.search import Plan, drawn_input, searched


def main(arguments: Sequence[str] | None = None) -> int:
    """Search for a while, or show one input; return 1 if a fault was found."""
    asked = _parser().parse_args(arguments)
    plan = Plan(
        seed=asked.seed,
        kinds=tuple(asked.kind or KINDS),
        copies=asked.copies,
        keep=asked.keep,
        also=asked.also,
    )
    if asked.input is not None:
        return _one(plan, asked.input)
    account, began = Account(), time.monotonic()
    work = partial(searched, plan)
    for event in watched(work, asked.jobs, 60 * asked.minutes, asked.patience):
        if line := account.add(event):
            print(line, flush=True)
    print(*account.lines(time.monotonic() - began), sep="\n")
    return int(not account.clean)


def _one(plan: Plan, number: int) -> int:
    """Print, for one input of each kind, its changes and the law that it breaks."""
    broken = False
    with Bench(hash_seed=plan.seed + 1) as bench:
        for kind in plan.kinds:
            case, laws, seed = drawn_input(plan, kind, number)
            fault, seconds = bench.fault(case.files(), seed, laws)
            print(f"{kind} {number}: {case.start!r}, {case.changed} changed by")
            print(*(f"  {mutation}" for mutation in case.mutations), sep="\n")
            print(f"laws: {', '.join(laws)}; {seconds:.3f} s")
            print(fault or "no fault", fault.detail if fault else "", sep="\n")
            broken |= fault is not None
    return int(broken)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=2.0, help="how long (2)")
    parser.add_argument("--seed", type=int, default=1, help="other seeds draw other inputs (1)")
    parser.add_argument(
        "--kind", action="append", choices=KINDS, help="only this kind; may be repeated"
    )
    parser.add_argument("--jobs", type=int, default=1, help="processes (1)")
    parser.add_argument(
        "--keep", type=Path, default=Path("build/fuzz"), help="folder for cases (build/fuzz)"
    )
    parser.add_argument("--also", type=Path, help="a folder of additional proposals to start from")
    parser.add_argument("--copies", type=int, default=300, help="most copies of one thing (300)")
    parser.add_argument("--input", type=int, metavar="N", help="only this input, described")
    parser.add_argument("--patience", type=float, default=180.0, help="seconds for one input (180)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
