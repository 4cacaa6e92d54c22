"""The one answer a run gets about its fields."""

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
        Why the field is not checked; None when the answer may be believed: every
        survey that was supplied is complete and the cone holds at least one source.
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
    """Everything the catalogues said, and what they did not.

    Attributes
    ----------
    fields : tuple of FieldAnswer
        In the order of the positions asked.
    sources : Sources
        All sources in all cones, 2MASS and AllWISE merged.
    surveys : tuple of Survey
        The surveys that were supplied.
    missing : tuple of Survey
        The surveys nobody was asked for; the depth statement names them.
    batches : tuple of Batch
        Who was asked what and when, answered or not: the provenance, and what a lock freezes.
    radius_deg : float
    """

    fields: tuple[FieldAnswer, ...]
    sources: Sources
    surveys: tuple[Survey, ...]
    missing: tuple[Survey, ...]
    batches: tuple[Batch, ...]
    radius_deg: float
