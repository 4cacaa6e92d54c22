"""Positions for backgrounds: the searches of one proposal, or around a position on the sky."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from aptcheck.contamination.empty_sky.wanted import present_sky
from aptcheck.engine.catalogues import (
    Announce,
    Asking,
    Catalogues,
    choices,
    quiet_announcement,
    quiet_progress,
)
from aptcheck.engine.configurations import Configurations
from aptcheck.engine.session import Session, session_of
from aptcheck.errors import UsageError
from aptcheck.mode_names import EMPTY_FIELDS
from aptcheck.modes.judged import mode_of
from aptcheck.modes.mrs.usual import usual_mrs
from aptcheck.suggestions import SkySearch, SuggestedSky, Suggestions
from aptcheck.tasks.chosen_observations import opened
from aptcheck.wording.coordinates import apt_position

if TYPE_CHECKING:
    from aptcheck.contamination.cone_answer import ConeAnswer
    from aptcheck.contamination.cone_request import Cone, ConeRequest
    from aptcheck.contamination.empty_sky.answer import PlaceSearch
    from aptcheck.contamination.empty_sky.terms import Terms
    from aptcheck.engine.options import Options

__all__ = ["places_about", "suggested_places", "with_structure"]

#: The field is offset from the target, so its position depends on the angle.
_NOT_SEEN = "WISE images were not used: the position of the MRS depends on the angle."

#: Queries the catalogues for some cones; None if there is no catalogue to query.
_Ask: TypeAlias = "Callable[[Sequence[ConeRequest]], Mapping[Cone, ConeAnswer] | None]"


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Asked:
    """A search, the cone it needs, and its answer."""

    search: PlaceSearch
    request: ConeRequest | None
    answer: SkySearch | None = None


def suggested_places(
    file: str | Path,
    options: Options,
    terms: Terms,
    *,
    observations: Sequence[int] = (),
    every: bool = False,
    announce: Announce = quiet_announcement,
    progress: Asking = quiet_progress,
) -> Suggestions:
    """Return positions for the backgrounds of a proposal.

    Parameters
    ----------
    file : path
    options : Options
        Which catalogues, which dates, which configuration.
    terms : Terms
    observations : sequence of int
        Only backgrounds that these take or use; none means all.
    every : bool
        Also clean ones.
    announce, progress : callable, optional
        As for a check.

    Raises
    ------
    UsageError
        The file cannot be read, it has no such observation, the field of its mode need not be
        empty, the configuration is wrong, or a catalogue cannot be used.
    """
    settings = Configurations(options).of(str(file)).settings
    session = opened(Path(file), options, settings)
    searches = _chosen(session, [*session.place_searches(terms)], observations)
    found = _suggested(session, searches, terms, announce, progress, every=every)
    others = [] if observations else [g.mode.name for g in session.graphs if g.background_fields]
    left = tuple(name for name in others if name not in EMPTY_FIELDS)
    return replace(found, other_modes=left)


def places_about(
    place: tuple[float, float],
    options: Options,
    terms: Terms,
    *,
    announce: Announce = quiet_announcement,
    progress: Asking = quiet_progress,
) -> Suggestions:
    """Return positions for a background of a source at (RA, Dec), ICRS degrees.

    It assumes the MRS with all its bands, the usual dither pattern for an extended source, and 10
    ks of exposure.

    Raises
    ------
    UsageError
        The configuration is wrong, or a catalogue cannot be used.
    """
    name = apt_position(*place)
    settings = Configurations(options).of(name).settings
    session = session_of(usual_mrs(name, *place), name, options, settings)
    found = _suggested(
        session, [*session.place_searches(terms)], terms, announce, progress, every=True
    )
    # there is no observation yet
    return replace(
        found, targets=tuple(replace(one, science_observations=()) for one in found.targets)
    )


def with_structure(
    found: Suggestions, *, announce: Callable[[str], None], progress: Asking = quiet_progress
) -> Suggestions:
    """Return the suggestions, with what WISE images show in each field as remarks.

    ``announce`` is called with what is sent to whom before it is sent.

    Raises
    ------
    MissingExtra
        The packages for images are not installed.
    """
    from aptcheck.tasks.sky_structure import structure_remarks

    def place(search: SkySearch, one: SuggestedSky) -> tuple[float, float, float]:
        return one.ra_deg, one.dec_deg, search.chart.reach if search.chart is not None else 0.0

    places = [
        place(search, one)
        for search in found.targets
        if not search.imager_primary
        for one in search.suggestions
    ]
    remarks = structure_remarks(places, announce=announce, progress=progress)

    def seen(search: SkySearch) -> SkySearch:
        if search.imager_primary:
            return replace(search, remarks=(*search.remarks, _NOT_SEEN))
        return replace(
            search,
            suggestions=tuple(
                replace(one, remarks=(*one.remarks, *remarks.get(place(search, one), ())))
                for one in search.suggestions
            ),
        )

    return replace(found, targets=tuple(map(seen, found.targets)))


def _suggested(
    session: Session,
    searches: Sequence[PlaceSearch],
    terms: Terms,
    announce: Announce,
    progress: Asking,
    *,
    every: bool,
) -> Suggestions:
    def ask(requests: Sequence[ConeRequest]) -> Mapping[Cone, ConeAnswer] | None:
        if not choices(session.path, session.options):
            return None
        whole = {session.path: requests}
        catalogues = Catalogues(session.options, announce=announce, progress=progress)
        return catalogues.answers(whole)[session.path]

    asked = [_Asked(search=search, request=search.request()) for search in searches]
    wide = [one.request for one in asked if one.request is not None]
    found = ask([*session.all_cones(), *wide]) if searches else None
    contexts = {id(context.graph): context for context in session.contexts(found)}
    answered: list[_Asked] = []
    clean: list[int] = []
    for one in asked:
        wanted, context = one.search.wanted, contexts[id(one.search.graph)]
        present, why = present_sky(wanted, context.sky, context.meetings)
        if present == "clean" and not every:
            clean += (sky.number for sky in wanted.skies)
            continue
        answer = _answer_to(one.request, found)
        result = one.search.result(answer, present)
        reason = None if why is None else str(why)
        answered.append(replace(one, answer=replace(result, present_reason=reason)))
    return Suggestions(targets=tuple(_looked_out(answered, terms, ask)), clean=tuple(sorted(clean)))


def _looked_out(answered: Sequence[_Asked], terms: Terms, ask: _Ask) -> Iterator[SkySearch]:
    """Yield the answers; in a crowded field, with how far out the first clean position is."""
    farther = {
        id(one): one.search.request(terms.far_arcsec)
        for one in answered
        if one.answer is not None
        and one.answer.status == "crowded"
        and not one.search.wanted.imager_primary
        and terms.far_arcsec > terms.outer_arcsec
    }
    requests = [request for request in farther.values() if request is not None]
    found = ask(requests) if requests else None
    for one in answered:
        if one.answer is None:
            continue
        beyond = one.search.first_clean(_answer_to(farther.get(id(one)), found))
        if beyond is None:
            yield one.answer
        else:
            first, looked = beyond
            yield replace(one.answer, first_clean_arcsec=first, looked_out_to_arcsec=looked)


def _answer_to(
    request: ConeRequest | None, found: Mapping[Cone, ConeAnswer] | None
) -> ConeAnswer | None:
    return found.get(request.cone) if found is not None and request is not None else None


def _chosen(
    session: Session, searches: Sequence[PlaceSearch], observations: Sequence[int]
) -> Sequence[PlaceSearch]:
    """Return the searches that concern some observations; all if none is named."""
    for number in observations:
        observation = session.proposal.observation(number)
        if observation is None:
            raise UsageError(f"the proposal has no observation {number}.")
        mode = mode_of(observation)
        if mode is not None and mode.name not in EMPTY_FIELDS:
            raise UsageError(
                f"observation {number} is {mode.article} {mode.called} observation: aptcheck "
                "suggests no position for its background."
            )
    if not observations:
        return searches
    chosen = [one for one in searches if one.wanted.numbers.intersection(observations)]
    if not chosen:
        raise UsageError(
            "no background that can be moved, and no science that needs one, is among these "
            "observations."
        )
    return chosen
