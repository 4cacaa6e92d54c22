"""Damaged copies of a proposal are read, or refused with a sentence; nothing else happens."""

from __future__ import annotations

import copy

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from aptcheck.apt import Document, columns, read_bytes
from aptcheck.errors import UnreadableProposal
from aptcheck.modes.mrs.dithers_used import positions_of
from aptcheck.testing import (
    after_date,
    after_link,
    group,
    mosaic,
    moving,
    mrs,
    offset,
    orient_from_link,
    orient_range,
    other,
    proposal,
    same_orient_link,
    target,
)

WHOLE = proposal(
    targets=[
        target(1, "NGC-1", background=[2], proper_motion=("1", "2"), epoch="2000", parallax="0.1"),
        target(2, "NGC-1-SKY", north=60),
        moving(3, "MARS"),
    ],
    observations=[
        mrs(1, imaging="F1000W", special=[orient_range(1, 2), offset(1, 2)], tiles=mosaic(2, 2)),
        mrs(2, special=[after_date("01-OCT-2027")], acquisition="1 NGC-1", status="COMPLETED"),
        other(3, "NircamImaging"),
    ],
    links=[
        group(1, 2, time="12 Hours"),
        after_link(1, 2, minimum="60.0 Days"),
        orient_from_link(1, 2, 1, 2),
        same_orient_link(1, 2),
    ],
)
XML = WHOLE.xml
APTX = WHOLE.aptx()
TREE = etree.fromstring(XML)
ELEMENTS = len(list(TREE.iter(etree.Element)))

NASTY = st.one_of(
    st.sampled_from(
        ["", " ", "0", "-1", "1e400", "NaN", "C[", "O[]", "C[2 X]", "99999999999999", "NONE", "٣"]
    ),
    st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="￾￿"), max_size=30),
)


def check_refusal(error: UnreadableProposal) -> None:
    assert error.reason.endswith(".")
    assert error.line is None or error.line > 0
    assert error.column is None or error.column > 0


def read(data: bytes) -> Document | None:
    try:
        document = read_bytes(data, "x.aptx")
    except UnreadableProposal as error:
        check_refusal(error)
        return None
    proposal = document.proposal
    places = [o.place.element for o in (*proposal.observations, *proposal.oddities)]
    columns(document, [n for n in places if n is not None])
    for observation in proposal.observations:
        assert (observation.mosaic.tiles or 1) >= 1
        if observation.mrs is not None:
            for exposure in observation.mrs.exposures:
                assert (positions_of(observation.mrs, exposure) or 1) >= 1
    return document


@st.composite
def damaged_bytes(draw: st.DrawFn, whole: bytes) -> bytes:
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(["overwrite", "cut", "insert", "truncate"])):
            case "overwrite":
                data[at : at + 1] = draw(st.binary(min_size=1, max_size=4))
            case "cut":
                del data[at : at + draw(st.integers(1, 60))]
            case "insert":
                data[at:at] = draw(st.binary(min_size=1, max_size=20))
            case "truncate" if draw(st.integers(0, 5)) == 0:
                del data[at:]
    return bytes(data)


@settings(max_examples=400, deadline=None)
@given(damaged_bytes(APTX))
def test_a_damaged_archive_is_read_or_refused(data: bytes) -> None:
    read(data)


@settings(max_examples=300, deadline=None)
@given(damaged_bytes(APTX[-200:]))
def test_a_damaged_directory_is_read_or_refused(tail: bytes) -> None:
    read(APTX[:-200] + tail)


@settings(max_examples=400, deadline=None)
@given(damaged_bytes(XML))
def test_damaged_xml_is_read_or_refused(data: bytes) -> None:
    read(data)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(data: bytes) -> None:
    read(data)
    read(b"PK\x03\x04" + data)
    read(b"<JwstProposal>" + data)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, ELEMENTS - 1), NASTY), min_size=1, max_size=8))
def test_any_values_in_place_of_texts_are_read(changes: list[tuple[int, str]]) -> None:
    tree = copy.deepcopy(TREE)
    elements = list(tree.iter(etree.Element))
    for at, text in changes:
        element = elements[at]
        if len(element) == 0:
            element.text = text
        for name in element.attrib:
            element.set(name, text)
    assert read(etree.tostring(tree, encoding="utf-8")) is not None


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["drop", "double", "move"]), st.integers(1, ELEMENTS - 1)),
        min_size=1,
        max_size=8,
    )
)
def test_dropped_doubled_and_misplaced_elements_are_read(changes: list[tuple[str, int]]) -> None:
    tree = copy.deepcopy(TREE)
    elements = list(tree.iter(etree.Element))
    for what, at in changes:
        element = elements[at]
        parent = element.getparent()
        if parent is None:
            continue
        match what:
            case "drop":
                parent.remove(element)
            case "double":
                parent.append(copy.deepcopy(element))
            case "move":
                tree.append(element)
    assert read(etree.tostring(tree, encoding="utf-8")) is not None
