from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.sequence import keeps_apart
from aptcheck.model.dates import date_windows, share_a_date
from aptcheck.rules import (
    Context,
    Evidence,
    Fault,
    FieldUnavailable,
    NotApplicable,
    NotChecked,
    Verdicts,
    applies,
    rule,
)
from aptcheck.rules.links.back_to_back import SHADOW
from aptcheck.rules.subjects import Background, Edge, Observation
from aptcheck.schedule.shared_dates import shared_dates
from aptcheck.wording import (
    REQUIREMENTS,
    Reason,
    agree,
    date_words,
    in_requirements,
    numbered,
    open_date_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aptcheck.model import AfterLink
    from aptcheck.schedule.shared_dates import SharedDates


@rule("BKG702", severity="error", draft="warning")
def timing_conflict(background: Background, context: Context) -> Verdicts:
    """Timing requirements keep a background from its science.

    ## What
    The dates (After, Before, Between) of science and background have none in common, or an After
    Observation link with a minimum interval keeps them apart. Where either asks for dates or
    position angles, the dates of the observing window at which the telescope can take them so must
    also have some in common, a day between them allowed. Where only one of the two is On Hold it is
    a warning. One of them that cannot be taken as it asks, whatever the other asks, is found by
    BKG703 or ORI105. Silent where only one of the two has been taken, and for the moving targets of
    the strategy shadow, which need time between the two.

    ## Why
    Science and background are observed back to back. Where that is impossible the pair cannot be
    scheduled; where only one is released it waits for the other.

    ## How to fix
    In APT open Special Requirements of both observations and give them the same dates; delete the
    After Observation link between them; put both On Hold or none.

    ## Source
    JDox, "Timing Special Requirements"; "MIRI MRS Dedicated Sky Observations", How to obtain a sky
    background ("adjacent in time", both read 2026-11).
    """
    applies(not background.uses_shadow, SHADOW)
    links = context.graph.proposal.links.after
    for sky in background.skies:
        own = sky.requirements
        edges = [e for e in background.edges_of(sky) if e.science.is_executed is sky.is_executed]
        if not edges:
            yield NotApplicable("one of the two has been taken")
            continue
        unread = [reason for edge in edges for reason in _unread(edge, links)]
        if unread:
            yield NotChecked(unread[0])
            continue
        sides = (sky, *(edge.science for edge in edges))
        if exclusive := [side for side in sides if not date_windows(side.requirements)]:
            yield NotChecked(
                f"observation {exclusive[0].number} asks for dates that exclude each other (BKG703)"
            )
            continue
        parted = [(edge, keeps_apart(links, edge.science, sky)) for edge in edges]
        if apart := [e for e in edges if not share_a_date(e.science.requirements, own)]:
            yield _no_common_date(sky, apart)
        elif kept := [(edge, link) for edge, link in parted if link is not None]:
            yield _kept_apart(sky, kept)
        else:
            dateless: list[tuple[Edge, SharedDates]] = []
            for edge in edges:
                try:
                    shared = shared_dates(*map(context.schedule.of, (sky, edge.science)))
                except FieldUnavailable as fault:
                    yield NotChecked(fault.reason)
                else:
                    dateless += [(edge, shared)] if shared and not shared.common else []
            if dateless:
                yield _never_together(sky, dateless, context.schedule.window.origin)
            elif unlike := [e for e in edges if e.science.requirements.on_hold is not own.on_hold]:
                yield _one_on_hold(sky, _numbers(unlike))


def _unread(edge: Edge, links: Iterable[AfterLink]) -> Iterator[Reason]:
    """Yield what cannot be read of the dates and the interval of a pair."""
    pair = {edge.sky.number, edge.science.number}
    for observation in (edge.sky, edge.science):
        if observation.requirements.dates_unread:
            yield Reason(f"a date that observation {observation.number} asks for cannot be read")
    if any(link.unread and set(link.members) == pair for link in links):
        yield Reason(f"an interval between {numbered('observation', sorted(pair))} cannot be read")


def _no_common_date(sky: Observation, apart: list[Edge]) -> Fault:
    science = apart[0].science
    both = (*sky.requirements.dates, *science.requirements.dates)
    of_sky, of_science = (_dates_of(side) for side in (sky, science))
    return Fault(
        message=f"Background observation {sky.number} ({of_sky}) and science "
        f"{numbered('observation', _numbers(apart))} ({of_science}) have no date in common.",
        fix=f"In {REQUIREMENTS}, give {numbered('observation', [science.number, sky.number])} the "
        "same After, Before or Between dates.",
        at=next(iter(both), sky.requirements),
        observation=sky.number,
        related=_numbers(apart),
        subject="dates",
    )


def _kept_apart(sky: Observation, kept: list[tuple[Edge, AfterLink]]) -> Fault:
    edge, link = kept[0]
    wanted = (
        "a NON-INTERRUPTIBLE link wants them back to back"
        if edge.non_interruptible
        else "science and background belong back to back"
    )
    return Fault(
        message=f"An After link keeps observation {link.observation} at least "
        f"{link.min_days:g} days after observation {link.after}, but {wanted}.",
        fix="Delete the After Observation link between the two; a SEQUENCE, NON-INTERRUPTIBLE "
        "link fixes their order.",
        at=link,
        observation=sky.number,
        related=_numbers(edge for edge, _ in kept),
        evidence=Evidence(link.min_days, 0, "days"),
        subject="interval",
    )


def _one_on_hold(sky: Observation, unlike: tuple[int, ...]) -> Fault:
    held = sky.requirements.on_hold
    waiting, free = ((sky.number,), unlike) if held else (unlike, (sky.number,))
    return Fault(
        message=f"{numbered('Observation', waiting)} {agree(waiting, 'is', 'are')} On Hold, "
        f"{numbered('observation', free)} not: science and background cannot be taken together.",
        fix=f"In {REQUIREMENTS}, put both On Hold or none.",
        at=sky.requirements,
        observation=sky.number,
        related=unlike,
        severity="warning",
        subject="hold",
    )


def _never_together(
    sky: Observation, dateless: list[tuple[Edge, SharedDates]], window: str
) -> Fault:
    (edge, first), numbers = dateless[0], _numbers(edge for edge, _ in dateless)
    own, others = sky.requirements, edge.science.requirements
    asked = (*own.orients, *others.orients, *own.dates, *others.dates)
    return Fault(
        message=f"Background observation {sky.number} and science "
        f"{numbered('observation', numbers)} can be taken as they ask on no common date of "
        f"{window} ({sky.number}: {date_words(first.sky)}; {edge.science.number}: "
        f"{date_words(first.science)}).",
        fix=in_requirements(
            "set Aperture PA Ranges that the telescope can take on the same dates"
            if first.by_angle
            else "set dates at which the telescope can take both",
            [sky.number, edge.science.number],
        ),
        at=next(iter(asked), own),
        observation=sky.number,
        related=numbers,
        subject="angles" if first.by_angle else "common dates",
    )


def _dates_of(observation: Observation) -> str:
    dates = observation.requirements.dates
    return open_date_words(date_windows(observation.requirements)) if dates else "no dates set"


def _numbers(edges: Iterable[Edge]) -> tuple[int, ...]:
    return tuple(edge.science.number for edge in edges)
