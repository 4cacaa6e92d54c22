from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.rules import (
    Context,
    Evidence,
    Fault,
    FieldUnavailable,
    NotApplicable,
    NotChecked,
    Verdicts,
    rule,
)
from aptcheck.rules.subjects import Observation, SkyUse

if TYPE_CHECKING:
    from aptcheck.schedule.planner_comparison import Disagreement


@rule("ORI107", severity="info")
def visit_planner_differs(use: SkyUse, context: Context) -> Verdicts:
    """Windows stored by APT's Visit Planner differ from the computed ones.

    ## What
    The file holds Visit Planner results of a background, up to date and of APT 2022 or later
    (engine 14.17.1), that differ from what aptcheck computes by more than 0.32 degree in position
    angle or 0.15 day in the dates. Angles and dates to avoid are then less certain than they look.

    ## Why
    The stored windows are used where they cover the observing window; a difference says that the
    target, the aperture or the orbit changed since, or that aptcheck is wrong.

    ## How to fix
    In APT run the Visit Planner for the observation again and save; if the difference stays, please
    report it.

    ## Source
    The tolerances held for every record of the flown orbit among published proposals; see
    docs/validation.md.
    """
    for sky in use.skies:
        try:
            found = context.schedule.of(sky).disagreement
        except FieldUnavailable as fault:
            yield NotChecked(fault.reason)
            continue
        if found is None:
            yield NotApplicable("no background has Visit Planner results to compare with")
        elif found.is_large:
            yield _fault(found, sky, use.users_of(sky))


def _fault(found: Disagreement, sky: Observation, sciences: tuple[int, ...]) -> Fault:
    from aptcheck.schedule.planner_comparison import ANGLE_TOLERANCE, DATE_TOLERANCE

    return Fault(
        message=f"The windows that APT's Visit Planner stored for background observation "
        f"{sky.number} differ from the computed ones by {found.angle_deg:.2f} degrees in position "
        f"angle and {found.date_days:.2f} days (tolerances {ANGLE_TOLERANCE:g} degrees, "
        f"{DATE_TOLERANCE:g} days).",
        fix=f"In the Visit Planner of APT, update observation {sky.number} and save.",
        at=sky,
        observation=sky.number,
        related=sciences,
        evidence=Evidence(round(found.angle_deg, 3), ANGLE_TOLERANCE, "degrees")
        if found.angle_deg > ANGLE_TOLERANCE
        else Evidence(round(found.date_days, 3), DATE_TOLERANCE, "days"),
    )
