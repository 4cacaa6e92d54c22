"""The first few of many things, whatever order they come in."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from typing import Generic, TypeVar

__all__ = ["Foremost"]

_Item = TypeVar("_Item")


class Foremost(Generic[_Item]):
    """At most ``most`` items, those with the lowest keys, in the order of these.

    Of items with one key those that were added first come first.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._keys: list[tuple[int, ...]] = []
        self._items: list[_Item] = []

    def takes(self, key: tuple[int, ...]) -> bool:
        """Whether an item with this key would be among them now."""
        return len(self._keys) < self._most or key < self._keys[-1]

    def add(self, key: tuple[int, ...], item: _Item) -> None:
        """Add an item; one that comes after all others is dropped if there is no room."""
        place = bisect(self._keys, key)
        self._keys.insert(place, key)
        self._items.insert(place, item)
        del self._keys[self._most :], self._items[self._most :]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[_Item]:
        return iter(self._items)
