from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.grouping import grouped
from aptcheck.contamination.field_words import short_angles
from aptcheck.geometry.angles import AngleSet
from aptcheck.rules import (
    EMPTY_FIELDS,
    Column,
    Context,
    Fault,
    FieldUnavailable,
    NotChecked,
    Observation,
    Table,
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

#: More observations have no room in a sentence.
_MOST = 3


@rule("ORI105", severity="error", modes=EMPTY_FIELDS)
def orient_range_unreachable(observation: Observation, context: Context) -> Verdicts:
    """The requested position angles are never available.

    ## What
    The Aperture PA Ranges of an observation, together with its links Same Aperture PA, Same V3 PA
    and Aperture PA Offset, hold no angle that the telescope can take on any date of the observing
    window. They are angles of its own aperture: V3PA for the MRS, V3PA + 4.835 with Primary
    Channel = Imager and for coronagraphs, + 4.758 for the LRS slit, some + 138.9 for NIRSpec. Where
    the links alone exclude every angle, one finding names all the observations that they tie.
    Whether the requested dates leave such an angle is checked by BKG703.

    ## Why
    Neither the observation nor its background can be scheduled.

    ## How to fix
    In APT open Special Requirements of the observation and set the Aperture PA Range to angles that
    the finding names. The Visit Planner shows them too.

    ## Source
    JDox, "JWST Position Angles, Ranges, and Offsets" (read 2026-11); angles as APT's Visit Planner
    computes them (docs/validation.md).
    """
    number, requirements = observation.number, observation.requirements
    opportunity = context.schedule.of(observation)
    mode = context.mode
    judged = mode.is_live(observation) and not observation.is_executed
    asked = opportunity.requested_angles if judged else None
    applies(
        asked is not None,
        f"no {mode.called} observation still to be taken requests a position angle",
    )
    possible = opportunity.field_of_regard
    known(
        possible.spans, f"observation {number} cannot be taken at any angle in the window (BKG703)"
    )
    if asked is None or opportunity.at_angles.spans:
        return
    if opportunity.is_parted_by_links:
        if (lost := _without_angle(opportunity)) is not None:
            yield NotChecked(f"observation {lost}, which turns with {number}, has no angle itself")
            return
        tied = _tied(number, context)
        # Of all that the links tie, once.
        if opportunity is next(filter(_is_parted, tied.values()), None):
            yield _parted(opportunity, tied, context)
        return
    aperture, telescope = opportunity.aperture, possible.allowed
    requested = opportunity.own_ranges or asked
    yield Fault(
        message=f"Observation {number} asks for {short_angles(requested)}, "
        f"but in {context.schedule.window.origin} the telescope can take only "
        f"{short_angles(telescope)}.",
        fix=in_requirements(
            f"set {as_requirement(telescope, observation)}, or a part of it", [number]
        ),
        at=next(iter(requirements.orients), requirements),
        observation=number,
        angles=position_angles(telescope, AngleSet.empty(), aperture),
        table=Table(
            caption="requested and available angles",
            columns=(Column("which"), Column("angles")),
            rows=(
                ("requested", angle_words(requested.arcs, aperture)),
                ("available", angle_words(telescope.arcs, aperture)),
            ),
        ),
    )


def _without_angle(opportunity: Opportunity) -> int | None:
    """Return the number of an observation turning with one that has no angle by itself, if any."""
    beside = opportunity.turning.turned_with(opportunity.observation.number)
    return next((number for number, angles in beside.items() if angles.is_empty), None)


def _is_parted(opportunity: Opportunity) -> bool:
    """Whether its links leave an observation still to be taken no angle."""
    try:
        parted = opportunity.is_parted_by_links
    except FieldUnavailable:
        return False
    return (
        parted and not opportunity.observation.is_executed and _without_angle(opportunity) is None
    )


def _parted(opportunity: Opportunity, tied: dict[int, Opportunity], context: Context) -> Fault:
    """Say that the links leave no angle to the observations that they tie."""
    number = opportunity.observation.number
    links = agree(len(tied) - 1, "link", "links")
    alone = {n: found for n, one in tied.items() if (found := one.angles_alone) is not None}
    alike = grouped(alone, lambda n: short_angles(alone[n]))
    each = [f"{briefly('observation', who)} can take {what}" for what, who in alike.items()]
    telescope = opportunity.field_of_regard.allowed
    return Fault(
        message=f"The position angle {links} of {briefly('observation', tied)} "
        f"{agree(len(tied) - 1, 'leaves', 'leave')} no angle available in "
        f"{context.schedule.window.origin}: alone, {listed(each[:_MOST])}.",
        fix=in_requirements(
            f"set Aperture PA Ranges that fit together, or change the position angle {links}", tied
        ),
        at=next(iter(orient_links(context.graph.proposal.links, number)), None),
        observation=number,
        related=tuple(n for n in tied if n != number),
        angles=position_angles(telescope, AngleSet.empty(), opportunity.aperture),
        subject="orient links",
        table=Table(
            caption="angles that each observation can take alone",
            columns=(Column("observation"), Column("angles")),
            rows=tuple((n, angle_words(alone[n].arcs, tied[n].aperture)) for n in sorted(alone)),
        ),
    )


def _tied(number: int, context: Context) -> dict[int, Opportunity]:
    """Return all live observations that links of angles tie to one, itself too, by number."""
    found = map(context.graph.proposal.observation, context.schedule.turning.together(number))
    return {one.number: context.schedule.of(one) for one in found if one is not None}
