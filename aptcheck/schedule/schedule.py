"""The opportunities of a whole proposal in one observing window."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.errors import FieldUnavailable
from aptcheck.model.epoch import julian_year
from aptcheck.modes.mrs.fields import field_of
from aptcheck.schedule.opportunity import Opportunity, Stored
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from aptcheck.geometry.footprint import Field
    from aptcheck.model import Observation, Proposal
    from aptcheck.schedule.observing_window import ObservingWindow

__all__ = ["Schedule"]

#: Two mosaics as large as APT makes them; beyond, a file could keep a machine busy for hours.
_MOST_FOOTPRINTS = 240_000


class Schedule:
    """When each observation of a proposal can be taken, and at which V3 position angles.

    Parameters
    ----------
    proposal : Proposal
    window : ObservingWindow
    stored : callable
        Returns the records in force of an observation; by default there are none.
    """

    def __init__(
        self, proposal: Proposal, window: ObservingWindow, stored: Stored = lambda _: ()
    ) -> None:
        self._proposal = proposal
        self.window = window
        self._stored = stored
        # By identity: a file may give one number twice.
        self._opportunities: dict[int, Opportunity] = {}
        self._fields: dict[int, Field | Reason] = {}
        self._footprints = 0

    @cached_property
    def year(self) -> float:
        """The Julian year of mid-window, for which positions are given."""
        return julian_year(self.window.middle)

    def of(self, observation: Observation) -> Opportunity:
        """Return the opportunity of one observation."""
        key = id(observation)
        if key not in self._opportunities:
            self._opportunities[key] = Opportunity(
                observation=observation,
                proposal=self._proposal,
                window=self.window,
                stored=self._stored,
                followed=self._followed,
                of=self.of,
            )
        return self._opportunities[key]

    def _followed(self, observation: Observation) -> Field:
        """Return the field of an observation, while those of the proposal can all be followed."""
        key = id(observation)
        if key not in self._fields:
            self._fields[key] = self._field(observation)
        found = self._fields[key]
        if isinstance(found, Reason):
            raise FieldUnavailable(found)
        return found

    def _field(self, observation: Observation) -> Field | Reason:
        if self._footprints >= _MOST_FOOTPRINTS:
            return Reason("the mosaics of the proposal have too many tiles to follow")
        try:
            field = field_of(observation)
        except ValueError as fault:
            return Reason(str(fault).rstrip("."))
        self._footprints += len(field.footprints)
        return field
