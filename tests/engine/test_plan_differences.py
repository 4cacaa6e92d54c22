"""The parts in which two readings of one proposal differ."""

from __future__ import annotations

from typing import Any

import pytest

from aptcheck.apt import read_bytes
from aptcheck.engine.plan_differences import differing_parts
from aptcheck.testing import Document, ifu, mrs, pair, proposal, target
from tests.other_modes import pair_of


def parts(one: Document, other: Document) -> tuple[str, ...]:
    return differing_parts(
        read_bytes(one.xml, "one.xml").proposal, read_bytes(other.xml, "other.xml").proposal
    )


def many(count: int, **changes: Any) -> Document:
    observations = [mrs(n, 1, **changes) for n in range(1, count + 1)]
    return proposal(targets=[target(1)], observations=observations)


def test_the_same_plan_differs_in_nothing() -> None:
    assert parts(pair(), pair()) == ()


def test_lines_and_what_apt_computes_are_not_part_of_the_plan() -> None:
    assert parts(pair(), Document(pair().text.replace(">\n", ">\n\n"))) == ()
    assert parts(pair(), pair(both={"status": "ARCHIVED"})) == ()


def test_a_form_of_another_mode_is_compared_too() -> None:
    one, other = (pair_of(ifu(1), ifu(2, dither=kind)) for kind in ("CYCLING", "4-POINT-NOD"))
    assert parts(one, other) == ("observation 2",)


@pytest.mark.parametrize("count", [2, 30])
def test_parts_that_only_one_has_differ(count: int) -> None:
    (part,) = parts(many(1), many(count))
    assert part == ("observation 2" if count == 2 else "29 observations")


def test_every_part_is_reported() -> None:
    other = pair(title="Else", science_target={"north": 9}, both={"groups": 5}, links=[])
    assert parts(pair(), other) == (
        "the proposal information",
        "target 1",
        "observations 1 and 2",
        "the links",
    )
