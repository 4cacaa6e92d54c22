"""What to search for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Preference", "Terms"]

#: The largest margin first, or the smallest offset.
Preference = Literal["margin", "near"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """How far, how many, and in which order.

    Attributes
    ----------
    inner_arcsec, outer_arcsec : float
        The distances from each science target between which to search. Within 2 arcmin, as JDox
        advises for a background ("generally be within 1-2 arcmin if feasible", read
        2026-11); few sources end within 30 arcsec. The inner one is aptcheck's own
        judgement.
    far_arcsec : float
        How far out to search for the first clean position where there is none within reach.
    count : int
        Positions suggested at most.
    prefer : {"margin", "near"}
    """

    inner_arcsec: float = 30.0
    outer_arcsec: float = 120.0
    far_arcsec: float = 600.0
    count: int = 5
    prefer: Preference = "margin"
