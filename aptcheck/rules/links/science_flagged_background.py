from __future__ import annotations

from aptcheck.background.background_list import (
    entangled,
    is_science_and_background,
    science_numbers_of,
)
from aptcheck.background.list_faults import lists_itself
from aptcheck.background.unpaired import unpaired_numbers_of
from aptcheck.rules import EVERY_MODE, Context, Fault, Target, Verdicts, applies, rule
from aptcheck.wording import (
    BACKGROUND_CHECKBOX,
    BACKGROUND_LIST,
    agree,
    excerpt,
    named,
    numbered,
)


@rule("BKG109", severity="error", repair="association", modes=EVERY_MODE)
def science_flagged_background(target: Target, context: Context) -> Verdicts:
    """A target is listed as a background and also asks for one itself.

    ## What
    A target that another one lists as its background asks for a background itself: its checkbox
    is ticked, or it has a list. Silent where a target lists itself (BKG112). Targets that list each
    other are one finding, with the lowest of their observations. A target group changes nothing
    here: its form marks no member as background.

    ## Why
    The pipeline processes all observations of a listed target as background. If it is science, it
    yields no science product; where two targets list each other, neither does.

    ## How to fix
    In APT open the target in Fixed Targets. If it is a background target, clear its background
    checkbox and its background target list. If it is science, remove it from the background target
    list of the target that names it. If it has to be both, duplicate it under a new name and use
    the duplicate for the background observation.

    ## Source
    Association generator of jwst 3.0.0, run on pools with A listing B and B listing A, and with one
    target on both sides: no science product. JDox, "Target Groups" (the fields of the form, read
    2026-11).
    """
    graph, name = context.graph, excerpt(target.name)
    applies(target.number in graph.listed, "not listed as a background")
    taken = (o.number for o in graph.observations_of(target) if graph.mode.is_live(o))
    numbers = tuple(taken) or unpaired_numbers_of(graph, target)
    sole = numbers and not lists_itself(target)
    applies(sole, f"no {context.mode.called} observation, or the target lists itself (BKG112)")
    if not is_science_and_background(graph, target):
        return
    # Targets that list each other are one fault, reported at the first that is judged here.
    together = entangled(graph, target)
    first = next(entry for entry in together if not lists_itself(entry))
    if first.number != target.number:
        return
    others = [entry for entry in together if entry.number != target.number]
    listers = tuple(
        {lister.number: lister for one in together for lister in graph.listers_of(one)}.values()
    )
    names = named(other.name for other in others or listers)
    sciences = sorted(
        {n for other in listers for n in science_numbers_of(graph, other)} - {*numbers}
    )
    asks = f"has its {BACKGROUND_CHECKBOX} ticked"
    if target.backgrounds:
        asks = "lists a background itself"
    message = (
        f"Target {name} ({numbered('observation', numbers)}) is the background of {names} but "
        f"{asks}: the pipeline would process it as background, not as science."
    )
    if others:
        message = (
            f"Targets {named(entry.name for entry in together)} list each other as background: "
            f"the pipeline processes {agree(len(others), 'both', 'all of them')} as background and "
            "makes no science product."
        )
    yield Fault(
        message=message,
        fix=f"In {target.folder}, open {name}. If it is a background target, clear its "
        f"{BACKGROUND_CHECKBOX} and {BACKGROUND_LIST}; if it is science, remove it from the "
        f"{BACKGROUND_LIST} of {names}.",
        at=target,
        observation=numbers[0],
        related=(*numbers[1:], *sciences),
    )
