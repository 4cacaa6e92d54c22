"""Where the spoiled backgrounds of a proposal could be, by what a check has asked for anyway."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.contamination.empty_sky.answer import PlaceSearch
from aptcheck.contamination.empty_sky.remarks import clearing_words
from aptcheck.contamination.empty_sky.terms import Terms
from aptcheck.contamination.empty_sky.wanted import WantedSky, wanted_skies
from aptcheck.mode_names import EMPTY_FIELDS

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.config import Thresholds
    from aptcheck.contamination.judgement import FieldJudgement
    from aptcheck.contamination.sky import Sky
    from aptcheck.schedule.schedule import Schedule
    from aptcheck.suggestions import SkySearch, SuggestedSky

__all__ = ["Places"]

#: Searches in one check, up to a tenth of a second each: more than a published programme needs.
_MOST = 60


class Places:
    """Clean positions for spoiled backgrounds; each search is made on request, and once.

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
        self._known: dict[tuple[int, int], SkySearch | None] = {}

    def of(
        self, field: FieldJudgement, most: int, *, meets_science: bool = False
    ) -> tuple[SuggestedSky, ...]:
        """Return so many positions at most that no source spoils at any angle, the best first."""
        found = self.search(field, most, meets_science=meets_science)
        return () if found is None else found.suggestions

    def search(
        self, field: FieldJudgement, most: int, *, meets_science: bool = False
    ) -> SkySearch | None:
        """Return the search that found positions, so many at most; None where there is none.

        They are for all observations of the target. None for a field that nothing spoils, neither a
        catalogue source nor the science it serves (``meets_science``), whose target must stay, or
        with the imager on its target.
        """
        spoiled = field.background and (field.threats or field.extended or meets_science)
        wanted = self.wanted(field) if spoiled else None
        if wanted is None or field.swept is None or field.reason is not None:
            return None
        key = id(wanted), most
        if key not in self._known:
            over = len(self._known) >= _MOST
            self._known[key] = None if over else self._searched(wanted, field, most)
        return self._known[key]

    def clearing_of(self, field: FieldJudgement) -> str:
        """Return what to clear on what is moved, as a clause; or nothing."""
        wanted = self.wanted(field)
        return "" if wanted is None else clearing_words(wanted, self._graph)

    def wanted(self, field: FieldJudgement) -> WantedSky | None:
        """Return the backgrounds that must be at one place with a field; None if it stays."""
        return self._movable.get(id(field.observation))

    @cached_property
    def _movable(self) -> dict[int, WantedSky]:
        """The backgrounds that may be moved, each by the identities of its observations.

        None of a mode whose field is hardly ever empty.
        """
        if self._graph.mode.name not in EMPTY_FIELDS:
            return {}
        return {
            id(sky): wanted
            for wanted in wanted_skies(self._graph)
            if wanted.entry is not None and not wanted.imager_primary
            for sky in wanted.skies
        }

    def _searched(self, wanted: WantedSky, field: FieldJudgement, most: int) -> SkySearch | None:
        asked = self._sky.asked_about(field.observation)
        if asked is None:
            return None
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
            checked_about=(request.position.ra_deg, request.position.dec_deg),
        )
        return found if found.status == "ok" else None
