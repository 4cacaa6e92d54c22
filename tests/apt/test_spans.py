"""The bytes of elements in XML written in ways that APT never uses."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from aptcheck.apt.spans import Span, spans
from aptcheck.errors import UnwritableEdit


def every(xml: bytes) -> list[Span]:
    count = len(list(etree.fromstring(xml).iter(etree.Element)))
    found = spans(xml, range(count)).wanted
    assert sorted(found) == list(range(count))
    return [found[n] for n in range(count)]


def pieces(xml: bytes, span: Span) -> tuple[bytes, bytes, bytes]:
    start, inner, inner_end, end = span.start, span.inner, span.inner_end, span.end
    return xml[start:inner], xml[inner:inner_end], xml[inner_end:end]


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("head", [b"", b'<?xml version="1.0"?>\r\n<!-- <x> -->'])
@pytest.mark.parametrize(
    "part",
    [
        (b"<b/>", b"", b""),
        (b"<b\n />", b"", b""),
        (b'<b x="/>"/>', b"", b""),
        (b"<b x='\">' y = \"'>\"\r\n>", b"t", b"</b\t>"),
        ('<b é="é>">'.encode(), "é".encode(), b"</b>"),
        (b"<b>", b"", b"</b>"),
        (b"<b>", b"<![CDATA[</b><b>]]>", b"</b>"),
        (b"<b>", b"<!-- </b> --><?b </b>?>", b"</b>"),
        (b'<q:b xmlns:q="u" x=">">', b"&lt;/b>", b"</q:b>"),
    ],
)
def test_an_element_is_where_its_bytes_are(
    bom: bytes, head: bytes, part: tuple[bytes, bytes, bytes]
) -> None:
    whole = b"".join(part)
    for around in (b"%b", b"\r\n\t%b<c/>", b"<!-- <b/> --><?b <b/>?>\xc3\xa9%b<b/>"):
        xml = bom + head + b"<a>" + around.replace(b"%b", whole) + b"</a>"
        root, found, *_ = every(xml)
        assert pieces(xml, found) == part
        assert found.above == root.start
        assert root.children[0].start == found.start
        assert xml[root.start : root.end] == xml[xml.index(b"<a>") :]
        assert xml[found.start + 1 :].startswith(found.tag)
        assert found.prefix in {b"", b"q:"}
        assert found.name == "b"


def test_a_root_may_be_self_closed() -> None:
    (root,) = every(b'<a x=">" />\n')
    assert (root.start, root.inner, root.inner_end, root.end) == (0, 11, 11, 11)
    assert root.above is None


def test_fields_are_in_the_namespace_of_their_part() -> None:
    xml = (
        b'<a xmlns="u" xmlns:p="v" xmlns:q="u"><p:b/><b n="&#49;"/><q:b/><c xmlns="v"><b/></c></a>'
    )
    root = spans(xml, {0, 4}).wanted[0]
    assert [c.tag for c in root.children] == [b"p:b", b"b", b"q:b", b"c"]
    assert [c.tag for c in root.fields("b")] == [b"b", b"q:b"]
    assert root.fields("b")[0].attributes == {"n": "1"}
    assert root.fields("c") == []
    assert [c.tag for c in spans(xml, {4}).wanted[4].fields("b")] == [b"b"]


def test_ordinals_that_do_not_exist_are_left_out() -> None:
    assert spans(b"<a/>", {-1, 3}).wanted == {}
    assert spans(b"<a><b/></a>", ()).wanted == {}


def test_elements_are_found_at_any_depth() -> None:
    xml = b'<a xmlns="u"><t/><o><t/><x><t><t/></t></x><t xmlns="v"/></o><o><t/></o><o><o><t/></o></o></a>'
    found = spans(xml, (), within={2, 8, 10, 11}, name="t").inside
    assert {key: [s.ordinal for s in value] for key, value in found.items()} == {
        2: [3, 5, 6],
        8: [9],
        11: [12],
    }


def test_xml_that_only_one_parser_reads_is_not_written() -> None:
    with pytest.raises(UnwritableEdit, match="programs disagree on how to read"):
        spans(b'<?xml version="1.1"?><a></b>', {0})


TEXTS = st.lists(st.sampled_from(["a", "\n  ", "é", "<!-- <c/> -->", "<?p >?>", "<![CDATA[<c>]]>"]))


@given(
    st.lists(st.tuples(TEXTS, st.sampled_from(["<x/>", "<x><y/></x>", "<x z='>' ><y></y></x >"])))
)
def test_every_element_is_found_as_the_tree_has_it(parts: list[tuple[list[str], str]]) -> None:
    xml = f"<a>{''.join(''.join(texts) + element for texts, element in parts)}</a>".encode()
    elements: list[Any] = list(etree.fromstring(xml).iter(etree.Element))
    for element, span in zip(elements, every(xml), strict=True):
        copy = etree.fromstring(xml[span.start : span.end])
        element.tail = None
        assert etree.tostring(copy) == etree.tostring(element)
        assert len(span.children) == len(element.xpath("*"))
