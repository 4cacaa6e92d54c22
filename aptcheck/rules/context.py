"""What a rule may ask for in addition to its subject."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.contamination.science_in_field import Meetings

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.config import Thresholds
    from aptcheck.contamination.empty_sky.places import Places
    from aptcheck.contamination.sky import Sky
    from aptcheck.modes.mode import Mode
    from aptcheck.schedule.schedule import Schedule

__all__ = ["Context"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Context:
    """One proposal in one mode under one configuration.

    What is expensive is computed on request.

    Parameters
    ----------
    graph : Graph
        The background graph, and the proposal in it.
    schedule : Schedule
        When each observation can be taken, where its target is then, and at which angles.
    sky : Sky
        What the catalogues say of the fields.
    settings : Thresholds
        The limits in force.
    """

    graph: Graph
    schedule: Schedule
    sky: Sky
    settings: Thresholds

    @property
    def mode(self) -> Mode:
        """The mode that is judged: that of the graph."""
        return self.graph.mode

    @cached_property
    def places(self) -> Places:
        """Where spoiled backgrounds could be instead."""
        from aptcheck.contamination.empty_sky.places import Places

        return Places(self.graph, self.schedule, self.sky, self.settings)

    @cached_property
    def meetings(self) -> Meetings:
        """Where backgrounds meet the science they serve."""
        return Meetings(self.graph, self.schedule)
