from __future__ import annotations

import pytest

from aptcheck.apt import read_bytes
from aptcheck.errors import UnreadableProposal
from aptcheck.model import Proposal
from aptcheck.testing import mrs, pair, proposal, target


def read(text: str) -> Proposal:
    return read_bytes(text.encode(), "x.xml").proposal


def test_proposal_information_is_read() -> None:
    found = read(pair(title="Ångström & co.", program=1234).text)
    assert (found.program, found.title, found.category) == ("1234", "Ångström & co.", "GO")
    assert (found.apt_version, found.schema_version, found.cycle) == ("2026.5.1", 71, 5)
    assert found.oddities == ()


@pytest.mark.parametrize("program", [0, "00000", ""])
def test_program_zero_is_a_draft(program: object) -> None:
    assert read(proposal(targets=[], observations=[], program=program).text).program is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026.5.1", "2026.5.1"),
        ("27.1.1  JWST PRD: PRDOPSSOC-L-023 ", "27.1.1"),
        ("25.4.1 Main (Tue Oct 17 2017)", "25.4.1"),
        (None, None),
        ("", None),
    ],
)
def test_the_version_is_the_word_after_version(written: str | None, meant: str | None) -> None:
    text = proposal(targets=[], observations=[], apt_version=written).text
    assert read(text).apt_version == meant


def test_the_category_of_old_files_is_an_element() -> None:
    text = pair().text.replace(">GO<", "><ERS/><")
    assert read(text).category == "ERS"


def test_a_proposal_may_lack_nearly_everything() -> None:
    found = read('<JwstProposal xmlns="http://www.stsci.edu/JWST/APT"/>')
    assert (found.targets, found.observations, found.program) == ((), (), None)
    assert found.schema_version is None


def test_a_file_without_namespaces_is_read_and_reported() -> None:
    text = pair().text.replace('xmlns="http://www.stsci.edu/JWST/APT"', "").replace("mmrs:", "")
    found = read(text)
    assert [o.is_mrs for o in found.observations] == [True, True]
    assert {o.field for o in found.oddities} == {"xmlns"}


def test_an_unreadable_cycle_is_an_oddity() -> None:
    found = read(pair(cycle="soon").text)
    assert found.cycle is None
    assert [(o.field, o.text) for o in found.oddities] == [("Cycle", "soon")]


def test_too_many_observations_or_targets_are_refused() -> None:
    head, tail = '<JwstProposal xmlns="http://www.stsci.edu/JWST/APT">', "</JwstProposal>"
    observations = "<Observation><Number>1</Number></Observation>" * 2_001
    with pytest.raises(UnreadableProposal, match="more than 2,000 observations"):
        read(f"{head}<DataRequests>{observations}</DataRequests>{tail}")
    with pytest.raises(UnreadableProposal, match="more than 20,000 Target"):
        read(f"{head}<Targets>{'<Target/>' * 20_001}</Targets>{tail}")


def test_the_same_file_gives_the_same_proposal_in_either_form() -> None:
    document = pair()
    assert read(document.text) == read_bytes(document.aptx(), "x.aptx").proposal


def test_every_part_remembers_its_line() -> None:
    document = pair()
    found = read(document.text)
    lines = document.text.splitlines()
    for part in (*found.targets, *found.observations, *found.links.groups):
        assert part.place.line is not None
        tag = lines[part.place.line - 1].strip()
        assert tag.startswith(("<Target ", "<Observation ", "<GroupWithinLink "))


def test_a_line_beyond_the_trees_limit_is_unknown() -> None:
    blank = "\n" * 70_000
    text = proposal(targets=[target(1)], observations=[mrs(1)]).text
    found = read(text.replace("<DataRequests>", f"{blank}<DataRequests>"))
    assert found.targets[0].place.line is not None
    assert found.observations[0].place.line is None
