"""Where a background meets a science observation: the source in its field, or field on field."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aptcheck.background.separation import same_body
from aptcheck.geometry.angles import AngleSet
from aptcheck.geometry.great_circle import great_circle_arcsec

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.contamination.source_window import SourceWindow, Stop
    from aptcheck.geometry.footprint import Field
    from aptcheck.model import Observation
    from aptcheck.schedule.opportunity import Opportunity
    from aptcheck.schedule.schedule import Schedule
    from aptcheck.schedule.swept_field import SweptField

__all__ = ["Overlap", "overlap"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Overlap:
    """A background, and the science observations alike that its field may come near enough to meet.

    Attributes
    ----------
    sciences : tuple of Observation
        Those of one place, field, dates and angles.
    sky : Observation
    swept : SweptField
        The background.
    separation : float
        Between the two targets, arcsec.
    source : AngleSet
        Allowed V3PA at which the science position, or its stated extent, is in the background's
        field on some date.
    fields : AngleSet
        Allowed V3PA at which the two fields share a point, both taken at one angle, as they are
        back to back.
    extent : float
        How far the source reaches from its coordinates, arcsec, as stated; 0 if it is not.
    beside : Field
        That of the science.
    stops : tuple of Stop
        Where its target is, part by part of the window.
    is_widened : bool
        Whether one of the fields is padded, since its dither or tile positions are not known.
    source_by_widening, fields_by_widening : bool
        Whether the source is in the field, or the fields meet, by these pads alone: then it is
        not known. Never so for the MRS, almost all of whose patterns are known.
    """

    sciences: tuple[Observation, ...]
    sky: Observation
    swept: SweptField
    separation: float
    source: AngleSet
    fields: AngleSet
    extent: float
    beside: Field
    stops: tuple[Stop, ...]
    is_widened: bool = False
    source_by_widening: bool = False
    fields_by_widening: bool = False

    @property
    def always_on_source(self) -> bool:
        """Whether the source is in the field, as it may be widened, at every allowed angle."""
        return self.swept.clean(self.source).is_empty

    @property
    def fields_to_avoid(self) -> AngleSet:
        """The angles at which the fields meet.

        None with the imager on the target where the source itself is met: that is worse.
        """
        if self.sky.imager_primary and not self.source.is_empty:
            return AngleSet.empty()
        return self.fields

    @property
    def is_met(self) -> bool:
        """Whether background and science meet at some allowed angle, as far as is known."""
        source = not (self.source.is_empty or self.source_by_widening)
        return source or not (self.fields.is_empty or self.fields_by_widening)


def overlap(
    graph: Graph, schedule: Schedule, one: Observation, other: Observation, extent: float
) -> Overlap | None:
    """Return where a background meets a science observation, one pair.

    None is decided by separation and reach alone, without numpy; so it is for two entries of one
    moving body that differ by their Offset.

    Raises
    ------
    FieldUnavailable
        Where one of the fields falls, or at which angles, is not known.
    """
    sky, science = schedule.of(other), schedule.of(one)
    field, beside = sky.field, science.field
    together = same_body(graph.proposal, one, other)
    separation = 0.0 if together else great_circle_arcsec(sky.place, science.place)
    speed = 0.0 if together else sky.path.fastest_against(science.path)
    goes = speed * schedule.window.half_years
    met = field.reach.meets(beside.reach, max(0.0, separation - goes))
    if not (met or field.reach.holds(separation, extent + goes)):
        return None
    window = _Window(sky, science, speed)
    source, fields = window.source(field, extent), window.fields(field, beside)
    found = Overlap(
        sciences=(one,),
        sky=other,
        swept=sky.swept,
        separation=separation,
        source=source,
        fields=fields,
        extent=extent,
        beside=beside,
        stops=window.places.stops_of(0),
        is_widened=bool(field.pad_arcsec or beside.pad_arcsec),
    )
    if not found.is_widened or graph.mode.on_source_arcsec is not None:
        return found
    field, beside = field.without_pads, beside.without_pads
    return replace(
        found,
        source_by_widening=window.source(field, extent).is_empty,
        fields_by_widening=window.fields(field, beside).is_empty,
    )


class _Window:
    """The window of a background and a science observation, in parts in which neither goes far."""

    def __init__(self, sky: Opportunity, science: Opportunity, arcsec_per_year: float) -> None:
        from aptcheck.contamination.source_window import target_window
        from aptcheck.schedule.legs import legs

        self._sky = sky
        self._science = science
        self._legs = legs(sky.swept, arcsec_per_year)
        self.places: SourceWindow = target_window(sky.swept, science.path, self._legs)

    def source(self, field: Field, extent: float) -> AngleSet:
        """Return the angles at which the source, as far as it extends, is in a background field."""
        import numpy as np

        return self.places.hits(field, np.array([extent])).all_angles()

    def fields(self, field: Field, beside: Field) -> AngleSet:
        """Return the angles at which a background field meets one of the science."""
        from aptcheck.geometry.overlap import meeting_angles

        sky, science = self._sky.path, self._science.path
        return AngleSet.any_of(
            meeting_angles(field, sky.at(leg.middle), beside, science.at(leg.middle)).intersection(
                leg.angles
            )
            for leg in self._legs
        )
