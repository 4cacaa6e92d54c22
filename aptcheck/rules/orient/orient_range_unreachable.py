from __future__ import annotations

from aptcheck.modes.mrs.apertures import aperture_of
from aptcheck.rules import Angles, Context, Fault, Observation, Verdicts, applies, known, rule
from aptcheck.schedule.aperture_pa import as_requirement
from aptcheck.schedule.orient import orient_ranges
from aptcheck.wording import angle_words, in_requirements


@rule("ORI105", severity="error")
def orient_range_unreachable(observation: Observation, context: Context) -> Verdicts:
    """The telescope cannot take the position angles that are asked for.

    ## What
    The Aperture PA Ranges of an MRS observation, with its orient links, hold no angle that the
    telescope can take on any date of the observing window. They are angles of its own aperture:
    V3PA for the MRS, V3PA + 4.835 with Primary Channel = Imager. Whether the dates that it asks for
    leave such an angle is a matter of BKG703.

    ## Why
    The observation cannot be scheduled, and its background with it.

    ## How to fix
    In APT open Special Requirements of the observation and set the Aperture PA Range to angles that
    the finding names, or run the Visit Planner, which shows them.

    ## Source
    JDox, "JWST Position Angles, Ranges, and Offsets" (read 2026-11); angles as APT's Visit Planner
    computes them (docs/validation.md).
    """
    number, requirements = observation.number, observation.requirements
    opportunity = context.schedule.of(observation)
    judged = observation.is_live_mrs and not observation.is_executed
    asked = opportunity.requested_angles if judged else None
    applies(asked is not None, "no MRS observation still to be taken asks for a position angle")
    possible = opportunity.field_of_regard
    known(
        possible.spans, f"observation {number} cannot be taken at any angle in the window (BKG703)"
    )
    if asked is None or opportunity.at_angles.spans:
        return
    own = orient_ranges(requirements.orients, aperture_of(observation).v3_ideal_angle)
    linked = own is None or not possible.allowed.intersection(own).is_empty
    change = ", and change the orient links to fit" if linked else ", or a part of it"
    telescope = possible.allowed.intervals
    yield Fault(
        message=f"The position angles that observation {number} asks for"
        f"{' with its orient links' if linked else ''} ({angle_words(asked.arcs)}) are not "
        f"possible in {context.schedule.window.origin}: the telescope can take "
        f"{angle_words(possible.allowed.arcs)}.",
        fix=in_requirements(
            f"set {as_requirement(possible.allowed, observation)}{change}", [number]
        ),
        at=next(iter(requirements.orients), requirements),
        observation=number,
        angles=Angles(allowed=telescope, clean=telescope),
    )
