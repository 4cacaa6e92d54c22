from __future__ import annotations

from aptcheck.rules import (
    EMPTY_FIELDS,
    Context,
    Fault,
    FieldUnavailable,
    NotApplicable,
    NotChecked,
    Verdicts,
    rule,
)
from aptcheck.rules.field import FOUND_BY
from aptcheck.rules.subjects import Observation, SkyUse
from aptcheck.wording import FIXED_TARGETS, Reason, in_targets, numbered


@rule("ORI106", severity="info", submit="raised", suspected=True, modes=EMPTY_FIELDS)
def angles_not_known(use: SkyUse, context: Context) -> Verdicts:
    """The position angles of a background cannot be computed.

    ## What
    The background has a moving target or one without coordinates, or the proposal names no Cycle
    and the background cannot be taken in the coming year. Its position angles are then not known,
    and nothing that depends on them is checked. A background that cannot be taken in its Cycle is
    reported by BKG703.

    ## Why
    Not checked is not clean: at some angle a star may be in the background field.

    ## How to fix
    In APT open Fixed Targets and give the target coordinates, or check with `--dates` for the dates
    at which it can be observed. For a moving target take windows and angles from APT's Visit
    Planner, and check the sky at the ephemeris position on these dates. A shadow, a moving target's
    background at the same place at another time, can have a fixed target with the coordinates of
    the place: its field is then checked like any other.

    ## Source
    aptcheck's own judgement. Ephemerides: JPL Horizons (ssd.jpl.nasa.gov/horizons), which aptcheck
    does not query.
    """
    unknown: dict[Reason, list[Observation]] = {}
    for sky in use.skies:
        opportunity = context.schedule.of(sky)
        try:
            opportunity.check_angles()
        except FieldUnavailable as fault:
            if fault.lacks is not None:
                yield NotChecked(f"{fault.reason} ({FOUND_BY[fault.lacks]})")
            else:
                reason = context.graph.unnamed_place(sky) or fault.reason
                unknown.setdefault(reason, []).append(sky)
        else:
            if not opportunity.needs_angles:
                yield NotApplicable("no check needs the angles of a background")
    for reason, skies in unknown.items():
        numbers = [sky.number for sky in skies]
        yield Fault(
            message=f"The position angles of background {numbered('observation', numbers)} "
            f"are not known: {reason}.",
            fix=_fix(skies[0], context),
            at=context.graph.proposal.target_of(skies[0]),
            observation=numbers[0],
            related=use.science_numbers,
        )


def _fix(sky: Observation, context: Context) -> str:
    """Say what would make the angles known: each obstacle has its own cure."""
    target, opportunity = context.graph.proposal.target_of(sky), context.schedule.of(sky)
    planner = "windows and angles from APT's Visit Planner"
    if target is not None and target.is_moving:
        shadow = (
            f" Or, in {FIXED_TARGETS}, give observation {sky.number} a fixed target with the "
            "coordinates of the place: its field is then checked like any other."
        )
        return (
            f"Take {planner}, and check the sky at the ephemeris position of {target.name} (JPL "
            "Horizons) on these dates."
            f"{shadow if context.graph.unnamed_place(sky) else ''}"
        )
    try:
        _ = opportunity.place
    except FieldUnavailable:
        lacks = "coordinates" if target is None or not target.has_position else "a proper motion"
        name = sky.target_name or f"the target of observation {sky.number}"
        return in_targets(f"give {name} {lacks} that can be read")
    try:
        _ = opportunity.field, opportunity.requested_angles
        opportunity.demand_dates()
    except FieldUnavailable:
        return f"Take {planner}, and look at the field at these angles."
    return "Check with --dates and the dates at which it is to be observed."
