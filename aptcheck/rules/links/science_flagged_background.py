"""A background must not be science by its own entry."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.double_role import lists_itself, plays_both
from aptcheck.background.listing import sciences_of
from aptcheck.background.suspicion import looks_like_sky
from aptcheck.background.wording import listed, numbered
from aptcheck.finding import Severity
from aptcheck.model import Observation, Target
from aptcheck.rules.context import Context
from aptcheck.rules.excerpt import excerpt
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG109", severity=Severity.ERROR)
def science_flagged_background(target: Target, context: Context) -> Iterator[Verdict]:
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
    graph = context.graph
    flagged = any(target.number in group.flagged for group in graph.proposal.target_groups)
    if target.number not in graph.listed and not flagged:
        yield NotApplicable("not listed as a background")
        return
    taken = [o for o in graph.observations_of(target) if o.is_mrs and not o.is_out]
    if not taken or lists_itself(target):
        yield NotApplicable("no MRS observation, or the target lists itself (BKG112)")
        return
    if plays_both(graph, target):
        yield from _listed(target, taken, context)
        return
    if target.number in graph.listed or any(looks_like_sky(o, target) for o in taken):
        return
    numbers = [observation.number for observation in taken]
    name = excerpt(target.name)
    yield Fault(
        message=f"Target {name} ({numbered('observation', numbers)}) is flagged as the "
        "background of its target group, and nothing says that it is sky.",
        fix=f"In the target group take the background flag from {name}, and set it on the sky "
        "target.",
        at=target,
        observation=numbers[0],
        related=tuple(numbers[1:]),
        target=target.name,
    )


def _listed(target: Target, taken: list[Observation], context: Context) -> Iterator[Fault]:
    graph = context.graph
    listers = graph.listers_of(target)
    wanted = {reference.number for reference in target.backgrounds}
    mutual = [
        other
        for other in listers
        if other.number in wanted
        and any(o.is_mrs and not o.is_out for o in graph.observations_of(other))
    ]
    # Two that list each other are one fault, told at the first of them.
    places = [entry.number for entry in graph.proposal.targets]
    if any(places.index(other.number) < places.index(target.number) for other in mutual):
        return
    name = excerpt(target.name)
    names = listed([excerpt(other.name) for other in (mutual or listers)[:12]])
    numbers = [observation.number for observation in taken]
    sciences = sorted({n for other in listers for n in sciences_of(graph, other)} - {*numbers})
    if mutual:
        message = (
            f"Targets {name} and {names} list each other as background: both are processed as "
            "background, and there is no science product."
        )
    else:
        asks = "lists a background" if target.backgrounds else "requires a background"
        message = (
            f"Target {name} ({numbered('observation', numbers)}) is the background of {names} "
            f"and {asks} itself: it would be processed as background, not as science."
        )
    yield Fault(
        message=message,
        fix=f"In Targets, entry {name}: clear the background checkbox and the list if it is sky; "
        f"if it is science, take it out of the list of {names}.",
        at=target,
        observation=numbers[0],
        related=(*numbers[1:], *sciences),
        target=target.name,
    )
