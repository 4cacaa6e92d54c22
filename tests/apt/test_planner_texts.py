from __future__ import annotations

from aptcheck.apt import read_bytes
from tests.build import leaf, mrs, nest, proposal, target


def stored(*names: str) -> str:
    values = (
        leaf("ToolValue", f"<VpVisitData Name='{n}'/> & more", Name=f"Visit Planner:{n}")
        for n in names
    )
    return nest("ToolData", nest("ToolData", *values, Name="jwst"))


def document(program: object = 1234):
    xml = proposal(
        targets=[target(1)],
        observations=[
            mrs(1, raw=stored("01234:001:001", "01234:001:002", "01234:002:001", "00000:001:001")),
            mrs(2, 1, raw=stored("01234:001:001")),
            mrs(3, 1),
        ],
        program=program,
    ).xml
    return read_bytes(xml, "x.xml")


def test_the_text_of_a_visit_is_found_as_it_was_written() -> None:
    assert document().visit_planner_texts([(1234, 1, 2)]) == {
        (1234, 1, 2): "<VpVisitData Name='01234:001:002'/> & more"
    }


def test_only_what_an_observation_holds_of_itself_counts() -> None:
    assert document().visit_planner_texts([(1234, 2, 1), (1234, 3, 1), (999, 1, 1)]) == {}


def test_several_keys_are_found_in_one_pass() -> None:
    keys = {(1234, 1, 1), (0, 1, 1)}
    assert set(document().visit_planner_texts(keys)) == keys


def test_nothing_is_read_when_nothing_is_asked() -> None:
    assert document().visit_planner_texts([]) == {}


def test_a_proposal_without_requests_has_none() -> None:
    bare = read_bytes(b'<JwstProposal xmlns="http://www.stsci.edu/JWST/APT"/>', "x.xml")
    assert bare.visit_planner_texts([(1, 1, 1)]) == {}
