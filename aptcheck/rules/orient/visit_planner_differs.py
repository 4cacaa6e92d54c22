from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.rules import (
    EMPTY_FIELDS,
    Context,
    Evidence,
    Fault,
    FieldUnavailable,
    NotChecked,
    Verdicts,
    applies,
    rule,
)
from aptcheck.rules.subjects import Graph, Observation
from aptcheck.wording import agree, numbered

if TYPE_CHECKING:
    from aptcheck.schedule.planner_comparison import Disagreement


@rule("ORI107", severity="info", modes=EMPTY_FIELDS)
def visit_planner_differs(graph: Graph, context: Context) -> Verdicts:
    """Windows stored by APT's Visit Planner differ from the computed ones.

    ## What
    The file holds Visit Planner results of a background, up to date and from APT 2022 or later
    (engine 14.17.1), that differ from what aptcheck computes by more than 0.32 degree in position
    angle or, in the dates, by more than the time in which the Sun angle changes by 0.15 degree at
    the edge of the window: 0.15 day near the ecliptic, more where the Sun only just passes its
    limit. Angles and dates to avoid are then less certain than they look.

    Windows of a science observation or a background that differ by more than 5 degrees or 30 days
    cannot be those of its target. The computed ones are used instead, and the finding is a warning.

    ## Why
    The stored windows are used where they cover the observing window; a difference means that the
    target, the aperture or the orbit has changed since, or that aptcheck is wrong. A script that
    changes coordinates leaves the old windows in place, still marked up to date.

    ## How to fix
    In APT open the Visit Planner, click Update Display for the observation and save; if the
    difference remains, please report it.

    ## Source
    The tolerances held for every record of the flown orbit among published proposals; see
    docs/validation.md.
    """
    judged = False
    impossible: list[tuple[Observation, Disagreement]] = []
    for observation in graph.live:
        users = [science.number for science in graph.users_of(observation)]
        try:
            found = context.schedule.of(observation).disagreement
        except FieldUnavailable as fault:
            if users:
                judged = True
                yield NotChecked(fault.reason)
            continue
        judged = judged or found is not None
        if found is not None and found.is_impossible:
            impossible.append((observation, found))
        elif found is not None and found.is_large and users:
            yield _differ(found, observation, tuple(users))
    called = context.mode.called
    applies(judged, f"no {called} observation has Visit Planner results to compare with")
    if impossible:
        yield _cannot_be(impossible, graph)


def _differ(found: Disagreement, sky: Observation, sciences: tuple[int, ...]) -> Fault:
    from aptcheck.schedule.planner_comparison import ANGLE_TOLERANCE

    days = round(found.date_tolerance, 2)
    return Fault(
        message=f"The Visit Planner windows of background observation {sky.number} differ from "
        f"the computed ones by {found.angle_deg:.2f} degrees in position angle and "
        f"{found.date_days:.2f} days (tolerances {ANGLE_TOLERANCE:g} degrees, {days:g} days).",
        fix=_update([sky.number]),
        at=sky,
        observation=sky.number,
        related=sciences,
        evidence=Evidence(round(found.angle_deg, 3), ANGLE_TOLERANCE, "degrees")
        if found.angle_deg > ANGLE_TOLERANCE
        else Evidence(round(found.date_days, 3), days, "days"),
    )


def _cannot_be(impossible: list[tuple[Observation, Disagreement]], graph: Graph) -> Fault:
    from aptcheck.schedule.planner_comparison import ANGLE_IMPOSSIBLE, DAYS_IMPOSSIBLE

    numbers = [observation.number for observation, _ in impossible]
    worst = max((found for _, found in impossible), key=lambda found: found.angle_deg)
    first = next((o for o, _ in impossible if graph.is_sky(o)), impossible[0][0])
    return Fault(
        message=f"The Visit Planner windows of {numbered('observation', numbers)} cannot be those "
        f"of the {agree(numbers, 'target', 'targets')}: they are up to {worst.angle_deg:.0f} "
        f"degrees in position angle and {worst.date_days:.0f} days from the computed ones. The "
        "computed windows are used instead.",
        fix=_update(numbers),
        at=first,
        observation=first.number,
        related=tuple(number for number in numbers if number != first.number),
        severity="warning",
        evidence=Evidence(round(worst.angle_deg, 1), ANGLE_IMPOSSIBLE, "degrees")
        if worst.angle_deg > ANGLE_IMPOSSIBLE
        else Evidence(round(worst.date_days, 1), DAYS_IMPOSSIBLE, "days"),
        subject="impossible",
    )


def _update(numbers: list[int]) -> str:
    whose = numbered("observation", numbers)
    return f"In APT's Visit Planner, select {whose}, click Update Display, and save."
