"""One input after another: drawn, tested against the laws, and made small if one is broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random

from tests.fuzz.bench import Bench
from tests.fuzz.case import Case, drawn_case
from tests.fuzz.casebook import Casebook
from tests.fuzz.events import Begun, Done
from tests.fuzz.fault import Fault
from tests.fuzz.kinds import kinds
from tests.fuzz.laws import laws_for
from tests.fuzz.minimise import smallest_case, smallest_file
from tests.fuzz.timing import Timing

__all__ = ["Plan", "drawn_input", "searched"]

#: What a slow input breaks; it is not a law, since no test asserts a time.
SLOW = "time against size"


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What to search.

    ``copies`` is the most copies of one thing in a proposal, ``also`` a folder of additional
    proposals, ``keep`` where cases are written.
    """

    seed: int
    kinds: tuple[str, ...]
    copies: int
    keep: Path
    also: Path | None = None

    def again(self, kind: str, number: int) -> str:
        """Return the command that draws an input again."""
        also = f" --also {self.also}" if self.also is not None else ""
        return (
            f"python -m tests.fuzz --seed {self.seed} --kind {kind} --copies {self.copies}{also} "
            f"--input {number}"
        )


def drawn_input(plan: Plan, kind: str, number: int) -> tuple[Case, tuple[str, ...], str]:
    """Return an input, the laws to test, and the seed of their random choices."""
    seed = f"{plan.seed} {kind} {number}"
    chance = Random(seed)
    case = drawn_case(kinds(plan.copies, plan.also)[kind], chance)
    return case, tuple(laws_for(case.changed, chance)), seed


def searched(plan: Plan, first: int = 0, step: int = 1) -> Iterator[Begun | Done]:
    """Draw inputs without end, every ``step``-th from the first, each kind in turn."""
    timing, book = Timing(), Casebook(plan.keep)
    with Bench(hash_seed=plan.seed + 1) as bench:
        for number in count(first, step):
            for kind in plan.kinds:
                yield Begun(kind, number)
                case, laws, seed = drawn_input(plan, kind, number)
                files = case.files()
                before = _memory()
                fault, seconds = bench.fault(files, seed, laws)
                size = sum(map(len, files.values()))
                grown = _memory() - before
                if fault is None and timing.add(kind, number, size, seconds):
                    yield Begun(kind, number)
                    case, fault = _slow(bench, case, seconds)
                    files = case.files()
                place = None
                if fault is not None and not (place := book.place(kind, fault)).exists():
                    yield Begun(kind, number)
                    if fault.law != SLOW:
                        case, files = _small(bench, case, seed, fault)
                    place = book.keep(case, files, fault, plan.again(kind, number))
                yield Done(
                    kind=kind,
                    number=number,
                    size=size,
                    seconds=seconds,
                    grown=grown,
                    fault=fault,
                    place=place,
                )


def _slow(bench: Bench, case: Case, seconds: float) -> tuple[Case, Fault]:
    """Return the case with the mutations that make it slow, which identify it.

    The file is not made smaller, since each try takes as long.
    """
    case = smallest_case(case, lambda files: bench.fault(files, "", ())[1] > seconds / 2)
    names = ", ".join(sorted({mutation.name for mutation in case.mutations}))
    return case, Fault(SLOW, names or case.start, f"{seconds:.1f} s")


def _small(bench: Bench, case: Case, seed: str, fault: Fault) -> tuple[Case, dict[str, bytes]]:
    """Return a small case of a fault, and its files, smaller still."""

    def holds(files: dict[str, bytes]) -> bool:
        return bench.fault(files, seed, [fault.law])[0] == fault

    case = smallest_case(case, holds)
    files = case.files()
    small = smallest_file(files[case.changed], lambda data: holds({**files, case.changed: data}))
    return case, {**files, case.changed: small}


def _memory() -> float:
    """Return the peak memory of this process, MB (Linux counts in kB)."""
    import resource  # which Windows does not have

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
