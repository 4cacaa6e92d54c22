"""When each observation of a proposal can be taken, and at which V3 position angles.

What narrows them, in this order: the telescope's field of regard in the observing window (as APT's
Visit Planner stored it, else computed), the observation's own angles and dates, its orient links,
and the dates of those it is grouped with. The length of the visit is not known: angles are up to
0.3 degree too generous (docs/validation.md), so nothing they may meet is missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.background.separation import Separation, separation
from aptcheck.contamination.swept import NoField, SweptField
from aptcheck.errors import UsageError
from aptcheck.geometry.angles import AngleSet
from aptcheck.geometry.footprint import Field
from aptcheck.model import GroupLink, Observation, Proposal
from aptcheck.model.dates import date_windows
from aptcheck.model.epoch import julian_year, position_at
from aptcheck.modes.mrs.apertures import aperture_of
from aptcheck.modes.mrs.fields import field_of, pointed_with_another
from aptcheck.sky.orient import orient_ranges
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from aptcheck.background.edge import Edge
    from aptcheck.contamination.observing_window import ObservingWindow
    from aptcheck.model.visit_planner import VisitRecord
    from aptcheck.observatory.siaf import Aperture
    from aptcheck.sky.agreement import Disagreement
    from aptcheck.sky.roll import Pointing
    from aptcheck.sky.visibility import Visibility

__all__ = ["Opportunities", "Stored"]

#: Hands over what APT's Visit Planner stored for the visits of an observation, in force only.
Stored = Callable[[Observation], "tuple[VisitRecord, ...]"]

#: Members of a NON-INTERRUPTIBLE group follow each other: how far apart they may start beyond the
#: science time of the group.
_FOLLOWING = timedelta(days=1)
#: How much of the window a stored plan may lack at either end and still stand for it.
_LACKING = timedelta(days=2)

#: Two mosaics as large as APT makes them; beyond, a file could keep a machine busy for hours.
_MOST_FOOTPRINTS = 240_000


class Opportunities:
    """The opportunities of one proposal in one observing window.

    Nothing is computed before it is asked for, and nothing twice.

    Parameters
    ----------
    proposal : Proposal
    window : ObservingWindow
    stored : callable
        Returns the records in force of an observation; by default there are none.
    """

    def __init__(
        self,
        proposal: Proposal,
        window: ObservingWindow,
        stored: Stored = lambda _: (),
    ) -> None:
        self._proposal = proposal
        self.window = window
        self._stored = stored
        # By identity: a file may give one number twice.
        self._regards: dict[int, Visibility | NoField] = {}
        self._fields: dict[int, Field | NoField] = {}
        self._swept: dict[int, SweptField | NoField] = {}

    @cached_property
    def year(self) -> float:
        """The Julian year of mid-window, for which positions are given."""
        return julian_year(self.window.middle)

    def separation(self, edge: Edge) -> Separation | None:
        """Return how far a sky is from its science at mid-window; None if not computable."""
        return separation(self._proposal, edge.science, edge.sky, self.year)

    def records(self, observation: Observation) -> tuple[VisitRecord, ...]:
        """Return the windows that APT stored for an observation and calls up to date."""
        return self._stored(observation)

    def field(self, observation: Observation) -> Field | NoField:
        """Return the field of an observation about its target; loads no numpy."""
        if id(observation) not in self._fields:
            self._fields[id(observation)] = self._field(observation)
        return self._fields[id(observation)]

    def place(self, observation: Observation) -> tuple[float, float] | NoField:
        """Return (RA, Dec) of the target at mid-window, degrees; loads no numpy."""
        target = self._proposal.target_of(observation)
        if target is None:
            return NoField(Reason(f"observation {observation.number} has no target"))
        name = f"target {target.name}"
        if target.is_moving:
            return NoField(Reason(f"{name} moves, and its angles are not computed"))
        if not target.has_position:
            return NoField(Reason(f"{name} has no coordinates that can be read"))
        place = position_at(target, self.year)
        return place or NoField(Reason(f"the proper motion of {name} is out of all bounds"))

    def regard(self, observation: Observation) -> Visibility | NoField:
        """Return when the telescope can take an observation, whatever the proposal asks for."""
        if id(observation) not in self._regards:
            self._regards[id(observation)] = self._regard(observation)
        return self._regards[id(observation)]

    def asked(self, observation: Observation) -> AngleSet | None:
        """Return the V3PA that Aperture PA Ranges and orient links leave, None without any."""
        aperture = aperture_of(observation)
        own = orient_ranges(observation.requirements.orients, aperture.v3_ideal_angle)
        others = self._linked(observation)
        if not others:
            return own
        from aptcheck.sky.requested import linked_angles

        left = linked_angles(self._proposal.links, observation.number, aperture, others)
        if own is None or left is None:
            return left if own is None else own
        return own.intersection(left)

    def dated(self, observation: Observation) -> Visibility | NoField:
        """Return when an observation can be taken at the dates it asks for, at whatever angle."""
        regard, requirements = self.regard(observation), observation.requirements
        if isinstance(regard, NoField) or not requirements.dates:
            return regard
        return regard.restricted(dates=date_windows(requirements))

    def alone(self, observation: Observation) -> Visibility | NoField:
        """Return when an observation can be taken as it asks, were it the only one."""
        dated = self.dated(observation)
        return dated if isinstance(dated, NoField) else dated.restricted(self.asked(observation))

    def together(self, observation: Observation) -> Visibility | NoField:
        """Return when an observation can be taken as it and its NON-INTERRUPTIBLE group ask."""
        left = self.alone(observation)
        if isinstance(left, NoField):
            return left
        for link in self._proposal.links.groups:
            if not link.non_interruptible or observation.number not in link.members:
                continue
            apart = _FOLLOWING + self._science_time(link)
            for number in _beside(observation, link.members):
                member = self._proposal.observation(number)
                if member is None or member.is_out:
                    continue
                for windows in self._bound(member):
                    dates = [(_less(start, apart), _more(end, apart)) for start, end in windows]
                    left = left.restricted(dates=dates)
        return left

    def swept(self, observation: Observation) -> SweptField | NoField:
        """Return the field of an observation and the angles it may take."""
        if id(observation) not in self._swept:
            self._swept[id(observation)] = self._sweep(observation)
        return self._swept[id(observation)]

    def disagreement(self, observation: Observation) -> Disagreement | NoField | None:
        """Return the largest difference of stored from computed windows; None without any."""
        records = self.records(observation)
        if not records:
            return None
        place = self.place(observation)
        if isinstance(place, NoField):
            return place
        from aptcheck.sky.agreement import Disagreement, disagreement

        found = [
            one
            for record in records
            if (one := disagreement(record, *place, _pointing(observation))) is not None
        ]
        if not found:
            return None
        return Disagreement(
            angle_deg=max(one.angle_deg for one in found),
            date_days=max(one.date_days for one in found),
        )

    def _field(self, observation: Observation) -> Field | NoField:
        known = (field for field in self._fields.values() if isinstance(field, Field))
        if sum(len(field.footprints) for field in known) >= _MOST_FOOTPRINTS:
            return NoField(Reason("the mosaics of the proposal have too many tiles to follow"))
        try:
            return field_of(observation)
        except ValueError as fault:
            return NoField(Reason(str(fault).rstrip(".")))

    def _regard(self, observation: Observation) -> Visibility | NoField:
        if not observation.is_mrs or pointed_with_another(observation):
            unknown = self.field(observation)
            if isinstance(unknown, NoField):
                return unknown
            return NoField(Reason("no aperture is known"))
        place = self.place(observation)
        if isinstance(place, NoField):
            return place
        from aptcheck.sky.regard import computed_visibility

        name = observation.target_name
        start, end = self.window.start, self.window.end
        try:
            return self._planned(observation, name) or computed_visibility(
                name, *place, pointing=_pointing(observation), start=start, end=end
            )
        except UsageError as fault:
            return NoField(Reason(str(fault).rstrip(".")))

    def _planned(self, observation: Observation, name: str) -> Visibility | None:
        """Return the stored windows where they know the flown orbit and cover all that is asked."""
        records = self.records(observation)
        visits = {visit.number for visit in observation.visits}
        if not records or not visits <= {record.key.visit for record in records}:
            return None
        from aptcheck.sky.agreement import FLOWN_ORBIT
        from aptcheck.sky.stored import stored_visibility

        start, end = self.window.start, self.window.end
        for record in records:
            regard = record.constraint("off-normal")
            if record.release < FLOWN_ORBIT or regard is None or not regard.pieces:
                return None
            if regard.pieces[0].start > start + _LACKING or regard.pieces[-1].end < end - _LACKING:
                return None
        stored = stored_visibility(name, records)
        return stored.restricted(dates=[(start, end)]) if stored is not None else None

    def _linked(self, observation: Observation) -> dict[int, tuple[AngleSet, Aperture]]:
        """Return what is known of the angles of those an orient link ties an observation to."""
        links = self._proposal.links
        tied = {n for link in links.same_orient for n in _beside(observation, link.members)}
        for link in links.orient_from:
            ends = tuple(n for n in (link.observation, link.origin) if n is not None)
            tied.update(_beside(observation, ends))
        found: dict[int, tuple[AngleSet, Aperture]] = {}
        for number in sorted(tied):
            other = self._proposal.observation(number)
            if other is None or not other.is_live_mrs:
                continue
            aperture = aperture_of(other)
            own = orient_ranges(other.requirements.orients, aperture.v3_ideal_angle)
            regard = self.regard(other)
            if not isinstance(regard, NoField) and regard.spans:
                found[number] = regard.restricted(own).allowed, aperture
            elif own is not None:
                found[number] = own, aperture
        return found

    def _sweep(self, observation: Observation) -> SweptField | NoField:
        field, place = self.field(observation), self.place(observation)
        if isinstance(field, NoField):
            return field
        if isinstance(place, NoField):
            return place
        asked = self.asked(observation)
        requested = AngleSet.full() if asked is None else asked
        together = self.together(observation)
        unknown = together.reason if isinstance(together, NoField) else None
        visibility = None if isinstance(together, NoField) else together
        allowed = requested if visibility is None else visibility.allowed
        if allowed.is_empty:
            return self._never(observation)
        return SweptField(
            observation=observation,
            field=field,
            ra_deg=place[0],
            dec_deg=place[1],
            requested=requested,
            allowed=allowed,
            visibility=visibility,
            unknown=unknown,
        )

    def _bound(self, member: Observation) -> Iterator[tuple[tuple[datetime, datetime], ...]]:
        """Yield the dates a member of a group is bound to by what it asks for, if by anything.

        One that asks for the impossible is a fault of its own and binds nobody.
        """
        requirements = member.requirements
        if requirements.dates and (dates := date_windows(requirements)):
            yield dates
        if requirements.orients:
            alone = self.alone(member)
            if not isinstance(alone, NoField) and alone.spans:
                yield alone.windows

    def _science_time(self, link: GroupLink) -> timedelta:
        members = [self._proposal.observation(number) for number in link.members]
        seconds = sum((m.science_duration_s or 0) for m in members if m is not None)
        return timedelta(seconds=min(seconds, 30 * 86_400))

    def _never(self, observation: Observation) -> NoField:
        """Say why no angle is left."""
        start, end = self.window.start, self.window.end
        when = f"between {start:%Y-%m-%d} and {end:%Y-%m-%d}"
        number = observation.number
        regard, dated = self.regard(observation), self.dated(observation)
        if isinstance(regard, NoField) or isinstance(dated, NoField):
            reason = f"the position angles asked of observation {number} exclude each other"
            return NoField(Reason(reason), lacks="angle")
        if not regard.spans:
            return NoField(Reason(f"the target of observation {number} cannot be observed {when}"))
        if not dated.spans:
            reason = f"observation {number} asks for dates at which it cannot be taken"
            exclusive = not date_windows(observation.requirements)
            return NoField(Reason(reason), lacks="date" if exclusive else None)
        if dated.restricted(self.asked(observation)).allowed.is_empty:
            reason = f"the position angles asked of observation {number} cannot be had {when}"
            return NoField(Reason(reason), lacks="angle")
        reason = f"observation {number} shares no date {when} with those it is grouped with"
        return NoField(Reason(reason), lacks="date")


def _pointing(observation: Observation) -> Pointing:
    from aptcheck.sky.roll import Pointing

    return Pointing(*aperture_of(observation).reference)


def _beside(observation: Observation, members: tuple[int, ...]) -> tuple[int, ...]:
    """Return the others where an observation is one of them."""
    if observation.number not in members:
        return ()
    return tuple(number for number in members if number != observation.number)


def _less(date: datetime, by: timedelta) -> datetime:
    return date - by if date - datetime.min > by else datetime.min


def _more(date: datetime, by: timedelta) -> datetime:
    return date + by if datetime.max - date > by else datetime.max
