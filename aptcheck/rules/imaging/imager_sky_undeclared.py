"""A sky taken with the imager primary must be declared through a clone of the target."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.double_role import lists_itself
from aptcheck.finding import Severity
from aptcheck.model import Observation
from aptcheck.rules.context import Context
from aptcheck.rules.excerpt import excerpt
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG808", severity=Severity.ERROR)
def imager_sky_undeclared(observation: Observation, context: Context) -> Iterator[Verdict]:
    """An MRS observation with the imager primary is nobody's background.

    ## What
    An MRS observation has Primary Channel = Imager, and no science target lists its target as a
    background. Silent with strategy none.

    ## Why
    Its spectra are of the sky beside the target. Undeclared, the pipeline takes them for the
    science spectra of that target, and the science gets no background. The science target cannot
    list itself: then its science exposures would be processed as background too.

    ## How to fix
    In APT open Targets, duplicate the science target under a new name with the same coordinates,
    point this observation at the clone, and list the clone among the background targets of the
    science target. If no background is meant, set the strategy to none in the configuration.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background (simultaneous
    imaging, read 2026-11); association generator of jwst 3.0.0.
    """
    mrs = observation.mrs
    if mrs is None or not observation.is_mrs or observation.is_out or not mrs.imager_primary:
        yield NotApplicable(f"observation {observation.number} is not MRS with the imager primary")
        return
    target = context.proposal.target_of(observation)
    if target is None:
        yield NotApplicable(f"observation {observation.number} has no target")
        return
    if target.number in context.graph.listed or _flagged(target.number, context):
        return
    if lists_itself(target):
        yield NotApplicable("its target lists itself (BKG112)")
        return
    science = context.graph.science(observation.number)
    if science is not None and science.intent.strategy == "none":
        yield NotApplicable("strategy none")
        return
    name = excerpt(target.name)
    shared = [
        other.number
        for other in context.graph.sciences
        if other.number != observation.number
        and other.target is not None
        and other.target.number == target.number
    ]
    served = [
        other.number
        for suspicion in context.graph.suspicions
        if suspicion.sky.number == observation.number
        for other in suspicion.sciences
    ]
    clone = f"a clone of {name} (same coordinates, new name)"
    yield Fault(
        message=f"Observation {observation.number} takes MRS spectra of the sky beside {name} "
        "(Primary Channel = Imager), but no science target lists its target as a background.",
        fix=(
            f"In Targets, make {clone}, point observation {observation.number} at it, and select "
            f"the clone under Background Targets of {name}."
            if shared
            else f"In Targets, open the science target and select {name} under Background Targets; "
            f"if {name} is the science target itself, make {clone} and select that."
        ),
        at=target,
        observation=observation.number,
        related=tuple(shared or served),
        target=target.name,
    )


def _flagged(number: int | None, context: Context) -> bool:
    return any(number in group.flagged for group in context.proposal.target_groups)
