from __future__ import annotations

from aptcheck.background.background_list import (
    entangled,
    is_science_and_background,
    science_numbers_of,
)
from aptcheck.background.list_faults import lists_itself
from aptcheck.background.unpaired import unpaired_numbers_of
from aptcheck.rules import EVERY_MODE, Context, Fault, Target, Verdicts, applies, rule
from aptcheck.wording import FIXED_TARGETS, agree, excerpt, named, numbered


@rule("BKG109", severity="error", repair="association", modes=EVERY_MODE)
def science_flagged_background(target: Target, context: Context) -> Verdicts:
    """A target is listed as a background and is science by its own entry.

    ## What
    A target that another one lists as its background asks for a background itself: its checkbox
    is ticked, or it has a list. Silent where a target lists itself (BKG112). Targets that list each
    other are one finding, with the lowest of their observations. A target group changes nothing
    here: its form marks no member as background.

    ## Why
    The pipeline processes all observations of a listed target as background. If it is science, it
    yields no science product; where two targets list each other, neither does.

    ## How to fix
    In APT open the Fixed Targets form. If the entry is sky, clear its background checkbox and
    its list. If it is science, take it out of the list of the target that names it. If it has to
    be both, clone the entry under a new name and use the clone for the background observation.

    ## Source
    Association generator of jwst 3.0.0, run on pools with A listing B and B listing A, and with one
    entry on both sides: no science product. JDox, "Target Groups" (the fields of the form, read
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
    # Targets that list each other are one fault, told at the first that is judged here.
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
    asks = "lists a background" if target.backgrounds else "requires a background"
    message = (
        f"Target {name} ({numbered('observation', numbers)}) is the background of {names} and "
        f"{asks} itself: it would be processed as background, not as science."
    )
    if others:
        message = (
            f"Targets {named(entry.name for entry in together)} list each other as background: "
            f"{agree(len(others), 'both', 'all')} are processed as background, and there is no "
            "science product."
        )
    yield Fault(
        message=message,
        fix=f"In {FIXED_TARGETS}, entry {name}: clear the background checkbox and the list if it is sky; "
        f"if it is science, take it out of the list of {names}.",
        at=target,
        observation=numbers[0],
        related=(*numbers[1:], *sciences),
    )
