"""Changes to any XML tree: elements dropped, doubled, moved, swapped, renamed, refilled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random
from typing import TypeAlias

from lxml import etree

from tests.fuzz.mutation import Change, Changes, NothingToChange, pick
from tests.fuzz.vocabulary import HOSTILE, WORDS

__all__ = ["TreeChange", "elements", "on_tree", "parse", "tree_changes", "write"]

#: Changes a tree in place.
TreeChange: TypeAlias = Callable[[etree._Element, Random], None]


def parse(data: bytes, *, remarks: bool = True) -> etree._Element | None:
    """Return the tree of XML, with or without comments; None if it is not XML."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=not remarks,
        remove_pis=not remarks,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        return None


def write(root: etree._Element) -> bytes:
    """Return a tree as APT writes it: UTF-8, with a declaration."""
    return etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True)


def on_tree(change: TreeChange) -> Change:
    """Return a change of a tree as one of bytes."""

    def changed(data: bytes, chance: Random) -> bytes:
        root = parse(data)
        if root is None:
            raise NothingToChange
        try:
            change(root, chance)
        except ValueError:  # lxml: XML does not allow such a name or text
            raise NothingToChange from None
        return write(root)

    return changed


def elements(root: etree._Element, *names: str) -> list[etree._Element]:
    """Return the elements with these local names, or all below the root."""
    found = [e for e in root.iter(etree.Element) if e is not root]
    return [e for e in found if etree.QName(e).localname in names] if names else found


def tree_changes(others: Sequence[bytes] = ()) -> Changes:
    """Return the changes; ``others`` are documents from which a part may be grafted on."""
    changes: dict[str, TreeChange] = {
        "drop": _drop,
        "double": _double,
        "move": _move,
        "swap": _swap,
        "rename": _rename,
        "value": _value,
        "field-value": _field_value,
        "hostile-value": _hostile_value,
        "attribute": _attribute,
        "drop-attribute": _drop_attribute,
        "exchange-values": _exchange_values,
        "wrap": _wrap,
        "empty": _empty,
        "mixed-text": _mixed_text,
        "other-namespace": _other_namespace,
    }
    if others:
        changes["graft"] = lambda root, chance: _graft(root, pick(chance, others), chance)
    return {name: on_tree(change) for name, change in changes.items()}


def _some(root: etree._Element, chance: Random) -> etree._Element:
    return pick(chance, elements(root))


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _drop(root: etree._Element, chance: Random) -> None:
    _remove(_some(root, chance))


def _double(root: etree._Element, chance: Random) -> None:
    twin = _some(root, chance)
    for _ in range(chance.choice((1, 1, 2, 7))):
        twin.addnext(deepcopy(twin))


def _move(root: etree._Element, chance: Random) -> None:
    traveller, home = _some(root, chance), _some(root, chance)
    if traveller not in home.iterancestors() and traveller is not home:
        home.insert(chance.randrange(len(home) + 1), traveller)


def _swap(root: etree._Element, chance: Random) -> None:
    """Swap two elements of one parent."""
    first = _some(root, chance)
    second = pick(chance, list(first.itersiblings(etree.Element)))
    marker = etree.Element("marker")
    first.addprevious(marker)
    second.addprevious(first)
    marker.addprevious(second)
    _remove(marker)


def _rename(root: etree._Element, chance: Random) -> None:
    _some(root, chance).tag = _some(root, chance).tag


def _leaves(root: etree._Element) -> list[etree._Element]:
    return [e for e in elements(root) if len(e) == 0]


def _value(root: etree._Element, chance: Random) -> None:
    """Give a leaf the text of any other leaf."""
    pick(chance, _leaves(root)).text = pick(chance, _leaves(root)).text


def _field_value(root: etree._Element, chance: Random) -> None:
    """Give a field another word of its own vocabulary."""
    fields: list[tuple[etree._Element, str | None, str]] = []
    for element in elements(root):
        stated = [(key, etree.QName(key).localname) for key in map(str, element.attrib)]
        own = [] if len(element) else [(None, etree.QName(element).localname)]
        fields += [(element, key, name) for key, name in (*own, *stated) if name in WORDS]
    element, attribute, name = pick(chance, fields)
    word = chance.choice(WORDS[name])
    if attribute is None:
        element.text = word
    else:
        element.set(attribute, word)


def _hostile_value(root: etree._Element, chance: Random) -> None:
    word = chance.choice(HOSTILE)
    leaf = pick(chance, _leaves(root))
    if leaf.attrib and chance.random() < 0.5:
        leaf.set(chance.choice(sorted(map(str, leaf.attrib))), word)
    else:
        leaf.text = word


def _attribute(root: etree._Element, chance: Random) -> None:
    """Give an attribute a word, hostile or from any field; perhaps a new attribute."""
    attributed = [e for e in root.iter(etree.Element) if e.attrib]
    donor = pick(chance, attributed)
    key = chance.choice(sorted(map(str, donor.attrib)))
    home = donor if chance.random() < 0.7 else _some(root, chance)
    words = chance.choice((HOSTILE, chance.choice(list(WORDS.values()))))
    home.set(key, chance.choice(words))


def _drop_attribute(root: etree._Element, chance: Random) -> None:
    element = pick(chance, [e for e in root.iter(etree.Element) if e.attrib])
    del element.attrib[chance.choice(sorted(map(str, element.attrib)))]


def _exchange_values(root: etree._Element, chance: Random) -> None:
    """Swap the values of two fields with one name: another target, another Ngroups."""
    first = pick(chance, _leaves(root))
    second = pick(chance, [e for e in _leaves(root) if e.tag == first.tag and e is not first])
    first.text, second.text = second.text, first.text


def _wrap(root: etree._Element, chance: Random) -> None:
    """Nest an element in copies of its name, a few or hundreds deep."""
    inner = _some(root, chance)
    for _ in range(chance.choice((1, 2, 20, 250, 300))):
        shell = etree.Element(inner.tag)
        inner.addprevious(shell)
        shell.append(inner)


def _empty(root: etree._Element, chance: Random) -> None:
    element = _some(root, chance)
    tail = element.tail
    element.clear()
    element.tail = tail


def _mixed_text(root: etree._Element, chance: Random) -> None:
    """Put text between elements, where only space belongs."""
    element = _some(root, chance)
    element.tail = chance.choice(HOSTILE)


def _other_namespace(root: etree._Element, chance: Random) -> None:
    element, donor = _some(root, chance), chance.choice((None, _some(root, chance)))
    space = "urn:x" if donor is None else etree.QName(donor).namespace
    element.tag = str(etree.QName(space, etree.QName(element).localname))


def _graft(root: etree._Element, other: bytes, chance: Random) -> None:
    """Put a part of another document next to a part of the same name, or replace it."""
    donor = parse(other)
    if donor is None:
        raise NothingToChange
    scion = _some(donor, chance)
    stock = pick(chance, [e for e in elements(root) if e.tag == scion.tag])
    stock.addnext(deepcopy(scion))
    if chance.random() < 0.5:
        _remove(stock)
