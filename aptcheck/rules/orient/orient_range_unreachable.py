from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.grouping import grouped
from aptcheck.geometry.angles import AngleSet
from aptcheck.rules import (
    Context,
    Fault,
    NotChecked,
    Observation,
    Verdicts,
    applies,
    known,
    rule,
)
from aptcheck.schedule.aperture_pa import as_requirement, position_angles
from aptcheck.schedule.orient import orient_links
from aptcheck.wording import agree, angle_words, briefly, in_requirements, listed

if TYPE_CHECKING:
    from aptcheck.schedule.opportunity import Opportunity

#: More angles than these are not spelled out.
_MOST = 4


@rule("ORI105", severity="error")
def orient_range_unreachable(observation: Observation, context: Context) -> Verdicts:
    """The telescope cannot take the position angles that are asked for.

    ## What
    The Aperture PA Ranges of an MRS observation, with its orient links, hold no angle that the
    telescope can take on any date of the observing window. They are angles of its own aperture:
    V3PA for the MRS, V3PA + 4.835 with Primary Channel = Imager. Where the links alone exclude
    them, one finding names all that they tie. Whether the dates that it asks for
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
    if opportunity.is_parted_by_links:
        yield _parted(observation, context)
        return
    aperture, telescope = opportunity.aperture, possible.allowed
    yield Fault(
        message=f"The position angles that observation {number} asks for, "
        f"{angle_words((opportunity.own_ranges or asked).arcs, aperture)}, are not possible in "
        f"{context.schedule.window.origin}: the telescope can take "
        f"{angle_words(telescope.arcs, aperture, again=True)}.",
        fix=in_requirements(
            f"set {as_requirement(telescope, observation)}, or a part of it", [number]
        ),
        at=next(iter(requirements.orients), requirements),
        observation=number,
        angles=position_angles(telescope, AngleSet.empty(), aperture),
    )


def _parted(observation: Observation, context: Context) -> Fault | NotChecked:
    """Say that the orient links leave no angle; of all observations that they tie, once."""
    number, opportunity = observation.number, context.schedule.of(observation)
    for other, angles in opportunity.turned_with.items():
        if angles.is_empty:
            return NotChecked(
                f"observation {other}, which turns with {number}, has no angle itself"
            )
    tied = _tied(observation, context)
    links = agree(len(tied) - 1, "link", "links")
    alone = {n: found for n, one in tied.items() if (found := one.angles_alone) is not None}
    alike = grouped(alone, lambda n: angle_words(alone[n].arcs, tied[n].aperture))
    told = [f"{briefly('observation', who)} can take {what}" for what, who in alike.items()]
    telescope = opportunity.field_of_regard.allowed
    return Fault(
        message=f"The orient {links} of {briefly('observation', tied)} "
        f"{agree(len(tied) - 1, 'allows', 'allow')} no position angles that they can take in "
        f"{context.schedule.window.origin}: alone, {listed(told[:_MOST])}.",
        fix=in_requirements(
            f"set Aperture PA Ranges that fit together, or change the orient {links}", tied
        ),
        at=next(iter(orient_links(context.graph.proposal.links, number)), None),
        observation=number,
        related=tuple(n for n in tied if n != number),
        angles=position_angles(telescope, AngleSet.empty(), opportunity.aperture),
        cause=tuple(tied),
        subject="orient links",
    )


def _tied(observation: Observation, context: Context) -> dict[int, Opportunity]:
    """Return all live observations that orient links tie to one, itself too, by number."""
    tied = {observation.number: context.schedule.of(observation)}
    ahead = [*tied.values()]
    while ahead:
        for number in ahead.pop().turned_with:
            other = context.graph.proposal.observation(number)
            if other is not None and number not in tied:
                tied[number] = context.schedule.of(other)
                ahead.append(tied[number])
    return dict(sorted(tied.items()))
