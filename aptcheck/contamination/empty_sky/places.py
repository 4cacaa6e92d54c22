"""Where the spoiled backgrounds of a proposal could be, by what a check has asked anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.contamination.cone_request import needed_arcsec
from aptcheck.contamination.empty_sky.answer import PlaceSearch
from aptcheck.contamination.empty_sky.terms import Terms
from aptcheck.contamination.empty_sky.wanted import WantedSky

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.config import Thresholds
    from aptcheck.contamination.judgement import FieldJudgement
    from aptcheck.contamination.sky import Sky
    from aptcheck.schedule.schedule import Schedule
    from aptcheck.suggestions import SuggestedSky

__all__ = ["Places"]

#: Backgrounds that are searched for in one check, some hundredths of a second each: more than any
#: published programme has.
_MOST = 100
_TERMS = Terms(count=3)


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
        self._known: dict[int, tuple[SuggestedSky, ...]] = {}

    def of(self, field: FieldJudgement) -> tuple[SuggestedSky, ...]:
        """Return up to three positions that no source spoils at any angle, the best first.

        None for a field that is not spoiled, that is no background, whose observation has been
        taken, or beside which the imager stays on its target.
        """
        key = id(field.observation)
        if key not in self._known:
            self._known[key] = self._searched(field) if len(self._known) < _MOST else ()
        return self._known[key]

    def _searched(self, field: FieldJudgement) -> tuple[SuggestedSky, ...]:
        sky, swept = field.observation, field.swept
        users = sorted(self._graph.users_of(sky), key=lambda science: science.number)
        spoiled = field.background and (field.threats or field.extended)
        asked = self._sky.asked_about(sky)
        if not (spoiled and users) or swept is None or asked is None or field.reason is not None:
            return ()
        if sky.is_executed or sky.imager_primary or any(one.uses_shadow for one in users):
            return ()
        wanted = WantedSky(sciences=tuple(users), skies=(sky,))
        if wanted.shares_entry:  # to move it would be to move the science
            return ()
        request, answer = asked
        search = PlaceSearch(
            name="",
            wanted=wanted,
            graph=self._graph,
            schedule=self._schedule,
            settings=self._settings,
            terms=_TERMS,
        )
        found = search.result(
            answer,
            about=(request.position.ra_deg, request.position.dec_deg),
            needed_arcsec=needed_arcsec(swept.field, self._settings),
            crowded=False,
        )
        return found.suggestions if found.status == "ok" else ()
