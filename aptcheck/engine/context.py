"""The context the rules see, as the engine makes it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.background.edge import Edge
from aptcheck.background.graph import Graph
from aptcheck.background.separation import Separation, julian_year, separation
from aptcheck.config import Config, Thresholds
from aptcheck.contamination.opportunities import Opportunities, Stored
from aptcheck.contamination.swept import NoField, SweptField
from aptcheck.engine.catalogues import Asked
from aptcheck.engine.fields import Fields, fields_of
from aptcheck.model import Observation, Proposal
from aptcheck.rules.context import Window

if TYPE_CHECKING:
    from aptcheck.contamination.catalogued import Catalogued, Unanswered
    from aptcheck.contamination.judgement import FieldJudgement

__all__ = ["ProposalContext"]

_NOT_ASKED = "No catalogue was asked."
_FORGOTTEN = "The catalogues were not asked about this field."


class ProposalContext:
    """Answers of one proposal under one configuration; see `aptcheck.rules.context.Context`.

    ``stored`` hands over what APT's Visit Planner left in the file, when it is asked for; ``asked``
    is what the catalogues say of its fields, None where none was asked.
    """

    def __init__(
        self,
        graph: Graph,
        config: Config,
        window: Window,
        stored: Stored = lambda _: (),
        *,
        asked: Asked | None = None,
        fields: Fields = "backgrounds",
    ) -> None:
        self._graph = graph
        self._config = config
        self._window = window
        self._stored = stored
        self._asked = asked
        self._which = fields
        self._judgements: dict[int, FieldJudgement | None] = {}

    @property
    def proposal(self) -> Proposal:
        """The proposal under check."""
        return self._graph.proposal

    @property
    def graph(self) -> Graph:
        """Its background graph."""
        return self._graph

    @property
    def thresholds(self) -> Thresholds:
        """The limits in force."""
        return self._config.thresholds

    @property
    def window(self) -> Window:
        """The dates in which it may be observed."""
        return self._window

    @cached_property
    def _middle_year(self) -> float:
        return julian_year(self._window.middle)

    def separation(self, edge: Edge) -> Separation | None:
        """Return how far the sky stands from its science at mid-window; None if not computable."""
        return separation(self.proposal, edge.science, edge.sky, self._middle_year)

    @cached_property
    def opportunities(self) -> Opportunities:
        """When each observation can be taken in the window, and at which angles."""
        return Opportunities(self.proposal, self._window.start, self._window.end, self._stored)

    def swept(self, observation: Observation) -> SweptField | NoField:
        """Return the field of an observation and the angles it may take; computed once."""
        return self.opportunities.swept(observation)

    @property
    def catalogue_asked(self) -> bool:
        """Whether a catalogue was asked at all."""
        return self._asked is not None

    @cached_property
    def fields(self) -> tuple[Observation, ...]:
        """The observations whose fields are judged."""
        return fields_of(self._graph, self._which)

    def catalogued(self, observation: Observation) -> Catalogued | Unanswered | None:
        """Return what the catalogues hold round a field, None where none was asked."""
        return None if self._asked is None else self._asked.get(observation.number)

    def field_judgement(self, observation: Observation) -> FieldJudgement | None:
        """Return what the catalogues say of one of these fields; computed once."""
        number = observation.number
        if number not in self._judgements:
            judged = any(field.number == number for field in self.fields)
            self._judgements[number] = self._examined(observation) if judged else None
        return self._judgements[number]

    def _examined(self, observation: Observation) -> FieldJudgement:
        sciences = [s for s in self._graph.sciences if observation.number in _numbers(s.skies)]
        own = [science.observation for science in sciences]
        background = self._graph.is_sky(observation)
        from aptcheck.contamination.catalogued import Unanswered
        from aptcheck.contamination.examination import examine
        from aptcheck.contamination.judgement import FieldJudgement

        if self._asked is None:
            return FieldJudgement(
                observation=observation,
                background=background,
                sciences=tuple(science.number for science in own),
                reason=_NOT_ASKED,
            )
        return examine(
            observation,
            self.swept(observation),
            self._asked.get(observation.number, Unanswered(_FORGOTTEN)),
            background=background,
            sciences=own,
            pixel=any(science.intent.strategy == "pixel" for science in sciences),
            year=self._middle_year,
            thresholds=self.thresholds,
        )


def _numbers(observations: Iterable[Observation]) -> set[int]:
    return {observation.number for observation in observations}
