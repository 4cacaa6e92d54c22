from __future__ import annotations

from aptcheck.background.appearance import looks_like_sky
from aptcheck.background.background_list import (
    is_science_and_background,
    mutual,
    science_numbers_of,
)
from aptcheck.background.list_faults import lists_itself
from aptcheck.rules import Context, Fault, Graph, Target, Verdicts, applies, rule
from aptcheck.wording import TARGETS, excerpt, named, numbered


@rule("BKG109", severity="error")
def science_flagged_background(target: Target, context: Context) -> Verdicts:
    """A target is flagged as a background and is science by its own entry.

    ## What
    A target that another one lists as its background asks for a background itself: its checkbox
    is ticked, or it has a list. Or a member of a target group is flagged as background that no
    target lists and that has no sign of being sky (keyword, target name, label). Silent where a
    target lists itself (BKG112).

    ## Why
    The pipeline processes all observations of a listed or flagged target as background. If it is
    science, it yields no science product; where two targets list each other, neither does.

    ## How to fix
    In APT open the Fixed Targets form. If the entry is sky, clear its background checkbox and
    its list. If it is science, take it out of the list of the target that names it. If it has to
    be both, clone the entry under a new name and use the clone for the background observation.

    ## Source
    Association generator of jwst 3.0.0, run on pools with A listing B and B listing A, and with one
    entry on both sides: no science product.
    """
    graph, name = context.graph, excerpt(target.name)
    listed = target.number in graph.listed
    flagged = any(target.number in group.flagged for group in graph.proposal.target_groups)
    applies(listed or flagged, "not listed as a background")
    taken = [o for o in graph.observations_of(target) if o.is_live_mrs]
    sole = taken and not lists_itself(target)
    applies(sole, "no MRS observation, or the target lists itself (BKG112)")
    numbers = [observation.number for observation in taken]
    if is_science_and_background(graph, target):
        yield from _listed(graph, target, numbers)
    elif not listed and not any(looks_like_sky(o, target) for o in taken):
        yield Fault(
            message=f"Target {name} ({numbered('observation', numbers)}) is flagged as the "
            "background of its target group, and nothing says that it is sky.",
            fix=f"In the target group take the background flag from {name}, and set it on the sky "
            "target.",
            at=target,
            observation=numbers[0],
            related=tuple(numbers[1:]),
        )


def _listed(graph: Graph, target: Target, numbers: list[int]) -> Verdicts:
    """Judge a target that others list and that asks for a background itself."""
    listers, name = graph.listers_of(target), excerpt(target.name)
    others = mutual(graph, target)
    # Two that list each other are one fault, told at the first of them.
    both = {target.number, *(other.number for other in others)}
    first = next(entry for entry in graph.proposal.targets if entry.number in both)
    if first.number != target.number:
        return
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
            f"Targets {name} and {names} list each other as background: both are processed as "
            "background, and there is no science product."
        )
    yield Fault(
        message=message,
        fix=f"In {TARGETS}, entry {name}: clear the background checkbox and the list if it is sky; "
        f"if it is science, take it out of the list of {names}.",
        at=target,
        observation=numbers[0],
        related=(*numbers[1:], *sciences),
    )
