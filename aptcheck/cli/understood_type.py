"""An option whose text the one door of command line and library understands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

import click

from aptcheck.errors import UsageError

__all__ = ["UnderstoodType"]

Pair = TypeVar("Pair", bound=tuple[object, object])


class UnderstoodType(click.ParamType[Pair], Generic[Pair]):
    """Two values that one text says.

    Parameters
    ----------
    name : str
    understand : callable
        Returns them, or raises a `UsageError` that says what is taken.
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
