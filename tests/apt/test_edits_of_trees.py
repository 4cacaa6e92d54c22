"""Edits of bytes compared with the same edits of a tree, which knows nothing of bytes."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from aptcheck.apt import edited, read_path
from aptcheck.apt.field_order import ATTRIBUTES, FIELDS
from aptcheck.edit import (
    AddCopy,
    AddElement,
    Edit,
    Element,
    Remove,
    Reorder,
    SetAttribute,
    SetField,
)
from aptcheck.errors import UnwritableEdit
from tests.apt.proposals_to_edit import PAIR, Opened
from tests.shared import ROOT, shared

SAMPLES = sorted(
    path.name
    for path in (ROOT / "sample_proposals").glob("*.*")
    if path.suffix in {".aptx", ".xml"} and path.stem != "broken"
)
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
    | st.sampled_from("<>&\"'\n\t "),
    max_size=12,
)
NAMES = st.sampled_from(sorted({name for order in FIELDS.values() for name in order} | {"New"}))


@cache
def opened(name: str) -> Opened:
    return Opened((ROOT / "sample_proposals" / name).read_bytes(), name)


def namespace(element: etree._Element) -> str:
    return f"{{{etree.QName(element).namespace}}}"


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


# --- the same edits of a tree, one after another, each element held by itself


def inserted(parent: etree._Element, child: etree._Element) -> None:
    """Put a child in its place: the order is a list of names into which each new one is sorted."""
    same = parent.findall(child.tag)
    order = FIELDS.get(local(parent), ())
    name = local(child)
    if same:
        same[-1].addnext(child)
        return
    if name in order:
        ns = namespace(parent)
        behind = [c for c in parent if c.tag in {ns + n for n in order[order.index(name) + 1 :]}]
        stop = parent.index(behind[0]) if behind else len(parent)
        before = [
            c for c in list(parent)[:stop] if c.tag in {ns + n for n in order[: order.index(name)]}
        ]
        if before:
            parent.insert(parent.index(before[-1]) + 1, child)
            return
        if behind:
            parent.insert(stop, child)
            return
    parent.append(child)


def built(element: Element, ns: str) -> etree._Element:
    new = etree.Element(ns + element.name, dict(element.attributes))
    new.text = element.text or None
    new.extend([built(child, ns) for child in element.children])
    return new


def removed(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    element.tail = None
    parent.remove(element)


def set_field(part: etree._Element, field: str, value: str) -> None:
    child = part.find(namespace(part) + field)
    if child is None:
        inserted(part, built(Element(field, value), namespace(part)))
        return
    for inner in list(child):
        removed(inner)
    child.text = value


def apply(edit: Edit, elements: list[etree._Element], originals: list[etree._Element]) -> None:
    """Make an edit in a tree; ``originals`` are the elements of an unchanged copy."""
    part = elements[edit.part]
    ns = namespace(part)
    if isinstance(edit, SetField):
        set_field(part, edit.field, edit.value)
    elif isinstance(edit, SetAttribute):
        owner = part if edit.field is None else part.find(ns + edit.field)
        assert owner is not None
        owner.set(edit.attribute, edit.value)
    elif isinstance(edit, AddElement) and edit.into is not None:
        holder = part.find(ns + edit.into)
        if holder is None:
            inserted(part, built(Element(edit.into, children=(edit.element,)), ns))
        else:
            inserted(holder, built(edit.element, ns))
    elif isinstance(edit, AddElement):
        inserted(part, built(edit.element, ns))
    elif isinstance(edit, Remove):
        for child in [part] if edit.field is None else part.findall(ns + edit.field):
            removed(child)
    elif isinstance(edit, Reorder):
        children = part.findall(ns + "Observation")
        texts = {
            int(child.text.rpartition("(Obs ")[2].rstrip(")")): child.text for child in children
        }
        for child, number in zip(children, edit.members, strict=True):
            child.text = texts[number]
    elif isinstance(edit, AddCopy):
        copy = deepcopy(originals[edit.part])
        copy.tail = None
        for field, value in edit.fields:
            if value is not None:
                set_field(copy, field, value)
            for child in copy.findall(ns + field)[value is not None :]:
                removed(child)
        if edit.coordinates is not None:
            copy.find(ns + "EquatorialCoordinates").set("Value", edit.coordinates)
        elements[edit.after].addnext(copy)


def shape(element: Any) -> tuple[object, ...]:
    """Return the content of an element, ignoring blanks between its children."""
    children = [child for child in element if isinstance(child.tag, str)]
    text = element.text or ""
    return (
        element.tag,
        tuple(sorted(element.attrib.items())),
        "" if text.isspace() else text.strip() if children else text,
        tuple(shape(child) for child in children),
    )


# --- edits that can be made together: each of a different element, none within another


@st.composite
def edits_of(draw: st.DrawFn, file: Opened) -> list[Edit]:
    elements = file.elements
    parts = [n for n, e in enumerate(elements) if n and len(e)]
    chosen = draw(st.lists(st.sampled_from(parts), min_size=1, max_size=5, unique=True))
    made: list[Edit] = []
    taken: list[etree._Element] = []
    for part in chosen:
        element = elements[part]
        if any(
            element in {*t.iterancestors(), *t.iter()} or t in {*element.iterancestors()}
            for t in taken
        ):
            continue
        taken.append(element)
        made += draw(edits_of_one(element, part))
    return made


@st.composite
def edits_of_one(draw: st.DrawFn, element: etree._Element, part: int) -> list[Edit]:
    fields = [local(child) for child in element if child.tag == namespace(element) + local(child)]
    kind = draw(
        st.sampled_from(["field", "new", "attribute", "add", "remove", "out", "order", "copy"])
    )
    if kind == "field" and fields:
        return [SetField(part, draw(st.sampled_from(fields)), draw(TEXTS))]
    if kind == "attribute":
        attributes: st.SearchStrategy[Any] = st.sampled_from(
            [*element.keys(), *ATTRIBUTES.get(local(element), ()), "New"]
        )
        name = draw(attributes.filter(lambda n: not n.startswith("{")))
        return [SetAttribute(part, name, draw(TEXTS))]
    if kind == "add":
        leaf = Element(draw(NAMES), draw(TEXTS))
        empty = Element("New", attributes=(("x", draw(TEXTS)),))
        new = draw(st.sampled_from([leaf, empty, Element("Time", children=(leaf, empty))]))
        bare = [local(child) for child in element if not len(child) and not child.text]
        fresh = draw(NAMES.filter(lambda n: n not in fields))
        into = draw(st.sampled_from([None, fresh, *(name for name in bare if name in fields[:1])]))
        return [AddElement(part, new, into)]
    if kind == "remove" and fields:
        return [Remove(part, draw(st.sampled_from(fields)))]
    if kind == "out" and part:
        return [Remove(part)]
    if kind == "order" and local(element) == "GroupWithinLink":
        texts = [child.text for child in element if local(child) == "Observation"]
        numbers = [int(text.rpartition("(Obs ")[2].rstrip(")")) for text in texts]
        return [Reorder(part, tuple(draw(st.permutations(numbers))))]
    if kind == "copy":
        values = st.lists(
            st.tuples(NAMES | st.sampled_from(fields or ["New"]), TEXTS | st.none()), max_size=3
        )
        chosen = draw(values.map(lambda pairs: tuple(dict(pairs).items())))
        return [AddCopy(part, part, chosen)]
    names = draw(st.lists(NAMES.filter(lambda n: n not in fields), max_size=4, unique=True))
    # Where the order is known, one after another in a tree equals all at once in bytes.
    order = FIELDS.get(local(element), ())
    known = [name for name in names if name in order]
    return [SetField(part, name, draw(TEXTS)) for name in known]


@pytest.mark.parametrize("name", SAMPLES)
def test_bytes_and_tree_agree(name: str) -> None:
    file = opened(name)

    @settings(max_examples=50, deadline=None)
    @given(edits_of(file))
    def holds(edits: list[Edit]) -> None:
        root = etree.fromstring(file.xml)
        originals = list(etree.fromstring(file.xml).iter(etree.Element))
        elements = list(root.iter(etree.Element))
        for edit in edits:
            apply(edit, elements, originals)
        try:
            done = edited(file.document, edits)
        except UnwritableEdit as error:
            # The only thing that a tree accepts and a file does not.
            if "could not be read back" not in error.reason:
                raise
            return
        assert shape(etree.fromstring(done.xml)) == shape(root)
        elsewhere_the_same(file, edits, done.xml)

    holds()


def elsewhere_the_same(file: Opened, edits: list[Edit], new: bytes) -> None:
    """Check that the bytes before, between and after the edited elements are unchanged.

    Elements are located by their text alone: each is cut out with the tree's own text.
    """
    old = file.xml
    touched: list[Any] = [file.elements[edit.part] for edit in edits]
    lines = old.split(b"\n")
    # A sample has one element per line: only lines of edited elements, and the next, may change.
    inside: set[int] = set()
    for element in touched:
        first = element.sourceline
        last = max(e.sourceline for e in element.iter(etree.Element))
        inside |= set(range(first - 1, last + 1 + depth_of_last(element)))
    kept = [line for n, line in enumerate(lines) if n not in inside]
    at = 0
    rest = new.split(b"\n")
    for line in kept:
        at = rest.index(line, at) + 1


def depth_of_last(element: etree._Element) -> int:
    """Return how many end tags have their own lines after the last start tag."""
    depth = 0
    while len(element):
        element = element[-1]
        depth += 1
    return depth


def test_every_known_order_holds_in_published_files() -> None:
    files = [p for p in shared("corpus").glob("*.*") if p.suffix in {".aptx", ".xml"}]
    for path in sorted(p for p in files if not p.name.startswith("fragment")):
        tree: Any = etree.fromstring(read_path(path).xml)
        for element in tree.iter(etree.Element):
            if local(element) == "Exposure" and not namespace(element).endswith("MiriMRS}"):
                continue
            order = FIELDS.get(local(element), ())
            places = [
                order.index(local(c))
                for c in element
                if isinstance(c.tag, str) and local(c) in order
            ]
            assert places == sorted(places), (path.name, local(element))
            known = ATTRIBUTES.get(local(element), ())
            written = [known.index(name) for name in element.attrib if name in known]
            assert written == sorted(written), (path.name, local(element))


def test_removing_and_restoring_fields_gives_the_file_again() -> None:
    """Each field of a target and of an observation is removed, and put back where it was."""
    file = Opened(PAIR)
    for name in ("Target", "Observation", "MiriMRS", "Exposure", "MrsDitherSpecification"):
        part = file.part(name)
        element = file.elements[part]
        for child in element:
            # A field with children or attributes, or a self-closed one, comes back in another form.
            if len(child) or child.attrib or local(child) == "SpecialRequirements":
                continue
            without = Opened(file.after(Remove(part, local(child))))
            text = child.text or ""
            assert without.after(SetField(part, local(child), text)) == PAIR, local(child)
