"""The pipeline's own association generator decides which exposure gets which background.

Compared is level 2, exposure by exposure: {(science observation, grating, arm): background
observations}. Level 3 is not: it attaches a background to the whole observation without a look at
grating, arm or subarray, so it would call a sky that lacks a grating complete.

Where aptcheck and the generator differ on purpose, `DIFFERENCES` holds the reason; a difference
without a reason fails, and so does a reason without a difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from aptcheck import apt
from aptcheck.background import graph
from aptcheck.background.attachment import attached
from aptcheck.model import Proposal, TargetGroup, TargetReference
from tests.oracle.association_cases import CASES, Case, random_proposals
from tests.oracle.pools import Attached, expand, proposal_bytes
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
RANDOM = 60


def by_aptcheck(proposal: Proposal) -> Attached:
    return dict(attached(graph.build(proposal)))


def compare(name: str, ours: Attached, theirs: Attached) -> None:
    reason = DIFFERENCES.get(name)
    if ours == theirs:
        assert reason is None, f"{name}: no difference any more, but explained: {reason}"
        return
    keys = sorted(key for key in {*ours, *theirs} if ours.get(key) != theirs.get(key))
    lines = [
        f"{key}: aptcheck {sorted(ours.get(key, ()))}, generator {sorted(theirs.get(key, ()))}"
        for key in keys
    ]
    assert reason is not None, "\n".join([name, *lines])


def grouped(proposal: Proposal, case: Case) -> Proposal:
    """Put target groups into the model, since no file shows how APT writes them."""
    groups = tuple(
        TargetGroup(
            place=proposal.place,
            members=tuple(
                TargetReference(place=proposal.place, number=number) for number in sorted(members)
            ),
        )
        for members in case.target_groups
    )
    return proposal.model_copy(update={"target_groups": groups})


@pytest.fixture(scope="module")
def cases_by_generator() -> dict[str, Attached]:
    pools = {
        number: expand(case.document.xml, case.target_groups)
        for number, case in enumerate(CASES.values(), 1)
    }
    made = generator.attached(pools)
    return {name: made[number] for number, name in enumerate(CASES, 1)}


@pytest.fixture(scope="module")
def samples_by_generator() -> dict[str, Attached]:
    pools = {
        number: expand(proposal_bytes(ROOT / "sample_proposals" / f"{name}.xml"))
        for number, name in enumerate(SAMPLES, 1)
    }
    made = generator.attached(pools)
    return {name: made[number] for number, name in enumerate(SAMPLES, 1)}


@pytest.mark.parametrize("name", CASES)
def test_the_generator_does_what_was_observed(
    name: str, cases_by_generator: dict[str, Attached]
) -> None:
    assert cases_by_generator[name] == CASES[name].attached


@pytest.mark.parametrize("name", CASES)
def test_aptcheck_and_the_generator_agree_on_a_case(
    name: str, cases_by_generator: dict[str, Attached]
) -> None:
    proposal = grouped(apt.read_bytes(CASES[name].document.xml, name).proposal, CASES[name])
    compare(name, by_aptcheck(proposal), cases_by_generator[name])


def test_programs_in_one_pool_do_not_touch_each_other(
    cases_by_generator: dict[str, Attached],
) -> None:
    name = "two sciences share a sky, each by its own link"
    assert generator.attached({1: expand(CASES[name].document.xml)})[1] == cases_by_generator[name]


@pytest.mark.parametrize("name", SAMPLES)
def test_aptcheck_and_the_generator_agree_on_a_sample(
    name: str, samples_by_generator: dict[str, Attached]
) -> None:
    proposal = apt.read_path(ROOT / "sample_proposals" / f"{name}.aptx").proposal
    compare(name, by_aptcheck(proposal), samples_by_generator[name])


def test_aptcheck_and_the_generator_agree_on_random_proposals() -> None:
    documents = random_proposals(RANDOM)
    made = generator.attached(
        {number: expand(document.xml) for number, document in enumerate(documents, 1)}
    )
    for number, document in enumerate(documents, 1):
        proposal = apt.read_bytes(document.xml, f"random {number}").proposal
        compare(f"random {number}", by_aptcheck(proposal), made[number])
    assert sum(bool(attachments) for attachments in made.values()) > RANDOM / 10


@pytest.mark.parametrize("name", CORPUS)
def test_aptcheck_and_the_generator_agree_on_a_real_file(name: str) -> None:
    path: Path = shared("corpus", name)
    rows = expand(proposal_bytes(path))
    assert any(row.exposure_type == "MIR_MRS" for row in rows)
    compare(name, by_aptcheck(apt.read_path(path).proposal), generator.attached({1: rows})[1])
