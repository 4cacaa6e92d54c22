from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.background_list import science_numbers_of
from aptcheck.background.list_faults import lists_itself
from aptcheck.background.unpaired import unpaired_numbers_of
from aptcheck.edit import Remedy, SetField
from aptcheck.remedies.declaring import NewEntries, no_list
from aptcheck.rules import EVERY_MODE, Context, Fault, Target, Verdicts, applies, rule
from aptcheck.wording import BACKGROUND_LIST, excerpt, in_targets, numbered

if TYPE_CHECKING:
    from aptcheck.edit import Unwritten
    from aptcheck.model import Observation


@rule("BKG112", severity="error", repair="association", modes=EVERY_MODE)
def self_background(target: Target, context: Context) -> Verdicts:
    """A target lists itself as its background.

    ## What
    Among the background targets of a science target is the target itself.

    ## Why
    The pipeline processes every observation of a listed target as a background. The science then
    yields no product of its own.

    ## How to fix
    In APT open the target in Fixed Targets and choose the background target in its background
    target list instead. With Primary Channel = Imager, where both have the same coordinates,
    duplicate the target under a new name, use the duplicate for the background observation and list
    the duplicate.

    ## Source
    Association generator of jwst 3.0.0, run on a pool with one target on both sides: the science is
    processed as background.
    """
    applies(target.backgrounds, "lists no background")
    graph = context.graph
    sciences = science_numbers_of(graph, target) or unpaired_numbers_of(graph, target)
    applies(sciences, f"no {context.mode.called} science target")
    if not lists_itself(target):
        return
    name = excerpt(target.name)
    imaging = [o for o in graph.observations_of(target) if o.is_beside_target]
    beside = [o.number for o in imaging]
    yield Fault(
        message=f"Target {name} ({numbered('observation', sciences)}) lists itself as its "
        "background: the pipeline would process the science as background.",
        fix=in_targets(
            f"duplicate {name} under a new name, set Target of {numbered('observation', beside)} "
            f"to the duplicate and choose it in the {BACKGROUND_LIST} of {name}",
            folder=target.folder,
        )
        if beside
        else in_targets(
            f"choose the background target in the {BACKGROUND_LIST} instead of {name}",
            name,
            folder=target.folder,
        ),
        at=next(r for r in target.backgrounds if r.number == target.number),
        observation=sciences[0],
        related=sciences[1:],
        remedy=_remedy(target, imaging, context) if imaging else None,
    )


def _remedy(
    target: Target, imaging: list[Observation], context: Context
) -> Remedy | Unwritten | None:
    """Return the remedy that lists a duplicate instead of the target itself.

    None where another target also lists it: then it is the background of that one.
    """
    if len(target.backgrounds) > 1 or context.graph.listers_of(target):
        # the edit below would change the first of the list, whichever that is
        return None
    proposal = context.graph.proposal
    entry = NewEntries(proposal).clone(target, imaging)
    if entry is None or target.place.element is None:
        return None
    listed = SetField(target.place.element, "BackgroundTargets", f"{entry.number} {entry.name}")
    return no_list(proposal) or Remedy.of("unsafe", (*entry.edits, listed))
