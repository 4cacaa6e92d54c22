from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aptcheck.model.dates import date_windows
from aptcheck.modes.judged import aperture_of, mode_of
from aptcheck.rules import (
    EVERY_MODE,
    Context,
    Fault,
    FieldUnavailable,
    NotChecked,
    Verdicts,
    applies,
    rule,
)
from aptcheck.rules.subjects import Graph, Observation
from aptcheck.schedule.shared_dates import can_share_dates
from aptcheck.wording import (
    agree,
    angle_words,
    briefly,
    date_words,
    in_requirements,
    listed,
    moment_words,
    open_date_words,
)

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from typing import TypeAlias

    from aptcheck.schedule.unreachable import Unreachable

    _Found: TypeAlias = tuple[Observation, Unreachable]


@rule("BKG703", severity="error", draft="warning", modes=EVERY_MODE)
def dates_unreachable(graph: Graph, context: Context) -> Verdicts:
    """An observation cannot be taken on any date that it asks for.

    ## What
    The dates of an observation, science or background, leave no date of its Cycle (or of
    `--dates`): its After Date, Before Date and Between Dates are outside it or exclude each other,
    are dates at which the telescope cannot point at the target or cannot take the requested
    position angles, or share none with the dates and angles of the observations that a
    non-interruptible link connects it with and that are still to be taken. Without a Cycle and
    `--dates` the window is a guess, and only dates that exclude each other are an error. Angles
    that are not available at any date are found by ORI105, a background and a science observation
    without a common date by BKG702. Observations that ask for the same, or that one link connects,
    are one finding that lists them.

    ## Why
    The observation is never scheduled, nor is any observation linked with it. Often the dates are
    those of an earlier proposal, left behind when it was submitted again.

    ## How to fix
    In APT open Special Requirements of the observation and set After Date, Before Date or Between
    Dates to dates at which it can be taken: `aptcheck visibility` and APT's Visit Planner list
    them. For a programme that was carried over to another Cycle, check with `--dates`.

    ## Source
    JDox, "Timing Special Requirements" (read 2026-11); the dates at which the telescope can take an
    observation are those of `aptcheck visibility` (docs/validation.md).
    """
    judged = [o for o in graph.live if not o.is_executed]
    applies(judged, f"no {context.mode.called} observation is still to be taken")
    found: list[_Found] = []
    for observation in judged:
        try:
            never = context.schedule.of(observation).unreachable
        except FieldUnavailable as fault:
            yield NotChecked(fault.reason)
            continue
        if never is None or never.cause == "angles":
            continue
        if never.is_guess:
            yield NotChecked(f"the proposal names no Cycle, and {never.reason}: use --dates")
        elif never.cause != "linked" or not _found_elsewhere(observation, never, context):
            found.append((observation, never))
    for together in _by_fact(found):
        yield _fault(together, context)


def _by_fact(found: list[_Found]) -> Iterator[list[_Found]]:
    """Yield together those that are unreachable for one reason: one fact is one finding."""
    by_request: dict[Hashable, list[_Found]] = defaultdict(list)
    linked: list[tuple[set[int], list[_Found]]] = []
    for observation, never in found:
        if never.cause != "linked":
            dates = frozenset((b.after, b.before) for b in observation.requirements.dates)
            ranges = frozenset((r.min_deg, r.max_deg) for r in observation.requirements.orients)
            turned = aperture_of(observation).name if ranges else None
            by_request[never.cause, dates, ranges, turned].append((observation, never))
            continue
        involved = {observation.number, *never.members}
        joined = next((one for one in linked if one[0] & involved), None)
        if joined is None:
            linked.append((involved, [(observation, never)]))
        else:
            joined[0].update(involved)
            joined[1].append((observation, never))
    yield from by_request.values()
    yield from (members for _, members in linked)


def _found_elsewhere(observation: Observation, never: Unreachable, context: Context) -> bool:
    """Whether it is a fault of a linked observation, in any mode, or of a pair (BKG702)."""
    members = map(context.graph.proposal.observation, never.members)
    return any(
        _unreachable_itself(member, context)
        or _parted(observation, member, context)
        or _reported_before(observation, member, context)
        for member in members
        if member is not None and not member.is_out and mode_of(member) is not None
    )


def _unreachable_itself(member: Observation, context: Context) -> bool:
    never = _unreachable(member, context)
    return never is not None and never.cause not in ("angles", "linked")


def _reported_before(observation: Observation, member: Observation, context: Context) -> bool:
    """Whether the same link leaves a member of an earlier mode no date: it is reported there."""
    mode, own = mode_of(member), EVERY_MODE.index(context.mode.name)
    if mode is None or EVERY_MODE.index(mode.name) >= own:
        return False
    never = _unreachable(member, context)
    return never is not None and observation.number in never.members


