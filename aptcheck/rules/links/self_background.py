"""A target cannot be its own background."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.dither_use import is_imager_primary
from aptcheck.background.double_role import lists_itself
from aptcheck.background.listing import sciences_of
from aptcheck.background.wording import numbered
from aptcheck.finding import Severity
from aptcheck.model import Target
from aptcheck.rules.context import Context
from aptcheck.rules.excerpt import excerpt
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG112", severity=Severity.ERROR)
def self_background(target: Target, context: Context) -> Iterator[Verdict]:
    """A target lists itself as its background.

    ## What
    Among the background targets of an MRS science target is the target itself.

    ## Why
    The pipeline processes every observation of a listed target as a background. The science then
    yields no product of its own.

    ## How to fix
    In APT open the target in Fixed Targets and choose the sky target beside the background
    checkbox instead. With Primary Channel = Imager, where both have the same coordinates, clone
    the entry under a new name, use the clone for the background observation and list the clone.

    ## Source
    Association generator of jwst 3.0.0, run on a pool with one target entry on both sides: the
    science is processed as background.
    """
    if not target.backgrounds:
        yield NotApplicable("lists no background")
        return
    sciences = sciences_of(context.graph, target)
    if not sciences:
        yield NotApplicable("no MRS science target")
        return
    if not lists_itself(target):
        return
    name = excerpt(target.name)
    beside = [o.number for o in context.graph.observations_of(target) if is_imager_primary(o)]
    change = (
        f"make a clone of {name} (same coordinates, new name), point "
        f"{numbered('observation', beside)} at it, and choose the clone beside the background "
        f"checkbox of {name}."
        if beside
        else f"entry {name}, choose the sky target beside the background checkbox instead of "
        f"{name}."
    )
    yield Fault(
        message=f"Target {name} ({numbered('observation', sciences)}) lists itself as its "
        "background: the science would be processed as background.",
        fix=f"In Targets, {change}",
        at=next(r for r in target.backgrounds if r.number == target.number),
        observation=sciences[0],
        related=sciences[1:],
        target=target.name,
    )
