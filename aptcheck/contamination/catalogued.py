"""What the catalogues hold round one field, or why they hold nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.catalog.answer import FieldAnswer
    from aptcheck.catalog.sources import Sources
    from aptcheck.catalog.survey import Survey
    from aptcheck.wording import Reason

__all__ = ["Catalogued", "Unanswered"]


@dataclass(frozen=True, slots=True, eq=False)
class Unanswered:
    """No catalogue was asked about a field, and why."""

    reason: Reason


@dataclass(frozen=True, kw_only=True, eq=False)
class Catalogued:
    """The cone round a field.

    Attributes
    ----------
    answer : FieldAnswer
        Whether the cone may be believed complete.
    sources : Sources
        Every source in the cone, 2MASS and AllWISE merged.
    radius_arcsec : float
        Of the cone, about the catalogue position of the target.
    surveys, missing : tuple of Survey
        The surveys that were supplied, and those that were not.
    suppliers : tuple of str
        Who answered.
    """

    answer: FieldAnswer
    sources: Sources
    radius_arcsec: float
    surveys: tuple[Survey, ...]
    missing: tuple[Survey, ...]
    suppliers: tuple[str, ...]
