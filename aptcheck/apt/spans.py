"""The bytes of an element and its fields, found in one pass when a file is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from aptcheck.apt.start_tag import end_of_start_tag, name_end
from aptcheck.errors import UnwritableEdit

__all__ = ["Span", "Spans", "spans"]

#: Separates a namespace from a name: a character that XML cannot contain.
_BETWEEN: Final = "\f"


@dataclass(slots=True, eq=False)
class Span:
    """The bytes of one element.

    Attributes
    ----------
    ordinal : int
        As in `Place.element`: document order from 0.
    tag : bytes
        The name as written, with its prefix.
    namespace, name : str
        The namespace and the local name.
    start, inner, inner_end, end : int
        Where the start tag, the content and the end tag begin, and where the element ends. For an
        element closed in its start tag, ``<a/>``, the last three are its end.
    above : int or None
        Where the start tag of its parent begins; None for the root.
    attributes : mapping
        By name, entities resolved.
    children : list of Span
        The direct child elements; kept for wanted elements only.
    """

    ordinal: int
    tag: bytes
    namespace: str
    name: str
    start: int
    inner: int
    inner_end: int
    end: int
    above: int | None
    attributes: Mapping[str, str]
    self_closed: bool
    children: list[Span] = field(default_factory=list)
    _fields: dict[str, list[Span]] | None = None

    @property
    def prefix(self) -> bytes:
        """The prefix of its name with the colon, for new children."""
        return self.tag[: self.tag.find(b":") + 1]

    def fields(self, name: str) -> list[Span]:
        """Return the children of a name in the namespace of this element."""
        if self._fields is None:
            self._fields = {}
            for child in self.children:
                if child.namespace == self.namespace:
                    self._fields.setdefault(child.name, []).append(child)
        return self._fields.get(name, [])


@dataclass(frozen=True, slots=True)
class Spans:
    """Wanted elements by ordinal, and elements of one name by the ordinal of their container."""

    wanted: dict[int, Span]
    inside: dict[int, list[Span]]


def spans(
    xml: bytes, wanted: Collection[int], *, within: Collection[int] = (), name: str = ""
) -> Spans:
    """Find the bytes of elements and their children.

    Parameters
    ----------
    xml : bytes
        XML that was read without errors.
    wanted : collection of int
        Ordinals of elements; one that does not exist is left out.
    within : collection of int
        Ordinals of elements to search for all elements of a name, at any depth.
    name : str
        That name, in the namespace of the root.

    Raises
    ------
    UnwritableEdit
        If the XML cannot be parsed here.
    """
    finder = _Finder(xml, frozenset(wanted), frozenset(within), name)
    try:
        finder.parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise UnwritableEdit(
            f"The file cannot be changed, since programs disagree on how to read its XML ({error})"
            "; save it again from APT."
        ) from None
    return Spans(finder.wanted, finder.inside)


class _Finder:
    def __init__(
        self, xml: bytes, ordinals: frozenset[int], within: frozenset[int], name: str
    ) -> None:
        self.wanted: dict[int, Span] = {}
        self.inside: dict[int, list[Span]] = {}
        self.parser = expat.ParserCreate(encoding="utf-8", namespace_separator=_BETWEEN)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._xml = xml
        self._ordinals = ordinals
        self._within = within
        self._name = name
        self._ordinal = -1
        self._namespace = ""
        # For each open element: where it begins, its span if kept, its ordinal.
        self._open: list[tuple[int, Span | None, int]] = []
        self._sought_in: list[int] = []

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._ordinal += 1
        ordinal, start = self._ordinal, self.parser.CurrentByteIndex
        namespace, _, name = tag.rpartition(_BETWEEN)
        above, parent, parent_ordinal = self._open[-1] if self._open else (None, None, -1)
        if above is None:
            self._namespace = namespace
        is_wanted = ordinal in self._ordinals
        is_child = parent_ordinal in self._ordinals
        is_sought = self._sought_in and name == self._name and namespace == self._namespace
        span = None
        if is_wanted or is_child or is_sought:
            inner = end_of_start_tag(self._xml, start)
            span = Span(
                ordinal=ordinal,
                tag=self._xml[start + 1 : name_end(self._xml, start)],
                namespace=namespace,
                name=name,
                start=start,
                inner=inner,
                inner_end=inner,
                end=inner,
                above=above,
                attributes=attributes,
                # No other unquoted slash is in the tag.
                self_closed=self._xml[inner - 2 : inner] == b"/>",
            )
            if is_wanted:
                self.wanted[ordinal] = span
            if is_child and parent is not None:
                parent.children.append(span)
            if is_sought:
                self.inside.setdefault(self._sought_in[-1], []).append(span)
        self._open.append((start, span, ordinal))
        if ordinal in self._within:
            self._sought_in.append(ordinal)

    def _end(self, tag: str) -> None:  # noqa: ARG002 - expat's signature
        _, span, ordinal = self._open.pop()
        if self._sought_in and self._sought_in[-1] == ordinal:
            self._sought_in.pop()
        # At the end of <a/> expat is after the tag, or before it, but never at an end tag.
        if span is not None and not span.self_closed:
            span.inner_end = self.parser.CurrentByteIndex
            span.end = self._xml.index(b">", span.inner_end) + 1
