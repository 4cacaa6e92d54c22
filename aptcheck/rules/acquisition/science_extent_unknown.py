from __future__ import annotations

from aptcheck.modes.mrs.source_type import predicted_source_type
from aptcheck.rules import Context, Fault, Graph, Verdicts, applies, rule
from aptcheck.wording import agree, briefly, in_targets, listed, named


@rule("BKG503", severity="info", submit="raised")
def science_extent_unknown(graph: Graph, context: Context) -> Verdicts:
    """The science target does not say whether it is extended.

    ## What
    Extended is Unknown for a science target that has a background, or whose background is to come
    from an annulus. The message states the source type the pipeline will take. Reported once for
    the whole proposal.

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
    judged = [
        (science, science.target)
        for science in sorted(graph.sciences, key=lambda science: science.number)
        if (science.edges or science.intent.strategy == "annulus")
        and science.target is not None
        and not science.observation.imager_primary
    ]
    applies(judged, "no MRS science target with a background")
    kinds: dict[int, str] = {}
    targets = {}
    for science, target in judged:
        if science.extended == "Unknown":
            flagged = target.number in graph.listed
            targets[target.number] = target
            kinds[science.number] = predicted_source_type(
                science.observation, target, background=flagged
            )
    if targets:
        names = named(target.name for target in targets.values())
        taken = (
            f"{briefly('observation', numbers)} for {kind}"
            for kind in sorted(set(kinds.values()))
            if (numbers := [number for number in kinds if kinds[number] == kind])
        )
        yield Fault(
            message=f"Science {agree(targets, 'target', 'targets')} {names} "
            f"{agree(targets, 'has', 'have')} Extended Unknown: the pipeline will take "
            f"{listed(taken)} (SRCTYPE).",
            fix=in_targets(f"open {names} and set Extended to YES or NO"),
            at=next(iter(targets.values())),
            each=kinds,
        )
