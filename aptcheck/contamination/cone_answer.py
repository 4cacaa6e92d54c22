"""What the catalogues hold around one field, or why they hold nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.catalog.sources import Sources
    from aptcheck.catalog.survey import Survey
    from aptcheck.wording import Reason

__all__ = ["ConeAnswer"]


@dataclass(frozen=True, kw_only=True, eq=False)
class ConeAnswer:
    """What was answered about the cone around a field.

    Attributes
    ----------
    reason : Reason or None
        Why the cone may be incomplete, or why no catalogue was asked.
    sources : Sources or None
        Every source in the cone, 2MASS and AllWISE merged; None where no catalogue was asked.
    radius_arcsec : float
        Of the cone, about the catalogue position of the target.
    surveys, missing : tuple of Survey
        The surveys that were supplied, and those that were not.
    suppliers : tuple of str
        Who answered.
    """

    reason: Reason | None
    sources: Sources | None = None
    radius_arcsec: float = 0.0
    surveys: tuple[Survey, ...] = ()
    missing: tuple[Survey, ...] = ()
    suppliers: tuple[str, ...] = ()
