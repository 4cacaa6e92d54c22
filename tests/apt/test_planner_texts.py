from __future__ import annotations

from aptcheck.apt import read_bytes
from aptcheck.apt.planner_texts import planner_texts
from aptcheck.apt.tree import parsed
from aptcheck.testing import leaf, mrs, nest, proposal, target


def tool_data(*names: str) -> str:
    values = (
        leaf("ToolValue", f"<VpVisitData Name='{n}'/> & more", Name=f"Visit Planner:{n}")
        for n in names
    )
    return nest("ToolData", nest("ToolData", *values, Name="jwst"))


def document(program: object = 1234):
    xml = proposal(
        targets=[target(1)],
        observations=[
            mrs(
                1, raw=tool_data("01234:001:001", "01234:001:002", "01234:002:001", "00000:001:001")
            ),
            mrs(2, 1, raw=tool_data("01234:001:001")),
            mrs(3, 1),
        ],
        program=program,
    ).xml
    return read_bytes(xml, "x.xml")


def texts(*keys: tuple[int, int, int]) -> dict[tuple[int, int, int], str]:
    return planner_texts(parsed(document().xml, "x.xml"), frozenset(keys))


def test_the_text_of_a_visit_is_found_as_it_was_written() -> None:
    assert texts((1234, 1, 2)) == {(1234, 1, 2): "<VpVisitData Name='01234:001:002'/> & more"}


def test_only_results_of_the_observation_itself_count() -> None:
    assert texts((1234, 2, 1), (1234, 3, 1), (999, 1, 1)) == {}


def test_several_keys_are_found_in_one_pass() -> None:
    assert set(texts((1234, 1, 1), (0, 1, 1))) == {(1234, 1, 1), (0, 1, 1)}


def test_nothing_is_read_without_a_request() -> None:
    assert texts() == {}


def test_a_document_holds_what_is_stored_for_the_visits_of_its_mrs_observations() -> None:
    assert set(document().planner_texts) == {(1234, 1, 1)}
    assert set(document(program=None).planner_texts) == {(0, 1, 1)}
    xml = document().xml.replace(
        b"<Instrument>MIRI</Instrument>", b"<Instrument>NIRCAM</Instrument>"
    )
    other = xml.replace(b"mmrs:MiriMRS", b"mmrs:Other")
    assert read_bytes(other, "x.xml").planner_texts == {}


def test_a_proposal_without_requests_has_none() -> None:
    bare = b'<JwstProposal xmlns="http://www.stsci.edu/JWST/APT"/>'
    assert planner_texts(parsed(bare, "x.xml"), {(1, 1, 1)}) == {}
    assert read_bytes(bare, "x.xml").planner_texts == {}
