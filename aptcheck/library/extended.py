"""Plain data as an instance of a class that extends theirs."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["extended"]

_Own = TypeVar("_Own")


def extended(kind: type[_Own], plain: DataclassInstance, **changes: object) -> _Own:
    """Return the same data as another class, with some of them changed."""
    data: dict[str, Any] = {one.name: getattr(plain, one.name) for one in fields(plain)}
    return kind(**(data | changes))
