"""Whether a background is taken on the science it serves: source in field, or field on field."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from aptcheck.background.bond import MOST_PARTS
from aptcheck.background.grouping import grouped
from aptcheck.contamination.field_overlap import Overlap, overlap
from aptcheck.contamination.source_limits import source_limits
from aptcheck.errors import FieldUnavailable
from aptcheck.finding import Severity
from aptcheck.geometry.angles import AngleSet
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from aptcheck.background.bond import Bond
    from aptcheck.background.graph import Graph
    from aptcheck.errors import Lack
    from aptcheck.model import Observation
    from aptcheck.schedule.schedule import Schedule

__all__ = ["Meetings"]


#: Different pairs of fields that may meet, each of which takes some milliseconds; a published
#: programme with the MRS has at most 72 pairs in all.
_MOST_SWEPT = 300
_TOO_MANY = Reason("the proposal has too many different fields to compare them pair by pair")

#: The reason, and what is lacking, of a `FieldUnavailable`.
_Unavailable: TypeAlias = "tuple[Reason, Lack | None]"


class Meetings:
    """Where backgrounds meet the science they serve; of those alike worked out once.

    Parameters
    ----------
    graph : Graph
    schedule : Schedule
    """

    def __init__(self, graph: Graph, schedule: Schedule) -> None:
        self._graph = graph
        self._schedule = schedule
        self._together: dict[Bond, list[list[Observation]]] = {}
        self._sizes: dict[Bond, int] = {}
        self._reasons: dict[int, Reason | None] = {}
        self._swept = 0
        self._limits: dict[int, tuple[float, float]] = {}
        self._known: dict[Hashable, Overlap | _Unavailable | None] = {}

    def on_source(self, science: Observation, sky: Observation) -> Severity | None:
        """Return how surely a background is taken on its source, None where it is not.

        An error nearer than the first of its limits whatever the angle, or where the science
        position is in its field at every allowed angle; a warning to the second, or where it may
        be, since the field is widened. Not for Primary Channel = Imager, where the MRS is beside
        the target.
        """
        separation = self._graph.separation(science, sky, self._schedule.year)
        if separation is None or sky.imager_primary:
            return None
        sure, perhaps = self.limits(sky)
        if separation.farthest < sure:
            return Severity.ERROR
        if (always := self._always_on_source(science, sky)) is not None:
            return always
        return Severity.WARNING if separation.arcsec < perhaps else None

    def limits(self, sky: Observation) -> tuple[float, float]:
        """Return how near a background points to its source to be on it for sure, or perhaps."""
        if id(sky) not in self._limits:
            self._limits[id(sky)] = source_limits(sky)
        return self._limits[id(sky)]

    def overlaps(
        self, sky: Observation, bonds: Iterable[tuple[Bond, float | None]]
    ) -> tuple[list[Overlap], list[Reason]]:
        """Return where a background meets the science it serves, and why that is unknown of others.

        ``bonds`` come each with how far the source reaches from its coordinates, arcsec, where that
        is stated; science that is too far away is in neither list.
        """
        near: list[Overlap] = []
        unknown: list[Reason] = []
        for bond, extent_arcsec in bonds:
            if self._size(bond) > MOST_PARTS:
                unknown += [_TOO_MANY] * len(bond.sciences)
                continue
            for sciences in self._alike(bond):
                try:
                    found = self._overlap(sciences[0], sky, extent_arcsec)
                except FieldUnavailable as fault:
                    # Alike, but each has a number of its own in the reason.
                    unknown += (self._why(one, sky) or fault.reason for one in sciences)
                else:
                    if found is not None:
                        near.append(replace(found, sciences=tuple(sciences), sky=sky))
        return near, unknown

    def away_from_sources(self, angles: AngleSet, sky: Observation) -> AngleSet:
        """Return the V3PA of some at which a background meets no science that it is declared for.

        Neither its source nor its field.
        """
        graph = self._graph
        extents = []
        for bond in graph.declared.bonds_to(sky):
            science = graph.science(bond.science.number)
            extents.append((bond, science.intent.extent_arcsec if science is not None else None))
        near, _ = self.overlaps(sky, extents)
        for found in near:
            angles = angles.difference(found.source.union(found.fields))
        return angles

    def _alike(self, bond: Bond) -> list[list[Observation]]:
        """Return the science observations of a bond, those alike together; it serves many skies."""
        if bond not in self._together:
            alike = grouped(bond.sciences, self._schedule.likeness)
            self._together[bond] = list(alike.values())
        return self._together[bond]

    def _why(self, science: Observation, sky: Observation) -> Reason | None:
        """Return why a field of a pair is not known, in words about this observation."""
        for one in (sky, science):
            if id(one) not in self._reasons:
                fault = self._schedule.of(one).unavailable
                self._reasons[id(one)] = fault.reason if fault is not None else None
        return self._reasons[id(sky)] or self._reasons[id(science)]

    def _size(self, bond: Bond) -> int:
        """Return how many different pairs of fields a bond has."""
        if bond not in self._sizes:
            skies = {self._schedule.likeness(sky) for sky in bond.skies}
            self._sizes[bond] = len(skies) * len(self._alike(bond))
        return self._sizes[bond]

    def _always_on_source(self, science: Observation, sky: Observation) -> Severity | None:
        """Return how surely the science position is in the field at every allowed angle.

        A warning where its dither or tile positions are not known, and nothing where it is so by
        the pads alone; of the MRS, almost all of whose patterns are known, an error.
        """
        try:
            met = self._overlap(science, sky, None)
        except FieldUnavailable:
            return None
        if met is None or not met.always_on_source or met.source_by_widening:
            return None
        unsure = met.swept.field.pad_arcsec and self._graph.mode.on_source_arcsec is None
        return Severity.WARNING if unsure else Severity.ERROR

    def _overlap(
        self, science: Observation, sky: Observation, extent_arcsec: float | None
    ) -> Overlap | None:
        """Return where a background meets a science observation, None where they are too far apart.

        Raises
        ------
        FieldUnavailable
            Where one of the fields falls, or at which angles, is not known.
        """
        alike = self._schedule.likeness
        key = alike(science), alike(sky), extent_arcsec
        if key not in self._known:
            if self._swept >= _MOST_SWEPT or len(self._known) >= MOST_PARTS:
                raise FieldUnavailable(_TOO_MANY)
            try:
                self._known[key] = overlap(
                    self._graph, self._schedule, science, sky, extent_arcsec or 0.0
                )
            except FieldUnavailable as fault:
                self._known[key] = fault.reason, fault.lacks
            self._swept += isinstance(self._known[key], Overlap)
        found = self._known[key]
        if isinstance(found, tuple):
            raise FieldUnavailable(*found)
        return found
