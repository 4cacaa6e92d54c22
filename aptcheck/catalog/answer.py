"""The answer that a run gets about all its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aptcheck.catalog.batch import Batch
from aptcheck.catalog.position import Position
from aptcheck.catalog.sources import Sources
from aptcheck.catalog.survey import Survey
from aptcheck.wording import Reason

__all__ = ["Answer", "FieldAnswer"]


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldAnswer:
    """What is known about one field.

    Attributes
    ----------
    position : Position
    counts : mapping of survey name to int
        Catalogue rows in the whole cone, for the surveys that answered.
    reason : Reason or None
        Why the field is not checked; None when the answer may be believed: every supplied survey is
        complete and the cone contains at least one source.
    """

    position: Position
    counts: Mapping[str, int]
    reason: Reason | None = None

    @property
    def checked(self) -> bool:
        """Whether an empty field may be called clean."""
        return self.reason is None


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Answer:
    """Everything the catalogues returned, and what is missing.

    Attributes
    ----------
    fields : tuple of FieldAnswer
        In the order of the requested positions.
    sources : Sources
        All sources in all cones, 2MASS and AllWISE merged.
    surveys : tuple of Survey
        The surveys that were supplied.
    missing : tuple of Survey
        The surveys that no provider was asked for; the depth statement names them.
    batches : tuple of Batch
        Every query, answered or not, with provider and time: the provenance, and what a lock
        stores.
    radius_deg : float
    """

    fields: tuple[FieldAnswer, ...]
    sources: Sources
    surveys: tuple[Survey, ...]
    missing: tuple[Survey, ...]
    batches: tuple[Batch, ...]
    radius_deg: float
