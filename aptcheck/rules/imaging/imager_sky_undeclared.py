from __future__ import annotations

from aptcheck.background.list_faults import lists_itself
from aptcheck.background.orphans import stands_at
from aptcheck.background.suspicion import is_calibration
from aptcheck.edit import Remedy
from aptcheck.remedies.declaring import NewEntries, declaring_edits, no_list
from aptcheck.rules import (
    Context,
    Fault,
    Graph,
    Observation,
    Science,
    Target,
    Verdicts,
    applies,
    rule,
)
from aptcheck.wording import excerpt, in_targets


@rule("BKG808", severity="error", repair="association")
def imager_sky_undeclared(observation: Observation, context: Context) -> Verdicts:
    """An MRS observation with the imager primary is nobody's background.

    ## What
    An MRS observation has Primary Channel = Imager, and no science target lists its target as a
    background, though there is science that it may serve: an MRS observation of the same target or
    of a copy of it, or one in a non-interruptible link with it; a warning where only its name or
    its place says whose sky it may be. Images of a star that no such observation goes with are no
    background by design. Silent with strategy none, of this observation or of the science, and in
    calibration programmes.

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
    graph, number = context.graph, observation.number
    calibration = is_calibration(graph.proposal)
    applies(not calibration, "sky is observed for its own sake in calibration programmes")
    applies(
        observation.is_beside_target, f"observation {number} is not MRS with the imager primary"
    )
    target = graph.proposal.target_of(observation)
    applies(target is not None, f"observation {number} has no target")
    if target is None or target.number in graph.listed:
        return
    applies(not lists_itself(target), "its target lists itself (BKG112)")
    science = graph.science(number)
    applies(science is None or science.intent.strategy != "none", "strategy none")
    name = excerpt(target.name)
    clone = f"make a clone of {name} (same coordinates, new name)"
    sharing = [s.number for s in graph.sciences_of(target) if not s.observation.imager_primary]
    tied = sharing or _companions(graph, observation, target)
    likely = [s for s in graph.suspicions if s.sky.number == number]
    served = tied or sorted({o.number for one in likely for o in one.sciences})
    applies(served, "no MRS science has its target or a copy of it, or a link with it")
    users = [user for n in served if (user := graph.science(n)) is not None]
    applies(any(user.intent.strategy != "none" for user in users), "strategy none")
    yield Fault(
        message=f"Observation {number} takes MRS spectra of the sky beside {name} "
        "(Primary Channel = Imager), but no science target lists its target as a background.",
        fix=in_targets(
            f"{clone}, point observation {number} at it, and select the clone under Background "
            f"Targets of {name}"
            if sharing
            else f"open the science target and select {name} under Background Targets; if {name} "
            f"is the science target itself, {clone} and select that"
        ),
        at=target,
        observation=number,
        related=tuple(served),
        severity=None if tied else "warning",
        remedy=no_list(graph.proposal)
        or (_cloned(observation, target, context) if sharing else _listed(target, users, tied)),
    )


def _listed(target: Target, users: list[Science], tied: object) -> Remedy | None:
    """Return the remedy that lists the target for the science that it certainly serves."""
    asking = [s.target for s in users if s.target is not None and s.target is not target]
    if not tied or not asking:
        return None
    return Remedy.of("unsafe", declaring_edits(asking, [(target.number, target.name)]))


def _cloned(observation: Observation, target: Target, context: Context) -> Remedy | None:
    """Return the remedy that lists a clone of the target, at which the observation points."""
    proposal = context.graph.proposal
    entry = NewEntries(proposal).clone(target, [observation])
    if entry is None:
        return None
    listing = declaring_edits([target], [(entry.number, entry.name)])
    return Remedy.of("unsafe", (*entry.edits, *listing))


def _companions(graph: Graph, sky: Observation, target: Target) -> list[int]:
    """Return the science, other than of its own target, that a sky beside a target serves."""
    held = [link for link in graph.links_of(sky) if link.non_interruptible]
    linked = {number for link in held for number in link.members}
    return [
        science.number
        for science in graph.sciences
        if not science.observation.imager_primary
        and (
            science.number in linked
            or (science.target is not None and stands_at(science.target, (target,)))
        )
    ]
