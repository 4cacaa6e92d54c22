from __future__ import annotations

from aptcheck.rules import (
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
from aptcheck.wording import numbered


@rule("ORI106", severity="info", submit="raised", suspected=True)
def angles_not_known(use: SkyUse, context: Context) -> Verdicts:
    """The position angles of a background cannot be computed.

    ## What
    The background has a moving target or one without coordinates, or the proposal names no Cycle
    and the background cannot be taken in the coming year: which position angles the telescope may
    take is not known, and nothing that depends on them is checked. A background that cannot be
    taken in its Cycle is found by BKG703.

    ## Why
    Not checked is not clean: at some angle a star may stand in the sky field.

    ## How to fix
    Give the target coordinates in APT's Targets form, or check with `--dates` for the dates at
    which it can be observed. For a moving target, run APT's Visit Planner and look at the field at
    the angles it shows.

    ## Source
    aptcheck's own judgement; moving targets need an ephemeris, which aptcheck does not ask for.
    """
    unknown: dict[str, list[Observation]] = {}
    for sky in use.skies:
        opportunity = context.schedule.of(sky)
        try:
            opportunity.check_angles()
        except FieldUnavailable as fault:
            if fault.lacks is not None:
                yield NotChecked(f"{fault.reason} ({FOUND_BY[fault.lacks]})")
            else:
                unknown.setdefault(fault.reason, []).append(sky)
        else:
            if not opportunity.needs_angles:
                yield NotApplicable("nothing asks for the angles of a background")
    for reason, skies in unknown.items():
        numbers = [sky.number for sky in skies]
        yield Fault(
            message=f"The position angles of background {numbered('observation', numbers)} "
            f"are not known: {reason}.",
            fix="Run APT's Visit Planner and look at the field at the angles it shows; for a "
            "fixed target, give it coordinates or check with --dates.",
            at=context.graph.proposal.target_of(skies[0]),
            observation=numbers[0],
            related=use.science_numbers,
        )
