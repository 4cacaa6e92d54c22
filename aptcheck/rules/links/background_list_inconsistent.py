from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.background_list import (
    is_science_and_background,
    listings,
    science_numbers_of,
)
from aptcheck.background.bond import skies_in
from aptcheck.background.list_faults import inconsistent
from aptcheck.background.unpaired import unpaired_numbers_of
from aptcheck.edit import Remedy
from aptcheck.remedies.declaring import declaring_edits, no_list
from aptcheck.rules import EVERY_MODE, Context, Fault, Target, Verdicts, applies, rule
from aptcheck.wording import (
    BACKGROUND_CHECKBOX,
    BACKGROUND_LIST,
    excerpt,
    in_targets,
    named,
    numbered,
)

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.edit import Kind


@rule("BKG103", severity="error", draft="warning", modes=EVERY_MODE)
def background_list_inconsistent(target: Target, context: Context) -> Verdicts:
    """The background checkbox of a target contradicts its background target list.

    ## What
    A science target has the background checkbox (for companion background observations) ticked and
    no background target chosen (an error), or background targets chosen and the checkbox not ticked
    (a warning). Both are a warning where the pipeline subtracts no background from any of its
    observations: LRS slitless, time series of the other instruments, WFSS, MOS.

    ## Why
    The list shows the ground system which observation is the background. Ticked without a list,
    nothing is declared and the background becomes a science product of its own. A list without the
    tick leaves open what was meant.

    ## How to fix
    In APT open the target in Fixed Targets. Tick the background checkbox and choose the background
    target in the background target list; or clear both if the target needs no background.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background (read 2026-11).
    """
    graph, name = context.graph, excerpt(target.name)
    own = science_numbers_of(graph, target)
    sciences = own or unpaired_numbers_of(graph, target)
    applies(sciences, f"no {context.mode.called} science target")
    applies(
        not is_science_and_background(graph, target),
        "the target is itself listed as a background (BKG109)",
    )
    if not inconsistent(target):
        return
    is_used = bool(own) and context.mode.subtracts
    whose = f"Target {name} ({numbered('observation', sciences)})"
    if target.background_required:
        # The undeclared background targets that are probably meant.
        bonds = {id(b): b for number in sciences for b in graph.suspected.bonds_of(number)}
        skies = skies_in([*bonds.values()])
        # A background under the science target itself needs a target of its own first.
        others = [s.target_name for s in skies if s.target_number not in (None, target.number)]
        likely = named(others) or "the background target"
        message = (
            f"{whose} has its {BACKGROUND_CHECKBOX} ticked, but its {BACKGROUND_LIST} is empty."
        )
        remedy = Remedy.of(
            "unsafe",
            declaring_edits(
                [target],
                {s.target_number: s.target_name for s in skies}.items() if others else (),
            ),
        )
        change = (
            f"choose {likely} in the {BACKGROUND_LIST}, or clear the {BACKGROUND_CHECKBOX} if the "
            "target needs no background"
        )
    else:
        chosen = named(reference.name or reference.text for reference in target.backgrounds)
        message = (
            f"{whose} lists {chosen} as background, but its {BACKGROUND_CHECKBOX} is not ticked."
        )
        remedy = None if _lists_science(target, graph) else _ticked(target, graph)
        change = (
            f"tick the {BACKGROUND_CHECKBOX}, or clear the {BACKGROUND_LIST} if the target needs "
            "no background"
        )
    yield Fault(
        message=message,
        fix=in_targets(change, name, folder=target.folder),
        at=target if target.background_required else target.backgrounds[0],
        observation=sciences[0],
        related=sciences[1:],
        severity=None if target.background_required and is_used else "warning",
        remedy=no_list(graph.proposal) or remedy,
    )


def _lists_science(target: Target, graph: Graph) -> bool:
    """Whether a target on the list, or itself, is science: then the list is wrong."""
    listed = map(graph.proposal.target, target.backgrounds)
    return any(one is None or one is target or graph.sciences_of(one) for one in listed)


def _ticked(target: Target, graph: Graph) -> Remedy | None:
    """Return the remedy that ticks the checkbox; None where nothing on the list is observed.

    It is safe where all of the list is observed, unless the configuration needs no background.
    """
    observed = [bool(entry.skies) for entry in listings(graph, target)]
    if not any(observed):
        return None
    intents = [science.intent for science in graph.sciences_of(target)]
    spared = all(one.strategy_set and not one.subtracts_background for one in intents)
    kind: Kind = "safe" if all(observed) and not spared else "unsafe"
    return Remedy.of(kind, declaring_edits([target], ()))
