"""The pipeline's own association generator decides which exposure gets which background.

The test compares level 2, exposure by exposure: {(science observation, grating, arm): background
observations}. It does not compare level 3, which attaches a background to the whole observation
without regard to grating, arm or subarray, so that a sky without one grating would count as
complete.

Where aptcheck and the generator differ on purpose, `DIFFERENCES` has the reason; a difference
without a reason fails, and so does a reason without a difference.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from aptcheck import apt
from aptcheck.background.build import build_graph
from aptcheck.model import Proposal
from aptcheck.modes.judged import mode_named
from tests.oracle.association_cases import CASES
from tests.oracle.attachment import attached
from tests.oracle.pools import Attached, expand, proposal_bytes
from tests.oracle.random_proposals import random_proposal
from tests.oracle.target_groups import grouped
from tests.shared import ROOT, shared

pytest.importorskip("jwst", reason="needs the association generator: pip install --no-deps jwst")

from tests.oracle import generator

DIFFERENCES: dict[str, str] = {}

SAMPLES = sorted(path.stem for path in (ROOT / "sample_proposals").glob("*.xml"))

#: The files with MRS in the reference corpus.
CORPUS = (
    "1171.xml",
    "1219.aptx",
    "1263.aptx",
    "atlas-qsos.aptx",
    "clagn24-rebuilt.aptx",
    "erqs.aptx",
    "erqs-temp.aptx",
    "miri-demo.aptx",
    "skipped-obs.xml",
)
RANDOM = 40


def by_aptcheck(proposal: Proposal) -> Attached:
    given = attached(build_graph(proposal, mode_named("miri-mrs")))
    return {(number, setting): skies for (number, setting), skies in given.items()}


def assert_same(name: str, ours: Attached, theirs: Attached) -> None:
    reason = DIFFERENCES.get(name)
    if ours == theirs:
        assert reason is None, f"{name}: no longer a difference, but explained: {reason}"
        return
    keys = sorted(key for key in {*ours, *theirs} if ours.get(key) != theirs.get(key))
    lines = [
        f"{key}: aptcheck {sorted(ours.get(key, ()))}, generator {sorted(theirs.get(key, ()))}"
        for key in keys
    ]
    assert reason is not None, "\n".join([name, *lines])


def by_generator(xml: bytes, target_groups: Sequence[frozenset[int]] = ()) -> Attached:
    return generator.attached(expand(xml, target_groups))


@pytest.mark.parametrize("name", CASES)
def test_aptcheck_and_the_generator_agree_on_a_case(name: str) -> None:
    case = CASES[name]
    made = by_generator(case.document.xml, case.target_groups)
    assert made == case.attached
    assert_same(
        name,
        by_aptcheck(grouped(apt.read_bytes(case.document.xml, name).proposal, case.target_groups)),
        made,
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_aptcheck_and_the_generator_agree_on_a_sample(name: str) -> None:
    path = ROOT / "sample_proposals" / f"{name}.aptx"
    made = by_generator(proposal_bytes(path))
    assert_same(name, by_aptcheck(apt.read_path(path).proposal), made)


@pytest.mark.parametrize("number", range(RANDOM))
def test_aptcheck_and_the_generator_agree_on_a_random_proposal(number: int) -> None:
    xml = random_proposal(number).xml
    name = f"random {number}"
    assert_same(name, by_aptcheck(apt.read_bytes(xml, name).proposal), by_generator(xml))


def test_random_proposals_have_something_to_compare() -> None:
    proposals = (apt.read_bytes(random_proposal(n).xml, "").proposal for n in range(RANDOM))
    assert sum(bool(by_aptcheck(proposal)) for proposal in proposals) > RANDOM / 8


@pytest.mark.parametrize("name", CORPUS)
def test_aptcheck_and_the_generator_agree_on_a_real_file(name: str) -> None:
    path = shared("corpus", name)
    xml = proposal_bytes(path)
    assert any(row.exposure_type == "MIR_MRS" for row in expand(xml))
    assert_same(name, by_aptcheck(apt.read_path(path).proposal), by_generator(xml))
