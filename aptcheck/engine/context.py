"""The context the rules see, as the engine makes it."""

from __future__ import annotations

from functools import cached_property

from aptcheck.background.edge import Edge
from aptcheck.background.graph import Graph
from aptcheck.background.separation import Separation, julian_year, separation
from aptcheck.config import Config, Thresholds
from aptcheck.contamination.opportunities import Opportunities, Stored
from aptcheck.contamination.swept import NoField, SweptField
from aptcheck.model import Observation, Proposal
from aptcheck.rules.context import Window

__all__ = ["ProposalContext"]


class ProposalContext:
    """Answers of one proposal under one configuration; see `aptcheck.rules.context.Context`.

    ``stored`` hands over what APT's Visit Planner left in the file, when it is asked for.
    """

    def __init__(
        self, graph: Graph, config: Config, window: Window, stored: Stored = lambda _: ()
    ) -> None:
        self._graph = graph
        self._config = config
        self._window = window
        self._stored = stored

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
