"""New parts of a file, combined where several go to the same place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aptcheck.apt.field_order import ATTRIBUTES, FIELDS, place, rank
from aptcheck.apt.indentation import last_break, step, whitespace_before
from aptcheck.apt.markup import attribute_markup, element_markup
from aptcheck.apt.spans import Span
from aptcheck.apt.splices import Splice
from aptcheck.apt.start_tag import attributes, body_end, name_end
from aptcheck.edit import Element

__all__ = ["Insertions"]


@dataclass(frozen=True, slots=True)
class _Gap:
    """A place for new parts: they go between ``before`` and ``behind`` and replace its bytes."""

    start: int
    end: int
    before: bytes = b""
    behind: bytes = b""


class Insertions:
    """New elements and attributes of one file, by place."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        self._new: dict[_Gap, list[tuple[int, bytes]]] = {}
        # Many links may go into the same requirements, so each place is looked up once.
        self._places: dict[tuple[int, str], tuple[_Gap, bytes, bytes]] = {}

    def add_child(self, parent: Span, element: Element) -> None:
        """Add a child at its position in APT's order."""
        key = (parent.ordinal, element.name)
        if key not in self._places:
            self._places[key] = self._place(parent, element.name)
        gap, blank, deeper = self._places[key]
        markup = element_markup(element, parent.prefix, last_break(blank), deeper)
        self._put(gap, rank(FIELDS.get(parent.name, ()), element.name), blank + markup)

    def add_sibling(self, sibling: Span, markup: bytes) -> None:
        """Add bytes as the next sibling of an element, each on its own line like the element."""
        gap = _Gap(sibling.end, sibling.end)
        self._put(gap, -1, whitespace_before(self._xml, sibling.start) + markup)

    def add_attribute(self, owner: Span, name: str, value: str) -> None:
        """Add an attribute to a start tag."""
        order = ATTRIBUTES.get(owner.name, ())
        present = list(attributes(self._xml, owner.start, owner.inner))
        found = place(order, [attribute.name for attribute in present], name)
        if found is None:
            at = body_end(self._xml, owner.start, owner.inner)
        elif found[0] == "after" or found[1] > 0:
            at = present[found[1] - (found[0] == "before")].end + 1
        else:
            at = name_end(self._xml, owner.start)
        self._put(_Gap(at, at), rank(order, name), attribute_markup(name, value))

    def splices(self) -> Iterator[Splice]:
        """Yield one splice for each place; parts at the same place are in APT's order."""
        for gap, new in self._new.items():
            ordered = sorted(new, key=lambda ranked: ranked[0])
            content = b"".join(markup for _, markup in ordered)
            yield Splice(gap.start, gap.end, gap.before + content + gap.behind)

    def _put(self, gap: _Gap, ranked: int, markup: bytes) -> None:
        self._new.setdefault(gap, []).append((ranked, markup))

    def _place(self, parent: Span, name: str) -> tuple[_Gap, bytes, bytes]:
        """Return where a child goes, the whitespace before it, and its children's indentation."""
        if not parent.children:
            return self._place_in_empty(parent)
        names = [c.name if c.namespace == parent.namespace else "" for c in parent.children]
        found = place(FIELDS.get(parent.name, ()), names, name) or ("after", -1)
        neighbour = parent.children[found[1]]
        blank = whitespace_before(self._xml, neighbour.start)
        at = neighbour.end if found[0] == "after" else neighbour.start - len(blank)
        outer = last_break(whitespace_before(self._xml, parent.start))
        return _Gap(at, at), blank, step(last_break(blank), outer)

    def _place_in_empty(self, parent: Span) -> tuple[_Gap, bytes, bytes]:
        line = last_break(whitespace_before(self._xml, parent.start))
        outer = b""
        if parent.above is not None:
            outer = last_break(whitespace_before(self._xml, parent.above))
        deeper = step(line, outer) if line else b""
        if parent.self_closed:
            at = body_end(self._xml, parent.start, parent.inner)
            gap = _Gap(at, parent.end, b">", line + b"</" + parent.tag + b">")
        else:
            blank = whitespace_before(self._xml, parent.inner_end)
            gap = _Gap(parent.inner_end - len(blank), parent.inner_end, b"", line or blank)
        return gap, line + deeper, deeper
