"""Where the spoiled backgrounds of a proposal could be, by what a check has asked anyway."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.contamination.cone_request import needed_arcsec
from aptcheck.contamination.empty_sky.answer import PlaceSearch
from aptcheck.contamination.empty_sky.gathering import distinct_takers
from aptcheck.contamination.empty_sky.remarks import clearing_words
from aptcheck.contamination.empty_sky.terms import Terms
from aptcheck.contamination.empty_sky.wanted import WantedSky, wanted_skies

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.config import Thresholds
    from aptcheck.contamination.judgement import FieldJudgement
    from aptcheck.contamination.sky import Sky
    from aptcheck.geometry.footprint import Field
    from aptcheck.schedule.schedule import Schedule
    from aptcheck.suggestions import SuggestedSky

__all__ = ["Places"]

#: Searches in one check, up to a tenth of a second each: more than a published programme needs.
_MOST = 60


class Places:
    """Clean positions for spoiled backgrounds; each search is made when asked for, and once.

    The cone of a check does not reach as far as that of `aptcheck suggest`: what is farther from
    the present background than it covers is not suggested.

    Parameters
    ----------
    graph, schedule, sky, settings
        Of the proposal.
    """

    def __init__(self, graph: Graph, schedule: Schedule, sky: Sky, settings: Thresholds) -> None:
        self._graph = graph
        self._schedule = schedule
        self._sky = sky
        self._settings = settings
        self._known: dict[tuple[int, int], tuple[SuggestedSky, ...]] = {}

    def of(self, field: FieldJudgement, most: int) -> tuple[SuggestedSky, ...]:
        """Return so many positions at most that no source spoils at any angle, the best first.

        They are for all observations of the target entry. None for a field that is not spoiled,
        whose entry is not to be moved, or beside which the imager stays on its target.
        """
        spoiled = field.background and (field.threats or field.extended)
        wanted = self._wanted.get(id(field.observation)) if spoiled else None
        if wanted is None or field.swept is None or field.reason is not None:
            return ()
        key = id(wanted), most
        if key not in self._known:
            over = len(self._known) >= _MOST
            self._known[key] = () if over else self._searched(wanted, field, most)
        return self._known[key]

    def reach_of(self, field: FieldJudgement) -> float:
        """Return the radius of the disc that the field sweeps where it is moved to, arcsec."""
        wanted = self._wanted.get(id(field.observation))
        return 0.0 if wanted is None else max(one.reach.farthest for one in self._fields(wanted))

    def clearing_of(self, field: FieldJudgement) -> str:
        """Return what to clear of what is to be moved, as a clause; or nothing."""
        wanted = self._wanted.get(id(field.observation))
        return "" if wanted is None else clearing_words(wanted, self._graph)

    @cached_property
    def _wanted(self) -> dict[int, WantedSky]:
        """The backgrounds that may be moved, each by the identities of its skies."""
        return {
            id(sky): wanted
            for wanted in wanted_skies(self._graph)
            if wanted.entry is not None and not wanted.imager_primary
            for sky in wanted.skies
        }

    def _searched(
        self, wanted: WantedSky, field: FieldJudgement, most: int
    ) -> tuple[SuggestedSky, ...]:
        asked = self._sky.asked_about(field.observation)
        if asked is None:
            return ()
        request, answer = asked
        search = PlaceSearch(
            name="",
            wanted=wanted,
            graph=self._graph,
            schedule=self._schedule,
            settings=self._settings,
            terms=Terms(count=most),
        )
        found = search.result(
            answer,
            about=(request.position.ra_deg, request.position.dec_deg),
            needed_arcsec=max(needed_arcsec(one, self._settings) for one in self._fields(wanted)),
            crowded=False,
        )
        return found.suggestions if found.status == "ok" else ()

    def _fields(self, wanted: WantedSky) -> list[Field]:
        """Return the fields that are to be moved, those without their Offset."""
        return [self._schedule.of(one).field for one in distinct_takers(wanted, self._schedule)]
