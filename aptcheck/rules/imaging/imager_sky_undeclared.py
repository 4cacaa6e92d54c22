from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.list_faults import lists_itself
from aptcheck.background.orphans import is_copy_of
from aptcheck.background.suspicion import is_calibration
from aptcheck.edit import Remedy, Unwritten
from aptcheck.remedies.declaring import NewEntries, declaring_edits, no_list
from aptcheck.remedies.links import tied
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
from aptcheck.wording import (
    BACKGROUND_CHECKBOX,
    BACKGROUND_LIST,
    agree,
    excerpt,
    in_targets,
    numbered,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.edit import Edit


@rule("BKG808", severity="error", repair="association")
def imager_sky_undeclared(observation: Observation, context: Context) -> Verdicts:
    """An MRS observation with the imager primary is not declared as a background.

    ## What
    An MRS observation has Primary Channel = Imager, and no science target lists its target as a
    background, although there is science that it may serve: an MRS observation of the same target
    or of a copy of it, or one in a non-interruptible link with it. A warning where only its name or
    its position suggests which science it may serve. Images of a star that no such observation goes
    with are not meant as a background. Silent with strategy none, of this observation or of the
    science, and in calibration programmes.

    ## Why
    Its spectra are of the sky beside the target. If it is not declared, the pipeline treats them as
    science spectra of that target, and the science gets no background. The science target cannot
    list itself: then its exposures would be processed as background too.

    ## How to fix
    In APT, Fixed Targets, duplicate the science target under a new name with the same coordinates.
    Set this copy as the Target of this observation, and choose it in the background target list of
    the science target. If no background is intended, set the strategy to none in the configuration.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background (simultaneous
    imaging, read 2026-11); association generator of jwst 3.0.0.
    """
    graph, number = context.graph, observation.number
    calibration = is_calibration(graph.proposal)
    applies(not calibration, "calibration programmes observe the sky for its own sake")
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
    duplicate = f"duplicate {name} under a new name with the same coordinates"
    sharing = [s.number for s in graph.sciences_of(target) if not s.observation.imager_primary]
    certain = sharing or _companions(graph, observation, target)
    likely = [s for s in graph.suspicions if s.sky.number == number]
    served = certain or sorted({o.number for one in likely for o in one.sciences})
    applies(served, "no MRS science has its target, a copy of it or a link with it")
    users = [user for n in served if (user := graph.science(n)) is not None]
    applies(any(user.intent.strategy != "none" for user in users), "strategy none")
    yield Fault(
        message=f"Observation {number} takes MRS spectra of the sky beside {name} "
        "(Primary Channel = Imager), but no science target lists its target as a background.",
        fix=in_targets(
            f"{duplicate}, set the copy as the Target of observation {number}, and choose it in "
            f"the {BACKGROUND_LIST} of {name}"
            if sharing
            else f"open the science target, tick the {BACKGROUND_CHECKBOX} and choose {name} in "
            f"the {BACKGROUND_LIST}; if {name} is the science target itself, {duplicate} and "
            "choose the copy",
            folder=target.folder,
        ),
        at=target,
        observation=number,
        related=tuple(served),
        severity=None if certain else "warning",
        remedy=no_list(graph.proposal)
        or (_remedy(observation, target, users, graph, shared=bool(sharing)) if certain else None),
    )


def _remedy(
    observation: Observation,
    target: Target,
    users: list[Science],
    graph: Graph,
    *,
    shared: bool,
) -> Remedy | None:
    """Return the remedy that lists the target, or a copy of it, and links the observation.

    None where the target has a background already: then the observation is separate science.
    """
    if target.asks_for_background:
        return None
    sciences = [science for science in users if science.target is not None]
    targets = [science.target for science in sciences if science.target is not None]
    edits: tuple[Edit | None, ...] = ()
    listed = (target.number, target.name)
    if shared:
        entry = NewEntries(graph.proposal).clone(target, [observation])
        if entry is None:
            return None
        edits, listed, targets = entry.edits, (entry.number, entry.name), [target]
    targets = [one for one in targets if shared or one is not target]
    if not targets:
        return None
    linking, cost = _linking(observation, sciences, graph)
    listing = declaring_edits(targets, [listed])
    return Remedy.of("unsafe", (*edits, *listing, *linking), cost)


def _linking(
    observation: Observation, sciences: Iterable[Science], graph: Graph
) -> tuple[tuple[Edit | None, ...], str]:
    """Return the edits that link an observation with science not yet linked with it, and a cost.

    Where no link can be made, there are none, and the sentence names what is not linked.
    """
    held = {
        number
        for link in graph.links_of(observation)
        if link.non_interruptible
        for number in link.members
    }
    loose = sorted({science.number for science in sciences} - held)
    tie = tied(graph.proposal, {*loose, observation.number}) if loose else None
    if isinstance(tie, Unwritten):
        has = agree(loose, "has", "have")
        return (), f"{numbered('Observation', loose)} {has} no link with it yet."
    return tie or ((), "")


def _companions(graph: Graph, sky: Observation, target: Target) -> list[int]:
    """Return the science of other targets that a background beside a target serves."""
    held = [link for link in graph.links_of(sky) if link.non_interruptible]
    linked = {number for link in held for number in link.members}
    return [
        science.number
        for science in graph.sciences
        if not science.observation.imager_primary
        and (
            science.number in linked
            or (science.target is not None and is_copy_of(science.target, (target,)))
        )
    ]
