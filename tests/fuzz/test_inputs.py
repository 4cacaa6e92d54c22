"""A fixed number of inputs of each kind, the same each time, tested against all laws.

`python -m tests.fuzz` draws others, for as long as you like; see docs/fuzzing.md.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.bench import Bench
from tests.fuzz.kinds import KINDS
from tests.fuzz.search import Plan, drawn_input

#: Together with the harness's own tests, about two minutes on one core.
INPUTS = {
    "proposals": 440,
    "archives": 160,
    "locks": 60,
    "configurations": 240,
    "baselines": 200,
    "catalogues": 200,
    "answers": 40,
}
BATCH = 20
PLAN = Plan(seed=1, kinds=KINDS, copies=12, keep=Path("build/fuzz"))


def test_every_kind_has_its_inputs() -> None:
    assert tuple(INPUTS) == KINDS


@pytest.mark.parametrize(
    ("kind", "first"), [(kind, n) for kind, count in INPUTS.items() for n in range(0, count, BATCH)]
)
def test_no_law_is_broken(bench: Bench, kind: str, first: int) -> None:
    for number in range(first, first + BATCH):
        case, laws, seed = drawn_input(PLAN, kind, number)
        fault, _ = bench.fault(case.files(), seed, laws)
        assert fault is None, f"{fault}\n{PLAN.again(kind, number)}\n{fault.detail}"
