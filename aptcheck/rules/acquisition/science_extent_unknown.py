from __future__ import annotations

from aptcheck.modes.mrs.source_type import predicted_source_type
from aptcheck.rules import Context, Fault, Target, Verdicts, applies, rule
from aptcheck.wording import excerpt, in_targets, listed, numbered


@rule("BKG503", severity="info", submit="raised")
def science_extent_unknown(target: Target, context: Context) -> Verdicts:
    """The science target does not say whether it is extended.

    ## What
    Extended is Unknown for a science target that has a background, or whose background is to come
    from an annulus. The message states the source type the pipeline will take.

    ## Why
    The pipeline then decides by the dither pattern: with a point-source pattern it takes the source
    for a point, subtracts an annulus and corrects for the aperture; otherwise it sums the whole
    cube. Only you know which is right.

    ## How to fix
    In APT open Targets, the science target, and set Extended to YES or NO.

    ## Source
    jwst 3.0.0, steps srctype and extract_1d; JDox, "MIRI MRS Dedicated Sky Observations", How are
    backgrounds used in the JWST pipeline? (read 2026-11).
    """
    name = excerpt(target.name)
    observations = [
        science.observation
        for science in context.graph.sciences_of(target)
        if (science.edges or science.intent.strategy == "annulus")
        and not science.observation.imager_primary
    ]
    applies(observations, f"{name} is no MRS science target with a background")
    if target.extended != "Unknown":
        return
    flagged = target.number in context.graph.listed
    kinds = {predicted_source_type(o, target, background=flagged) for o in observations}
    numbers = tuple(observation.number for observation in observations)
    yield Fault(
        message=f"Science target {name} has Extended Unknown: in "
        f"{numbered('observation', numbers)} the pipeline will take its SRCTYPE as "
        f"{listed(sorted(kinds))}.",
        fix=in_targets(f"open {name} and set Extended to YES or NO"),
        at=target,
        observation=numbers[0],
        related=numbers[1:],
    )
