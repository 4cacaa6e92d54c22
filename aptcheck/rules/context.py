"""What a rule may ask for beside its subject."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from aptcheck.background.edge import Edge
from aptcheck.background.graph import Graph
from aptcheck.background.separation import Separation
from aptcheck.config import Thresholds
from aptcheck.contamination.opportunities import Opportunities
from aptcheck.contamination.swept import NoField, SweptField
from aptcheck.model import Observation, Proposal

if TYPE_CHECKING:
    from aptcheck.contamination.judgement import FieldJudgement

__all__ = ["Context", "Window"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """The dates in which the programme may be observed (UTC), and where they come from.

    ``origin`` completes a sentence: "for the middle of Cycle 5 (2026-07-01 to 2027-06-30)".
    """

    start: datetime
    end: datetime
    origin: str

    @property
    def middle(self) -> datetime:
        """The moment half way through."""
        return self.start + (self.end - self.start) / 2


class Context(Protocol):
    """The proposal as a whole, the settings, and answers that need more than the file."""

    @property
    def proposal(self) -> Proposal:
        """The proposal under check."""
        ...

    @property
    def graph(self) -> Graph:
        """Its background graph."""
        ...

    @property
    def thresholds(self) -> Thresholds:
        """The limits in force."""
        ...

    @property
    def window(self) -> Window:
        """The dates in which it may be observed."""
        ...

    def separation(self, edge: Edge) -> Separation | None:
        """Return how far the sky stands from its science at mid-window; None if not computable."""
        ...

    @property
    def opportunities(self) -> Opportunities:
        """When each observation can be taken in the window, and at which angles."""
        ...

    def swept(self, observation: Observation) -> SweptField | NoField:
        """Return the field of an observation and the angles it may take; computed once."""
        ...

    @property
    def catalogue_asked(self) -> bool:
        """Whether a catalogue was asked at all."""
        ...

    @property
    def fields(self) -> tuple[Observation, ...]:
        """The observations whose fields are judged: the backgrounds, or on request all of MRS."""
        ...

    def field_judgement(self, observation: Observation) -> FieldJudgement | None:
        """Return what the catalogues say of one of these fields, None of any other observation."""
        ...
