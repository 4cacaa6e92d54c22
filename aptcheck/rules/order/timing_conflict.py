from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.grouping import grouped
from aptcheck.background.sequence import keeps_apart
from aptcheck.model.dates import date_windows, share_a_date
from aptcheck.rules import (
    EVERY_MODE,
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
from aptcheck.rules.subjects import Background, Observation
from aptcheck.schedule.shared_dates import parted_dates
from aptcheck.wording import (
    AFTER_LINK,
    LINK,
    Reason,
    agree,
    date_words,
    in_requirements,
    numbered,
    open_date_words,
)

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from aptcheck.model import AfterLink
    from aptcheck.schedule.shared_dates import PartedDates


@rule("BKG702", severity="error", draft="warning", modes=EVERY_MODE)
def timing_conflict(background: Background, context: Context) -> Verdicts:
    """Timing requirements separate a background from the science observation it serves.

    ## What
    The dates (After Date, Before Date, Between Dates) of science and background have none in
    common, or an After Observation Link with a minimum interval separates them. Where either asks
    for dates or position angles, the dates of the observing window at which the telescope can take
    them so must also have some in common, a day between them allowed. Where only one of the two is
    On Hold it is a warning. If one of them cannot be taken as requested, whatever the other asks
    for, BKG703 or ORI105 finds it. Silent where only one of the two has been taken, and for the
    moving targets of the strategy shadow, which need time between the two.

    ## Why
    Science and background are observed back to back. Where that is impossible the pair cannot be
    scheduled; where only one is released it waits for the other.

    ## How to fix
    In APT open Special Requirements of both observations and give them the same dates; remove the
    After Observation Link between them; set both On Hold, or neither.

    ## Source
    JDox, "Timing Special Requirements"; "MIRI MRS Dedicated Sky Observations", How to obtain a sky
    background ("adjacent in time", both read 2026-11).
    """
    applies(not background.uses_shadow, SHADOW)
    links = context.graph.proposal.links
    # Most science observations have the same dates and angles.
    science = (one.observation for one in background.sciences)
    kinds = grouped(science, lambda one: _kind(one, context)).values()
    dates = {id(kind): date_windows(kind[0].requirements) for kind in kinds}
    by_state = grouped(kinds, lambda kind: kind[0].is_executed)
    for sky in background.skies:
        own = sky.requirements
        alike = by_state.get(sky.is_executed, [])
        if not alike:
            yield NotApplicable("one of the two has been taken")
            continue
        sciences = {science.number: science for kind in alike for science in kind}
        between = {
            number: link
            for link in reversed(links.after_by_member.get(sky.number, ()))
            for number in link.members
        }
        after = [(between[n], sciences[n]) for n in sorted(between.keys() & sciences.keys())]
        if unread := next(_unread(sky, alike, after), None):
            yield NotChecked(unread)
            continue
        own_dates = date_windows(own)
        sides = ((sky, own_dates), *((kind[0], dates[id(kind)]) for kind in alike))
        if exclusive := [side for side, windows in sides if not windows]:
            yield NotChecked(
                f"observation {exclusive[0].number} asks for dates that exclude each other (BKG703)"
            )
            continue
        if apart := [kind for kind in alike if not share_a_date(dates[id(kind)], own_dates)]:
            yield _no_common_date(sky, apart)
        elif kept := [found for found in after if keeps_apart(found[0], found[1], sky)]:
            yield _kept_apart(sky, kept, background)
        else:
            dateless: list[tuple[list[Observation], PartedDates]] = []
            for kind in alike:
                try:
                    parted = parted_dates(*map(context.schedule.of, (sky, kind[0])))
                except FieldUnavailable:
                    # Alike, but the reason of each names its own number.
                    yield from _unknown(sky, kind, context)
                else:
                    dateless += [(kind, parted)] if parted is not None else []
            if dateless:
                yield _never_together(sky, dateless, context.schedule.window.origin)
            elif unlike := [k for k in alike if k[0].requirements.on_hold is not own.on_hold]:
                yield _one_on_hold(sky, _numbers(unlike))


def _kind(science: Observation, context: Context) -> Hashable:
    """Return a key that is equal for observations that are the same to this rule."""
    asked = science.requirements
    turned = science.number in context.graph.proposal.links.orients_by_member
    when = context.schedule.likeness(science) if asked.asks_when or turned else None
    return when, science.is_executed, asked.on_hold


def _unknown(
    sky: Observation, sciences: Iterable[Observation], context: Context
) -> Iterator[NotChecked]:
    """Yield why it is not known whether each can share a date with a background."""
    for science in sciences:
        try:
            parted_dates(*map(context.schedule.of, (sky, science)))
        except FieldUnavailable as fault:
            yield NotChecked(fault.reason)


def _unread(
    sky: Observation,
    sciences: Iterable[Sequence[Observation]],
    after: Iterable[tuple[AfterLink, Observation]],
) -> Iterator[Reason]:
    """Yield which dates and intervals of a background and the science cannot be read."""
    for observation in (sky, *(kind[0] for kind in sciences)):
        if observation.requirements.dates_unread:
            yield Reason(f"a date that observation {observation.number} asks for cannot be read")
    for link, science in after:
        if link.unread:
            pair = sorted((sky.number, science.number))
            yield Reason(f"an interval between {numbered('observation', pair)} cannot be read")


def _no_common_date(sky: Observation, apart: list[list[Observation]]) -> Fault:
    science = apart[0][0]
    both = (*sky.requirements.dates, *science.requirements.dates)
    of_sky, of_science = (_dates_of(side) for side in (sky, science))
    return Fault(
        message=f"Background observation {sky.number} ({of_sky}) and science "
        f"{numbered('observation', _numbers(apart))} ({of_science}) have no date in common.",
        fix=in_requirements(
            "set the same After Date, Before Date or Between Dates",
            sorted((science.number, sky.number)),
        ),
        at=next(iter(both), sky.requirements),
        observation=sky.number,
        related=_numbers(apart),
        subject="dates",
    )


def _kept_apart(
    sky: Observation, kept: list[tuple[AfterLink, Observation]], background: Background
) -> Fault:
    link, science = kept[0]
    held = any(
        bond.non_interruptible
        for bond in background.bonds
        if sky.number in bond.sky_numbers and science.number in bond.science_numbers
    )
    needed = (
        "a non-interruptible link requires them back to back"
        if held
        else "science and background should be taken back to back"
    )
    return Fault(
        message=f"An {AFTER_LINK} keeps observation {link.observation} at least "
        f"{link.min_days:g} days after observation {link.after}, but {needed}.",
        fix=in_requirements(
            f"remove the {AFTER_LINK} between the two; a {LINK} with Sequence and "
            "Non-interruptible ticked sets their order",
            sorted((sky.number, science.number)),
        ),
        at=link,
        observation=sky.number,
        related=tuple(science.number for _, science in kept),
        evidence=Evidence(link.min_days, 0, "days"),
        subject="interval",
    )


def _one_on_hold(sky: Observation, unlike: tuple[int, ...]) -> Fault:
    held = sky.requirements.on_hold
    waiting, free = ((sky.number,), unlike) if held else (unlike, (sky.number,))
    return Fault(
        message=f"{numbered('Observation', waiting)} {agree(waiting, 'is', 'are')} On Hold, "
        f"{numbered('observation', free)} {agree(free, 'is', 'are')} not: science and background "
        "cannot be taken together.",
        fix=in_requirements("set On Hold for both science and background, or for neither"),
        at=sky.requirements,
        observation=sky.number,
        related=unlike,
        severity="warning",
        subject="hold",
    )


def _never_together(
    sky: Observation, dateless: list[tuple[list[Observation], PartedDates]], window: str
) -> Fault:
    ((science, *_), first), numbers = dateless[0], _numbers(kind for kind, _ in dateless)
    own, others = sky.requirements, science.requirements
    asked = (*own.orients, *others.orients, *own.dates, *others.dates)
    return Fault(
        message=f"Background observation {sky.number} and science "
        f"{numbered('observation', numbers)} have no common date in {window}: observation "
        f"{sky.number} can be taken from {date_words(first.sky)}, observation {science.number} "
        f"from {date_words(first.science)}.",
        fix=in_requirements(
            "set Aperture PA Ranges that the telescope can take on the same dates"
            if first.by_angle
            else "set dates at which the telescope can take both",
            [sky.number, science.number],
        ),
        at=next(iter(asked), own),
        observation=sky.number,
        related=numbers,
        subject="angles" if first.by_angle else "common dates",
    )


def _dates_of(observation: Observation) -> str:
    dates = observation.requirements.dates
    return open_date_words(date_windows(observation.requirements)) if dates else "no dates set"


def _numbers(kinds: Iterable[Sequence[Observation]]) -> tuple[int, ...]:
    return tuple(sorted(science.number for kind in kinds for science in kind))
