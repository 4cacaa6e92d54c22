"""How severe unequal ramps of science and background are in each mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.rules import applies

if TYPE_CHECKING:
    from aptcheck.background.roles import Background
    from aptcheck.finding import SeverityWord
    from aptcheck.modes.mode import Mode

__all__ = ["severity_of_unequal"]


def severity_of_unequal(background: Background, mode: Mode) -> SeverityWord:
    """Return the severity of unequal Ngroups or readout; an info where nothing is subtracted.

    Ends the rule as not applicable where a mode needs equal ramps only for pixel subtraction and
    none is planned.
    """
    if mode.name != "miri-mrs" and not background.intent.subtracts_background:
        return "info"
    planned = background.intent.strategy == "pixel"
    severity = mode.equal_ramps or ("info" if planned else None)
    applies(severity, "the strategy is not pixel: the ramps need not be equal")
    return severity or "info"
