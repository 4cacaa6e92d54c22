"""The opportunities of a whole proposal in one observing window."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.errors import FieldUnavailable
from aptcheck.model.epoch import julian_year
from aptcheck.modes.judged import field_of, mode_of
from aptcheck.schedule.likeness import likeness
from aptcheck.schedule.opportunity import Opportunity, Stored
from aptcheck.schedule.turning import Turning
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.geometry.footprint import Field
    from aptcheck.model import Observation, Proposal
    from aptcheck.model.visit_planner import VisitRecord
    from aptcheck.observatory.siaf import Aperture
    from aptcheck.schedule.observing_window import ObservingWindow
    from aptcheck.schedule.target_path import TargetPath

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
        self._likeness: dict[int, Hashable] = {}
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
                turning=self.turning,
            )
        return self._opportunities[key]

    def paths_of(self, observations: Iterable[Observation]) -> dict[int, TargetPath]:
        """Return where the targets of observations are at any date, by number, those known."""
        found: dict[int, TargetPath] = {}
        for observation in observations:
            with suppress(FieldUnavailable):
                found[observation.number] = self.of(observation).path
        return found

    def of_changed(self, proposal: Proposal) -> Schedule:
        """Return the schedule of a changed proposal in the same window.

        What APT stored for an observation that has changed is no longer in force.
        """
        same = {id(observation) for observation in self._proposal.observations}

        def stored(observation: Observation) -> tuple[VisitRecord, ...]:
            return self._stored(observation) if id(observation) in same else ()

        return Schedule(proposal, self.window, stored)

    @cached_property
    def turning(self) -> Turning:
        """What the links of angles leave to the observations that they tie."""
        return Turning(self._proposal.links, self._angles_of)

    def _angles_of(self, number: int) -> tuple[AngleSet, Aperture] | None:
        """Return what is known of the angles of one in a link, its links aside."""
        observation = self._proposal.observation(number)
        if observation is None or observation.is_out or mode_of(observation) is None:
            return None
        own = self.of(observation)
        # One that has been taken was taken at an angle that it asks for, in whatever window.
        angles = own.own_ranges if observation.is_executed else own.angles_alone
        return None if angles is None else (angles, own.aperture)

    def likeness(self, observation: Observation) -> Hashable:
        """Return a key that is equal for observations with one place, field, dates and angles."""
        key = id(observation)
        if key not in self._likeness:
            self._likeness[key] = likeness(self.of(observation))
        return self._likeness[key]

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
