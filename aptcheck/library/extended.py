"""Plain data as an instance of a class that extends theirs, and equal to it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["SameData", "extended"]

_Own = TypeVar("_Own")


def extended(kind: type[_Own], plain: DataclassInstance, **changes: object) -> _Own:
    """Return the same data as another class, with some of them changed."""
    data: dict[str, Any] = {one.name: getattr(plain, one.name) for one in fields(plain)}
    return kind(**(data | changes))


class SameData:
    """Makes an instance equal to plain data with the same values."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        alike = isinstance(other, type(self)) or isinstance(self, type(other))
        if not (alike and is_dataclass(other)):
            return NotImplemented
        return _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash(_values(self))


def _values(data: Any) -> tuple[object, ...]:  # noqa: ANN401 - any dataclass
    return tuple(getattr(data, one.name) for one in fields(data) if one.compare)