def _unreachable(member: Observation, context: Context) -> Unreachable | None:
    """Return what leaves a member of a link no date; None also where that is not known."""
    try:
        never = context.schedule.of(member).unreachable
    except FieldUnavailable:
        return None
    return None if member.is_executed else never


def _parted(one: Observation, other: Observation, context: Context) -> bool:
    declared = context.graph.declared
    paired = one.number in declared.users_of(other.number) or other.number in declared.users_of(
        one.number
    )
    return paired and not can_share_dates(*map(context.schedule.of, (one, other)))


def _fault(together: list[_Found], context: Context) -> Fault:
    (observation, never), numbers = together[0], [one.number for one, _ in together]
    tied = [n for _, one in together for n in one.members if n not in numbers]
    tied = list(dict.fromkeys(tied))
    requirements = observation.requirements
    return Fault(
        message=_linked_message(numbers, tied, context)
        if never.cause == "linked"
        else _message(numbers, observation, never, context),
        fix=_fix(numbers, tied, never, context),
        at=next(iter((*requirements.dates, *requirements.orients)), requirements),
        related=tuple(tied),
        each=dict.fromkeys(sorted(numbers)),
        subject=never.cause,
    )


def _linked_message(numbers: list[int], tied: list[int], context: Context) -> str:
    who = briefly("Observation", sorted(numbers))
    share = agree(numbers, "shares", "share")
    whom = f" with the linked {briefly('observation', sorted(tied))}" if tied else ""
    return f"{who} {share} no date of {_within(context)}{whom}."


def _within(context: Context) -> str:
    window = context.schedule.window
    dates = f"{window.start:%Y-%m-%d} to {window.end:%Y-%m-%d}"
    return f"{dates} (--dates)" if window.kind == "asked" else f"{window.origin} ({dates})"


def _message(
    numbers: list[int], observation: Observation, never: Unreachable, context: Context
) -> str:
    opportunity = context.schedule.of(observation)
    dates = open_date_words(date_windows(observation.requirements))
    ask = f"{briefly('Observation', sorted(numbers))} {agree(numbers, 'asks', 'ask')} for"
    if never.cause == "exclusive":
        return f"{ask} dates that exclude each other ({_bounds(observation)})."
    if never.cause == "outside":
        return f"{ask} dates ({dates}) that are outside {_within(context)}."
    if never.cause == "dates":
        possible = date_words(opportunity.field_of_regard.windows)
        return (
            f"{ask} dates ({dates}) at which the telescope cannot observe the target. In "
            f"{_within(context)} it can from {possible}."
        )
    if never.cause == "angles at its dates" and opportunity.requested_angles is not None:
        angles, possible = opportunity.requested_angles, date_words(opportunity.at_angles.windows)
        return (
            f"{ask} {angle_words(angles.arcs, opportunity.aperture)}, not available at "
            f"{agree(numbers, 'its', 'their')} dates ({dates}). In {_within(context)} these "
            f"angles are available from {possible}."
        )
    return never.reason.sentence


def _bounds(observation: Observation) -> str:
    """Return ``After Date 2027-01-01 and Before Date 2026-12-01``, as APT prints them."""
    bounds = []
    for bound in observation.requirements.dates:
        after, before = (at and moment_words(at) for at in (bound.after, bound.before))
        if after and before:
            bounds.append(f"Between Dates {after} and {before}")
        else:
            bounds.append(f"After Date {after}" if after else f"Before Date {before}")
    return listed(bounds)


def _fix(numbers: list[int], tied: list[int], never: Unreachable, context: Context) -> str:
    window = context.schedule.window
    if never.cause == "regard" and window.kind == "asked":
        return "Check with other --dates; `aptcheck visibility` lists when it can be observed."
    if never.cause == "regard":
        return (
            f"In APT's Visit Planner, select {briefly('observation', sorted(numbers))}, click "
            "Update Display and see which constraint leaves no date."
        )
    if never.cause == "linked":
        shared = "set dates and Aperture PA Ranges that the linked observations have in common"
        return in_requirements(shared, (*numbers, *tied))
    where = {
        "exclusive": "to dates that overlap",
        "outside": f"to dates from {window.start:%Y-%m-%d} to {window.end:%Y-%m-%d}, or remove "
        "them; for a programme carried over to another Cycle, check with --dates",
        "angles at its dates": "to dates at which the angles are available, or set an Aperture PA "
        "Range that is available at these dates",
    }.get(never.cause, "to dates at which the telescope can observe the target")
    return in_requirements(f"set After Date, Before Date or Between Dates {where}", numbers)
