"""What a rule says."""

from __future__ import annotations

import dataclasses

import pytest

from aptcheck.rules import Column, Fault, Table


def test_a_fault_is_plain_data() -> None:
    fault = Fault(message="m", fix="f")
    assert dataclasses.replace(fault, observation=2).observation == 2


@pytest.mark.parametrize("row", [(1,), (1, 2, 3), (1, float("nan")), (1, float("inf"))])
def test_a_table_that_no_report_can_show_is_refused_in_the_rule(row) -> None:
    table = Table(caption="c", columns=(Column("a"), Column("b", "µJy")), rows=((1, None), row))
    with pytest.raises(ValueError, match=r"columns|has"):
        Fault(message="m", fix="f", table=table)


@pytest.mark.parametrize(
    "table",
    [
        (("a", 1),),
        Table(caption="c", columns=(), rows=(([],),)),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_table_is_refused_in_the_rule(table) -> None:
    with pytest.raises((TypeError, ValueError)):
        Fault(message="m", fix="f", table=table)
