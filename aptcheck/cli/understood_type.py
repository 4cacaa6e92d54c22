"""An option whose text is parsed as in the library."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

import click

from aptcheck.errors import UsageError

__all__ = ["UnderstoodType"]

Pair = TypeVar("Pair", bound=tuple[object, object])


class UnderstoodType(click.ParamType[Pair], Generic[Pair]):
    """Two values given as one text.

    Parameters
    ----------
    name : str
    understand : callable
        Returns them, or raises a `UsageError` that says what is accepted.
    """

    def __init__(self, name: str, understand: Callable[[str], Pair]) -> None:
        self.name = name
        self._understand = understand

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Pair:
        """Return the values, or fail with one sentence."""
        if isinstance(value, tuple):
            return value  # type: ignore[return-value] # from here, the first time
        try:
            return self._understand(str(value))
        except UsageError as fault:
            self.fail(str(fault), param, ctx)
