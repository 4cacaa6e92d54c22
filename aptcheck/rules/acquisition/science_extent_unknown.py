"""Extended of the science target decides how its spectrum is extracted."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.dither_use import is_imager_primary
from aptcheck.background.intent import predicted_source_type
from aptcheck.background.wording import listed, numbered
from aptcheck.finding import Severity
from aptcheck.model import Target
from aptcheck.rules.context import Context
from aptcheck.rules.excerpt import excerpt
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG503", severity=Severity.INFO, raised_on_submit=True)
def science_extent_unknown(target: Target, context: Context) -> Iterator[Verdict]:
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
    sciences = [
        science
        for science in context.graph.sciences
        if science.target is not None
        and science.target.number == target.number
        and (science.edges or science.intent.strategy == "annulus")
        and not is_imager_primary(science.observation)
    ]
    if not sciences:
        yield NotApplicable(f"{excerpt(target.name)} is no MRS science target with a background")
        return
    if target.extended != "Unknown":
        return
    flagged = target.number in context.graph.listed
    kinds = {
        predicted_source_type(science.observation, target, background=flagged)
        for science in sciences
    }
    name = excerpt(target.name)
    numbers = [science.number for science in sciences]
    yield Fault(
        message=f"Science target {name} has Extended Unknown: in "
        f"{numbered('observation', numbers)} the pipeline will take its SRCTYPE as "
        f"{listed(sorted(kinds))}.",
        fix=f"In Targets, open {name} and set Extended to YES or NO.",
        at=target,
        observation=numbers[0],
        related=tuple(numbers[1:]),
        target=target.name,
    )
