"""Parts of a bond."""

from __future__ import annotations

import pytest

from aptcheck.background.bond import MOST_PARTS, Bond, edges_of, skies_in
from aptcheck.errors import Unknown
from aptcheck.model import Observation

SCIENCES = tuple(Observation(number=n) for n in (1, 2, 3))
SKIES = tuple(Observation(number=n) for n in (7, 8))
BOND = Bond(sciences=SCIENCES, skies=SKIES)


def numbers(bond: Bond | None) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    if bond is None:
        return None
    return bond.science_numbers, tuple(sky.number for sky in bond.skies)


def test_some_of_its_observations_keep_the_tie():
    assert numbers(BOND.only(sciences={1, 3, 9}, skies={8})) == ((1, 3), (8,))
    assert BOND.only(sciences={1, 2, 3}) is BOND
    assert BOND.only(skies={1}) is None


def test_its_parts_have_one_key_on_either_side():
    parts = [numbers(part) for part in BOND.parted(lambda o: o.number % 2)]
    assert parts == [((1, 3), (7,)), ((1, 3), (8,)), ((2,), (7,)), ((2,), (8,))]


def test_pairs_one_by_one_are_by_number():
    other = Bond(sciences=SCIENCES[1:2], skies=(Observation(number=5),))
    pairs = [edge.numbers for edge in edges_of([BOND, other])]
    assert pairs == [(1, 7), (1, 8), (2, 5), (2, 7), (2, 8), (3, 7), (3, 8)]
    assert [sky.number for sky in skies_in([BOND, other])] == [5, 7, 8]


def test_too_many_kinds_of_pairs_are_not_checked_one_by_one():
    side = round(MOST_PARTS**0.5)
    sciences = tuple(Observation(number=n) for n in range(1, side + 1))
    skies = tuple(Observation(number=n) for n in range(side + 1, 2 * side + 2))
    within = Bond(sciences=sciences, skies=skies[:-1])
    assert sum(part.size for part in within.parted(lambda o: o.number)) == MOST_PARTS
    beyond = Bond(sciences=sciences, skies=skies)
    with pytest.raises(Unknown, match=r"observations 1, 2, .* differ in more than 10,000 ways"):
        next(beyond.parted(lambda o: o.number))
    assert next(beyond.parted(lambda o: o.number > side)).size == beyond.size
