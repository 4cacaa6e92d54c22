"""The pairs to be taken back to back, for the rules on their link and order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.rules import applies

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.background.bond import Bond
    from aptcheck.background.roles import Science

__all__ = ["SHADOW", "back_to_back"]

#: What is expected of a shadow instead of a link.
SHADOW = (
    "strategy shadow: the background is taken at another time, after the moving target has left "
    "the field"
)


def back_to_back(sciences: Iterable[Science]) -> tuple[Bond, ...]:
    """Return the declared bonds without shadows; end the rule where all are shadows."""
    paired = [science for science in sciences if science.bonds]
    together = [science for science in paired if not science.uses_shadow]
    applies(together or not paired, SHADOW)
    bonds = {id(bond): bond for science in together for bond in science.bonds}
    return tuple(bonds.values())
