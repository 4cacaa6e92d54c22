"""One search, from what to ask a catalogue to what is suggested."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck.catalog.position import Position
from aptcheck.contamination.cone_request import (
    ConeRequest,
    cone_radius_about,
    cone_request,
    needed_arcsec,
)
from aptcheck.contamination.empty_sky.area import Ground, ground
from aptcheck.contamination.empty_sky.chart import sky_chart
from aptcheck.contamination.empty_sky.gathering import distinct_takers
from aptcheck.contamination.empty_sky.remarks import remarks
from aptcheck.errors import FieldUnavailable
from aptcheck.geometry.great_circle import great_circle_arcsec
from aptcheck.modes.judged import aperture_of
from aptcheck.suggestions import Searched, SkySearch
from aptcheck.wording import Reason, listed

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.config import Thresholds
    from aptcheck.contamination.cone_answer import ConeAnswer
    from aptcheck.contamination.empty_sky.surroundings import Surroundings
    from aptcheck.contamination.empty_sky.terms import Terms
    from aptcheck.contamination.empty_sky.wanted import WantedSky
    from aptcheck.geometry.clearance import Area
    from aptcheck.geometry.footprint import Field
    from aptcheck.geometry.tangent import Point
    from aptcheck.schedule.schedule import Schedule
    from aptcheck.suggestions import PresentSky

__all__ = ["PlaceSearch"]

_NOT_ASKED = Reason("no catalogue was asked")


@dataclass(frozen=True, kw_only=True, eq=False)
class PlaceSearch:
    """The search for the background of some science, in one proposal.

    Attributes
    ----------
    name : str
        Of the proposal, as it is in a lock.
    wanted : WantedSky
    graph, schedule, settings
        Of the proposal.
    terms : Terms
    """

    name: str
    wanted: WantedSky
    graph: Graph
    schedule: Schedule
    settings: Thresholds
    terms: Terms

    def request(self, outer_arcsec: float | None = None) -> ConeRequest | None:
        """Return what to ask about positions out to a distance; None where it is not known.

        The cone holds the cone of a check of each of them, so that a lock of it answers the check
        of a proposal whose background was moved there.
        """
        if self.wanted.imager_primary:  # nothing is moved
            sky = self.wanted.skies[0]
            return cone_request(self.name, sky, self.graph, self.schedule, self.settings)
        outer = self.terms.outer_arcsec if outer_arcsec is None else outer_arcsec
        try:
            there, own = self._ground, self._cone_radius_deg
        except FieldUnavailable:
            return None
        strays = great_circle_arcsec(there.listed, there.centre)
        number = self.wanted.science.number
        return ConeRequest(
            position=Position(
                field_id=f"{Path(self.name).stem} about the target of observation {number}",
                ra_deg=there.listed[0],
                dec_deg=there.listed[1],
            ),
            # whole arcsec, for a lock to be as good for another day's window
            radius_deg=own + math.ceil(outer + strays) / 3600.0,
        )

    def result(
        self,
        found: ConeAnswer | None,
        present: PresentSky = "not-checked",
        *,
        checked_about: Point | None = None,
    ) -> SkySearch:
        """Return what is suggested.

        Parameters
        ----------
        found : ConeAnswer or None
            What the catalogues say; None where none was asked.
        present : PresentSky
            What is known of the background that the proposal has now.
        checked_about : (RA, Dec), optional
            The middle of the cone of a check, ICRS degrees, where that is what was asked. It hardly
            reaches beyond the field, so that only the part of it that matters to the verdict must
            be known. Only clean positions are given then, without a remark on what was left out.
        """
        in_check = checked_about is not None
        try:
            there, needed = self._ground, self._needed_arcsec(in_check=in_check)
        except FieldUnavailable as fault:
            return replace(self._none(fault.reason), present=present)
        nothing = replace(
            self._none(_NOT_ASKED), present=present, ra_deg=there.centre[0], dec_deg=there.centre[1]
        )
        if found is None or found.sources is None or found.reason is not None:
            why = found.reason if found is not None else None
            return replace(nothing, reason=why or nothing.reason)
        around = self._around(found, checked_about)
        answered = replace(
            nothing,
            depths=around.depths(),
            suppliers=found.suppliers,
            missing=tuple(survey.name for survey in found.missing),
            remarks=tuple(remarks(self.wanted, there, self.graph)),
            chart=sky_chart(around, self.wanted, self.schedule),
        )
        if self.wanted.imager_primary:
            return self._by_angle(answered, around)
        area = around.area(self.terms.inner_arcsec, self.terms.outer_arcsec, needed)
        by_place = self._by_place(answered, around, area)
        if in_check:
            return by_place
        if by_place.bound_arcsec is not None and around.leaves_out(area):
            by_place = replace(by_place, remarks=(*by_place.remarks, _left_out_words(around)))
        if by_place.status != "crowded":
            return by_place
        from aptcheck.contamination.empty_sky.crowded import most_clean

        places = most_clean(around, area, self.schedule, self.graph.proposal, self.terms.count)
        return replace(by_place, suggestions=places)

    def first_clean(self, found: ConeAnswer | None) -> tuple[float | None, float] | None:
        """Return how far the nearest clean position is where none is within reach, None if none is.

        And how far out the search went; None altogether where no catalogue covers that far.
        """
        if found is None or found.sources is None or found.reason is not None:
            return None
        from aptcheck.contamination.empty_sky.search import first_clean

        around, needed = self._around(found, None), self._needed_arcsec(in_check=False)
        area = around.area(self.terms.inner_arcsec, self.terms.far_arcsec, needed)
        first = first_clean(around, area, self.schedule)
        if first is None and around.leaves_out(area):
            return None
        return first, self.terms.far_arcsec

    def _by_place(self, answered: SkySearch, around: Surroundings, area: Area) -> SkySearch:
        """Return the positions of an area that are clean at every angle, or that there is none."""
        from aptcheck.contamination.empty_sky.search import clean_positions

        positions, bound = clean_positions(around, area, self.terms, self.schedule)
        if bound is None:
            return replace(answered, reason=self._nowhere(around, area))
        none = "no position within reach is clean at every angle"
        return replace(
            answered,
            status="ok" if positions else "crowded",
            reason=None if positions else none,
            bound_arcsec=bound,
            suggestions=positions,
        )

    def _by_angle(self, answered: SkySearch, around: Surroundings) -> SkySearch:
        from aptcheck.contamination.empty_sky.imager_offset import best_offsets

        try:
            positions = best_offsets(around, self.wanted, self.schedule, self.terms.count)
        except FieldUnavailable as fault:
            return replace(answered, reason=str(fault.reason))
        clean = positions[0].clean_fraction == 1.0
        angle = "the imager stays on its target, so the angle decides where the MRS is"
        return replace(
            answered,
            status="ok" if clean else "crowded",
            reason=None if clean else angle,
            suggestions=positions,
        )

    @cached_property
    def _ground(self) -> Ground:
        return ground(self.wanted, self.graph, self.schedule, self.settings)

    @cached_property
    def _fields(self) -> tuple[Field, ...]:
        """The fields that take the background, each once."""
        takers = distinct_takers(self.wanted, self.schedule)
        return tuple(self.schedule.of(taker).field for taker in takers)

    @cached_property
    def _cone_radius_deg(self) -> float:
        """The radius of the widest cone that a check of the background would ask for."""
        return max(cone_radius_about(field, 0.0, self.settings) for field in self._fields)

    def _needed_arcsec(self, *, in_check: bool) -> float:
        """Return how far about a position every source must be known.

        As far as a check of the moved background would ask, or as far as its verdict depends on it.
        """
        if in_check:
            return max(needed_arcsec(field, self.settings) for field in self._fields)
        return 3600.0 * self._cone_radius_deg

    def _around(self, found: ConeAnswer, about: Point | None) -> Surroundings:
        from aptcheck.contamination.empty_sky.gathering import surroundings

        request = self.request() if about is None else None
        if request is not None:
            about = request.position.ra_deg, request.position.dec_deg
        there = self._ground
        return surroundings(
            self.wanted, there, self.schedule, found, about or there.listed, self.settings
        )

    def _none(self, reason: Reason | None) -> SkySearch:
        """Return that nothing is suggested, and why."""
        wanted, terms = self.wanted, self.terms
        names, aperture = wanted.target_names, aperture_of(wanted.takers[0])
        return SkySearch(
            target=", ".join(names),
            science_targets=names,
            science_observations=tuple(science.number for science in wanted.sciences),
            background_observations=tuple(sorted(sky.number for sky in wanted.skies)),
            background_target=wanted.entry,
            ra_deg=None,
            dec_deg=None,
            aperture=aperture.name,
            aperture_offset_deg=aperture.v3_ideal_angle,
            imager_primary=wanted.imager_primary,
            present="not-checked",
            status="not-checked",
            reason=None if reason is None else str(reason),
            searched=Searched(inner_arcsec=terms.inner_arcsec, outer_arcsec=terms.outer_arcsec),
        )

    def _nowhere(self, around: Surroundings, area: Area) -> str:
        """Say why an area has no position."""
        from aptcheck.geometry.clearance import widest_clear

        terms, names = self.terms, self.wanted.target_names
        if widest_clear(around.discs, replace(area, vouched=None)) is not None:
            return (
                f"no source within {around.checked_arcsec:.0f} arcsec of any position "
                "within reach: an answer so empty more likely means a catalogue that does not "
                "cover the sky there"
            )
        within = f"between {terms.inner_arcsec:g} and {terms.outer_arcsec:g} arcsec"
        if len(names) > 1:
            return f"no position is {within} from all of {listed(names)} and clear of their fields"
        return f"no position {within} is clear of the source, its field and the other targets"


def _left_out_words(around: Surroundings) -> str:
    return (
        f"Only positions with a listed source within {around.checked_arcsec:.0f} arcsec were "
        "tried: elsewhere the catalogue may not cover the sky."
    )
