"""The MRS field of one observation over every position angle the telescope may take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.model import Observation
from aptcheck.sky.angles import AngleSet
from aptcheck.sky.footprint import Field

if TYPE_CHECKING:
    from aptcheck.sky.visibility import Visibility

__all__ = ["NoField", "SweptField"]


@dataclass(frozen=True, slots=True)
class NoField:
    """Where the field falls cannot be told, and why, as a sentence for the proposer."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class SweptField:
    """A field, where its target stands, and the V3PA it may take.

    Attributes
    ----------
    observation : Observation
        Usually a background; any MRS observation has a field.
    field : Field
        Footprints about the target, turning rigidly with V3PA.
    ra_deg, dec_deg : float
        The target at mid-window, ICRS degrees.
    requested : AngleSet
        V3PA that the observation's own special requirements and links admit; full without any.
    allowed : AngleSet
        V3PA that are requested and that the telescope can take in the window; where visibility is
        not known, what is requested.
    visibility : Visibility or None
        When which angle can be had; None when it is not known.
    unknown : str or None
        Why visibility is not known, as a sentence; None when it is.
    """

    observation: Observation
    field: Field
    ra_deg: float
    dec_deg: float
    requested: AngleSet
    allowed: AngleSet
    visibility: Visibility | None = None
    unknown: str | None = None
