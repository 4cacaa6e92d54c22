"""Random and real proposals of every mode: aptcheck's pairs and matches are what is attached.

Like `test_association` for the MRS, this compares level 2, exposure by exposure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import count, islice

import pytest

from aptcheck import apt
from aptcheck.background.build import build_graph
from aptcheck.mode_names import EVERY_MODE, ModeName
from aptcheck.modes.judged import mode_named
from tests.oracle.attachment import attached
from tests.oracle.pools import Attached, Row, expand
from tests.oracle.printed import other_modes
from tests.oracle.random_proposals import random_proposal

pytest.importorskip("jwst", reason="needs the association generator: pip install --no-deps jwst")

from tests.oracle import generator

OTHERS = tuple(mode for mode in EVERY_MODE if mode != "miri-mrs")
#: Random proposals of a mode.
RANDOM = 12
#: Real programmes with more exposures take the generator too long; and the least number left.
MOST_ROWS, PROGRAMMES = 50, 15


def by_aptcheck(xml: bytes, mode: ModeName) -> Attached:
    proposal = apt.read_bytes(xml, "").proposal
    return dict(attached(build_graph(proposal, mode_named(mode))))


def assert_same(ours: Attached, theirs: Attached, *context: object) -> None:
    keys = sorted(key for key in {*ours, *theirs} if ours.get(key) != theirs.get(key))
    assert not [
        f"{key}: aptcheck {sorted(ours.get(key, ()))}, generator {sorted(theirs.get(key, ()))}"
        for key in keys
    ], context


def with_candidates(mode: ModeName) -> Iterator[tuple[bytes, list[Row]]]:
    """Yield random proposals in which something could be attached, each with its pool."""
    for number in count():
        xml = random_proposal(number, mode).xml
        rows = expand(xml)
        if {True, False} in roles_by_candidate(rows).values():
            yield xml, rows


def roles_by_candidate(rows: list[Row]) -> dict[str, set[bool]]:
    """Return {candidate: whether its exposures are background}."""
    roles: dict[str, set[bool]] = defaultdict(set)
    for row in rows:
        for candidate, kind in row.candidates:
            if kind == "BACKGROUND":
                roles[candidate].add(row.background)
    return roles


@pytest.mark.parametrize("mode", OTHERS)
def test_aptcheck_and_the_generator_agree_on_random_proposals(mode: ModeName) -> None:
    compared = 0
    for xml, rows in islice(with_candidates(mode), RANDOM):
        theirs = generator.attached(rows, mode)
        assert_same(by_aptcheck(xml, mode), theirs)
        compared += bool(theirs)
    assert compared > RANDOM / 6


@pytest.fixture(scope="module")
def real() -> list[tuple[str, bytes, list[Row]]]:
    """Return the smaller programmes that APT printed, with their pools."""
    programmes = [(name, xml, expand(xml)) for name, xml in other_modes()]
    return [programme for programme in programmes if len(programme[2]) <= MOST_ROWS]


def test_aptcheck_and_the_generator_agree_on_real_programmes(
    real: list[tuple[str, bytes, list[Row]]],
) -> None:
    compared: set[ModeName] = set()
    for name, xml, rows in real:
        made = generator.associations(rows)
        for mode in OTHERS:
            theirs = generator.attached_by(made, rows, mode)
            assert_same(by_aptcheck(xml, mode), theirs, name, mode)
            compared |= {mode} if theirs else set()
    # slitless time series get nothing
    assert compared == {"miri-imaging", "miri-coronagraphy", "nirspec-ifu"}
    assert len(real) >= PROGRAMMES
