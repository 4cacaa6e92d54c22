"""When one observation can be taken, and at which V3 position angles: one pass, step by step.

What narrows them, in this order: the telescope's field of regard in the observing window (as APT's
Visit Planner stored it, else computed), the observation's own dates, its own angles and links of
angles, and the dates of those it is grouped with. The length of the visit is not known: angles are
up to 0.3 degree too generous (docs/validation.md), so nothing they may meet is missed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.errors import FieldUnavailable, UsageError
from aptcheck.geometry.angles import AngleSet
from aptcheck.model.dates import date_windows
from aptcheck.model.epoch import julian_year, position_at
from aptcheck.modes.judged import aperture_of, demand_aperture
from aptcheck.schedule.group_bounds import group_bounds
from aptcheck.schedule.orient import orient_ranges
from aptcheck.schedule.swept_field import SweptField
from aptcheck.schedule.target_path import TargetPath
from aptcheck.schedule.unreachable import unreachable
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from aptcheck.geometry.footprint import Field
    from aptcheck.model import Observation, Proposal, Target
    from aptcheck.model.visit_planner import VisitRecord
    from aptcheck.observatory.siaf import Aperture
    from aptcheck.schedule.observing_window import ObservingWindow
    from aptcheck.schedule.planner_comparison import Disagreement
    from aptcheck.schedule.roll import Pointing
    from aptcheck.schedule.turning import Turning
    from aptcheck.schedule.unreachable import Unreachable
    from aptcheck.schedule.visibility import Visibility

__all__ = ["Opportunity", "Stored"]

#: Hands over what APT's Visit Planner stored for the visits of an observation, in force only.
Stored = Callable[["Observation"], "tuple[VisitRecord, ...]"]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Opportunity:
    """The opportunity of one observation in the observing window of its proposal.

    Everything is computed on request, and what takes work only once.

    Parameters
    ----------
    observation : Observation
    proposal : Proposal
    window : ObservingWindow
    stored : callable
        Returns what APT's Visit Planner stored for an observation.
    followed : callable
        Returns the field of an observation about its target, or raises `FieldUnavailable`.
    of : callable
        Returns the opportunity of another observation.
    turning : Turning
        What the links of angles of the proposal leave.

    Raises
    ------
    FieldUnavailable
        When a place, a field, a date or an angle that is asked for is not known.
    """

    observation: Observation
    proposal: Proposal
    window: ObservingWindow
    stored: Stored
    followed: Callable[[Observation], Field]
    of: Callable[[Observation], Opportunity]
    turning: Turning

    @property
    def aperture(self) -> Aperture:
        """The aperture that holds the target."""
        return aperture_of(self.observation)

    @property
    def records(self) -> tuple[VisitRecord, ...]:
        """The windows that APT stored for the observation and calls up to date."""
        return self.stored(self.observation)

    @cached_property
    def place(self) -> tuple[float, float]:
        """(RA, Dec) of the target at mid-window without parallax, degrees; loads no numpy."""
        target = self._target
        place = position_at(target, julian_year(self.window.middle))
        if place is None:
            out_of_bounds = f"the proper motion of target {target.name} is out of all bounds"
            raise FieldUnavailable(Reason(out_of_bounds))
        return place

    @cached_property
    def path(self) -> TargetPath:
        """Where the target is at any date."""
        return TargetPath(self._target)

    @cached_property
    def _target(self) -> Target:
        """The target, with coordinates and a motion that can be read."""
        target = self.proposal.target_of(self.observation)
        if target is None:
            raise FieldUnavailable(Reason(f"observation {self.observation.number} has no target"))
        name = f"target {target.name}"
        if target.is_moving:
            raise FieldUnavailable(Reason(f"{name} moves, and its angles are not computed"))
        if not target.has_position:
            raise FieldUnavailable(Reason(f"{name} has no coordinates that can be read"))
        if not target.motion.is_known:
            raise FieldUnavailable(Reason(f"the proper motion of {name} cannot be read"))
        return target

    @property
    def field(self) -> Field:
        """The field about the target; loads no numpy."""
        return self.followed(self.observation)

    @cached_property
    def field_of_regard(self) -> Visibility:
        """When the telescope can take the observation, whatever the proposal asks for."""
        try:
            demand_aperture(self.observation)
        except ValueError as fault:
            raise FieldUnavailable(Reason(str(fault))) from None
        place, name = self.place, self.observation.target_name
        visits = {visit.number for visit in self.observation.visits}
        start, end = self.window.start, self.window.end
        if self.records and visits <= {record.key.visit for record in self.records}:
            from aptcheck.schedule.planner_windows import covering_visibility

            stored = covering_visibility(name, self.records, start, end)
            if stored is not None and self.believes_stored:
                return stored
        from aptcheck.schedule.field_of_regard import computed_visibility

        try:
            return computed_visibility(name, *place, pointing=self._pointing, start=start, end=end)
        except UsageError as fault:
            raise FieldUnavailable(Reason(str(fault).rstrip("."))) from None

    @cached_property
    def requested_angles(self) -> AngleSet | None:
        """The V3PA that Aperture PA Ranges and links leave, None without any."""
        own = self.own_ranges
        left = self.turning.left(self.observation.number, self.aperture)
        if own is None or left is None:
            return left if own is None else own
        return own.intersection(left)

    @property
    def is_parted_by_links(self) -> bool:
        """Whether its links, and not its own ranges, leave it no angle at any date."""
        if self.requested_angles is None or self.at_angles.spans:
            return False
        return bool(self.field_of_regard.restricted(self.own_ranges).spans)

    @cached_property
    def at_angles(self) -> Visibility:
        """When it can be taken at the angles it asks for, whatever its dates."""
        return self.field_of_regard.restricted(self.requested_angles)

    @cached_property
    def within_dates(self) -> Visibility:
        """When it can be taken at the dates it asks for, at whatever angle."""
        requirements = self.observation.requirements
        self.demand_dates()
        if not requirements.dates:
            return self.field_of_regard
        return self.field_of_regard.restricted(dates=date_windows(requirements))

    @cached_property
    def own_windows(self) -> Visibility:
        """When it can be taken as it asks, were it the only one."""
        return self.within_dates.restricted(self.requested_angles)

    @cached_property
    def group_windows(self) -> Visibility:
        """When it can be taken as it and its non-interruptible group allow."""
        left = self.own_windows
        for bound in group_bounds(self):
            left = left.restricted(dates=bound.dates)
        return left

    @cached_property
    def unreachable(self) -> Unreachable | None:
        """Why no date of the window is left; None where one is. Loads no numpy without need."""
        return unreachable(self)

    @cached_property
    def swept(self) -> SweptField:
        """The field and the angles it may take.

        Where visibility alone is not known, all that is requested is allowed.
        """
        field, place = self.field, self.place
        asked = self.requested_angles
        requested = AngleSet.full() if asked is None else asked
        visibility, unknown = None, None
        try:
            visibility = self.group_windows
        except FieldUnavailable as fault:
            unknown = fault.reason
        allowed = requested if visibility is None else visibility.allowed
        if allowed.is_empty:
            raise self._never()
        return SweptField(
            observation=self.observation,
            field=field,
            ra_deg=place[0],
            dec_deg=place[1],
            path=self.path,
            window=self.window,
            requested=requested,
            allowed=allowed,
            visibility=visibility,
            unknown=unknown,
        )

    @property
    def unavailable(self) -> FieldUnavailable | None:
        """Why the field and its angles are not known; None where they are."""
        try:
            _ = self.swept
        except FieldUnavailable as fault:
            return fault
        return None

    @cached_property
    def disagreement(self) -> Disagreement | None:
        """The largest difference of stored from computed windows; None without any."""
        if not self.records:
            return None
        place = self.place
        from aptcheck.schedule.planner_comparison import largest_disagreement

        try:
            return largest_disagreement(self.records, *place, self._pointing)
        except UsageError as fault:  # a plan that reaches beyond the ephemeris
            raise FieldUnavailable(Reason(str(fault).rstrip("."))) from None

    @property
    def believes_stored(self) -> bool:
        """Whether the stored windows can be those of this target.

        A script that changes coordinates leaves old windows behind, still marked up to date.
        """
        try:
            found = self.disagreement
        except FieldUnavailable:
            return False
        return found is not None and not found.is_impossible

    @property
    def needs_angles(self) -> bool:
        """Whether its angles matter by themselves, whatever a catalogue says.

        They do with Primary Channel = Imager, an Aperture PA Range, or windows of APT's Visit
        Planner to compare with. Otherwise separation alone decides, and no numpy is loaded.
        """
        requirements = self.observation.requirements
        asked = requirements.orients or requirements.angles_unread
        return self.observation.imager_primary or bool(asked or self.records)

    def check_angles(self) -> None:
        """Raise where its angles are needed and not known.

        Raises
        ------
        FieldUnavailable
            They are not, or its place is not.
        """
        _ = self.place
        if self.needs_angles and self.swept.unknown is not None:
            raise FieldUnavailable(self.swept.unknown)

    @cached_property
    def angles_alone(self) -> AngleSet | None:
        """The V3PA it may take but for its links; None where nothing is known of them."""
        try:
            regard = self.field_of_regard
        except FieldUnavailable:
            return self.own_ranges
        return regard.restricted(self.own_ranges).allowed if regard.spans else self.own_ranges

    @property
    def own_ranges(self) -> AngleSet | None:
        """The V3PA of its own Aperture PA Ranges, None without any."""
        number = self.observation.number
        if self.observation.requirements.angles_unread:
            reason = f"an Aperture PA Range of observation {number} cannot be read"
            raise FieldUnavailable(Reason(reason))
        return orient_ranges(self.observation.requirements.orients, self.aperture.v3_ideal_angle)

    def demand_dates(self) -> None:
        """Raise where a date that it asks for cannot be read.

        Raises
        ------
        FieldUnavailable
            One cannot.
        """
        if self.observation.requirements.dates_unread:
            reason = f"a date that observation {self.observation.number} asks for cannot be read"
            raise FieldUnavailable(Reason(reason))

    @property
    def _pointing(self) -> Pointing:
        from aptcheck.schedule.roll import Pointing

        return Pointing(*self.aperture.reference)

    def _never(self) -> FieldUnavailable:
        """Say why no angle is left."""
        try:
            found = self.unreachable
        except FieldUnavailable:
            found = None
        if found is not None:
            return FieldUnavailable(found.reason, lacks=found.lacks)
        number = self.observation.number
        reason = f"the position angles requested for observation {number} are mutually exclusive"
        return FieldUnavailable(Reason(reason), lacks="angle")
