"""Makes a case small: fewer mutations, then a smaller file, with the same fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias, TypeVar

from tests.fuzz.case import Case
from tests.fuzz.changes.of_archives import members, packed
from tests.fuzz.changes.of_trees import elements, parse, write
from tests.fuzz.mutation import Mutation, NothingToChange

__all__ = ["fewest", "smallest_case", "smallest_file"]

Part = TypeVar("Part")

#: How often a file is tried with each way to cut it.
TRIES = 400


def fewest(
    parts: Sequence[Part], holds: Callable[[Sequence[Part]], bool], tries: int = TRIES
) -> Sequence[Part]:
    """Return a few of the parts for which something still holds (delta debugging, ddmin).

    Zeller and Hildebrandt 2002, IEEE Transactions on Software Engineering 28, 183. After ``tries``
    the best so far is returned.
    """
    pieces = 2
    while len(parts) > 1:
        size = -(-len(parts) // pieces)
        for start in range(0, len(parts), size):
            rest = [*parts[:start], *parts[start + size :]]
            tries -= 1
            if tries < 0:
                return parts
            if holds(rest):
                parts, pieces = rest, max(pieces - 1, 2)
                break
        else:
            if size == 1:
                return parts
            pieces = min(2 * pieces, len(parts))
    return parts


def smallest_case(case: Case, holds: Callable[[dict[str, bytes]], bool]) -> Case:
    """Return a case with few of its mutations."""

    def still(mutations: Sequence[Mutation]) -> bool:
        return holds(replace(case, mutations=tuple(mutations)).files())

    if still(()):  # the start itself has the fault
        return replace(case, mutations=())
    return replace(case, mutations=tuple(fewest(case.mutations, still)))


def smallest_file(data: bytes, holds: Callable[[bytes], bool]) -> bytes:
    """Return a smaller file for which something still holds: cut by structure, then as text."""

    def less(parts: Sequence[object], build: Build) -> bytes:
        if not holds(build(parts)):
            return data
        return build(fewest(parts, lambda few: holds(build(few))))

    for cut in (_elements, _members, _content, _lines, _bytes):
        for parts, build in cut(data):
            data = less(parts, build)
    return data


#: Makes a file from some of its parts.
Build: TypeAlias = Callable[[Sequence[object]], bytes]
#: The parts of a file, and how to make a file from some of them.
Cut: TypeAlias = Iterator[tuple[Sequence[object], Build]]


def _elements(data: bytes) -> Cut:
    """Split XML into each element with its content, and each attribute."""
    root = parse(data)
    if root is None:
        return
    found = elements(root)
    attributes = [(i, str(key)) for i, e in enumerate(found) for key in e.attrib]

    def build(parts: Sequence[object]) -> bytes:
        kept = {*parts}
        tree = parse(data)
        assert tree is not None
        for i, element in enumerate(elements(tree)):
            for key in map(str, element.attrib):
                if (i, key) not in kept:
                    del element.attrib[key]
            parent = element.getparent()
            if i not in kept and parent is not None:
                parent.remove(element)
        return write(tree)

    yield [*range(len(found)), *attributes], build


def _members(data: bytes) -> Cut:
    """Split an archive into its members."""
    if found := _held(data):
        yield found, lambda parts: packed([p for p in parts if isinstance(p, tuple)])


def _content(data: bytes) -> Cut:
    """Split the XML in an archive."""
    found = _held(data)

    def within(at: int, build: Build) -> Build:
        name = found[at][0]
        return lambda parts: packed([*found[:at], (name, build(parts)), *found[at + 1 :]])

    for at, (_, content) in enumerate(found):
        for parts, build in _elements(content):
            yield parts, within(at, build)


def _held(data: bytes) -> list[tuple[str, bytes]]:
    try:
        return members(data)
    except NothingToChange:
        return []


def _lines(data: bytes) -> Cut:
    yield data.splitlines(keepends=True), _joined


def _bytes(data: bytes) -> Cut:
    if len(data) <= 2_000:
        yield [bytes([one]) for one in data], _joined


def _joined(parts: Sequence[object]) -> bytes:
    return b"".join(part for part in parts if isinstance(part, bytes))
