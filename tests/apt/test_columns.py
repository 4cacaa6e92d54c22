from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from aptcheck.apt import columns, read_bytes
from aptcheck.testing import pair


def test_columns_point_at_the_tag_itself() -> None:
    document = read_bytes(pair().xml, "x.xml")
    parts = [*document.proposal.targets, *document.proposal.observations]
    ordinals = [part.place.element for part in parts]
    assert None not in ordinals
    found = columns(document, [n for n in ordinals if n is not None])
    lines = document.xml.decode().splitlines()
    for ordinal, name in zip(
        ordinals, ["Target", "Target", "Observation", "Observation"], strict=True
    ):
        assert ordinal is not None
        line, column = found[ordinal]
        assert lines[line - 1][column - 1 :].startswith(f"<{name} ")


def test_a_line_is_where_a_tag_begins() -> None:
    text = pair().text.replace("<Target xsi", "é<Target\n  xsi", 1)
    document = read_bytes(text.encode(), "x.xml")
    place = document.proposal.targets[0].place
    assert place.element is not None
    line, column = columns(document, [place.element])[place.element]
    assert place.line == line + 1
    assert text.splitlines()[line - 1][column - 1 :] == "<Target"


def test_lines_are_exact_where_the_tree_does_not_know_them() -> None:
    text = pair().text.replace("<DataRequests>", "\n" * 70_000 + "<DataRequests>")
    document = read_bytes(text.encode(), "x.xml")
    place = document.proposal.observations[1].place
    assert place.line is None
    assert place.element is not None
    line, column = columns(document, {place.element})[place.element]
    assert text.split("\n")[line - 1][column - 1 :].startswith("<Observation ")


def test_elements_that_do_not_exist_are_left_out() -> None:
    document = read_bytes(pair().xml, "x.xml")
    assert columns(document, []) == {}
    assert set(columns(document, [0, 10**6, -1])) == {0}


@given(st.lists(st.text("ab\n é", max_size=5), min_size=1, max_size=20))
def test_ordinals_count_as_the_tree_does(texts: list[str]) -> None:
    inner = "".join(f"{text}<!-- <c/> --><x><y/></x><?p?>" for text in texts)
    xml = f'<JwstProposal xmlns="http://www.stsci.edu/JWST/APT">{inner}</JwstProposal>'
    document = read_bytes(xml.encode(), "x.xml")
    elements: list[Any] = list(etree.fromstring(xml.encode()).iter(etree.Element))
    found = columns(document, range(len(elements)))
    assert len(found) == len(elements)
    lines = xml.split("\n")
    for ordinal, element in enumerate(elements):
        line, column = found[ordinal]
        assert element.sourceline == line or ordinal == 0
        assert lines[line - 1][column - 1 :].startswith(f"<{etree.QName(element).localname}")
