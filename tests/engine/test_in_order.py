"""Reports come out in order, whatever order they come in."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.engine import in_order
from aptcheck.engine.in_order import InOrder
from tests.report.plain import proposal


@given(st.integers(0, 60), st.randoms(use_true_random=False))
def test_each_comes_in_turn_as_soon_as_it_can(count: int, chance: random.Random) -> None:
    numbers = list(range(count))
    chance.shuffle(numbers)
    order = InOrder()
    came: list[str] = []
    added: set[int] = set()
    for number in numbers:
        added.add(number)
        came += [one.path for one in order.add(number, proposal(path=str(number)))]
        assert order.added == len(added)
        ready = next(n for n in range(count + 1) if n not in added)
        assert len(came) == ready == order.due
        for n in range(count):
            waiting = order.waiting(n)
            expected = str(n) if n in added and n >= ready else None
            assert (waiting.path if waiting is not None else None) == expected
    assert came == [str(number) for number in range(count)]


def test_few_wait_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_order, "_IN_MEMORY", 3)
    order = InOrder()
    for number in range(1, 50):
        assert list(order.add(number, proposal(path=str(number)))) == []
        assert len(order._near) <= 3
    assert [one.path for one in order.add(0, proposal(path="0"))] == [str(n) for n in range(50)]
    assert len(order._spool) == 0
