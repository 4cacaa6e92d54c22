"""The background checkbox and the list beside it must agree."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.double_role import plays_both
from aptcheck.background.graph import Graph
from aptcheck.background.inconsistency import inconsistent
from aptcheck.background.listing import sciences_of
from aptcheck.background.wording import listed, numbered
from aptcheck.finding import Severity
from aptcheck.model import Target
from aptcheck.rules.context import Context
from aptcheck.rules.excerpt import excerpt
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG103", severity=Severity.ERROR, draft="warning")
def background_list_inconsistent(target: Target, context: Context) -> Iterator[Verdict]:
    """The background checkbox of a target and its list of backgrounds contradict each other.

    ## What
    An MRS science target has the checkbox for companion background observations ticked and no
    background target chosen (an error), or background targets chosen and the checkbox not ticked
    (a warning).

    ## Why
    The list tells the ground system which observation is the background. Ticked without a list,
    nothing is declared and the sky becomes a science product of its own. A list without the tick
    leaves open what was meant.

    ## How to fix
    In APT open the target in Fixed Targets. Tick the background checkbox and choose the sky
    target beside it; or clear both, if the target needs no background.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background (read 2026-11).
    """
    sciences = sciences_of(context.graph, target)
    if not sciences:
        yield NotApplicable("no MRS science target")
        return
    if plays_both(context.graph, target):
        yield NotApplicable("the target is itself listed as a background (BKG109)")
        return
    if not inconsistent(target):
        return
    name = excerpt(target.name)
    told = f"Target {name} ({numbered('observation', sciences)})"
    if target.background_required:
        likely = _likely(context.graph, sciences)
        choice = listed(likely) if likely else "the sky target"
        yield Fault(
            message=f"{told} requires a background, but its list of background targets is empty.",
            fix=f"In Targets, entry {name}, choose {choice} beside the background checkbox, or "
            "clear the checkbox if no background is meant.",
            at=target,
            observation=sciences[0],
            related=sciences[1:],
            target=target.name,
        )
    else:
        chosen = listed([excerpt(r.name or r.text) for r in target.backgrounds[:12]])
        yield Fault(
            message=f"{told} lists {chosen} as background, but its background checkbox is not "
            "ticked.",
            fix=f"In Targets, entry {name}, tick the background checkbox, or clear the list if no "
            "background is meant.",
            at=target.backgrounds[0],
            observation=sciences[0],
            related=sciences[1:],
            target=target.name,
            severity=Severity.WARNING,
        )


def _likely(graph: Graph, sciences: tuple[int, ...]) -> list[str]:
    """Return the names of undeclared sky targets that seem to be meant."""
    served = set(sciences)
    skies = [e.sky.target for number in served for e in graph.suspected_edges_of(number)]
    return list(dict.fromkeys(excerpt(sky.name) for sky in skies if sky is not None))
