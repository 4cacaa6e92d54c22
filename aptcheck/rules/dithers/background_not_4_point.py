"""Pixel subtraction wants four background positions."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.companions import TOLD, companions, science_numbers
from aptcheck.background.positions import UNKNOWN_DITHER, distinct_positions
from aptcheck.background.sides import Background
from aptcheck.finding import Evidence, Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("BKG402", severity=Severity.WARNING, suspected=True)
def background_not_4_point(background: Background, context: Context) -> Iterator[Verdict]:
    """Pixel subtraction is planned with fewer than four background positions.

    ## What
    With strategy pixel, all background observations together take fewer than 4 positions on the
    sky.

    ## Why
    Bad pixels and cosmic rays of the background go into the science pixel by pixel; four positions
    let the average reject them.

    ## How to fix
    In APT open the background observation, MIRI MRS form, and set Dither Type to 4-Point.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("(ideally) use a
    4-point dither pattern", read 2026-11).
    """
    if background.intent.strategy != "pixel":
        yield NotApplicable("the strategy is not pixel")
        return
    positions = distinct_positions(context.proposal, background.skies)
    if positions is None:
        yield NotChecked(UNKNOWN_DITHER)
    if positions == 0:
        yield NotApplicable("the background takes no exposure")
    if positions not in (1, 2, 3):
        return
    together = companions(context.graph, background)
    planned = (other for other in together if other.intent.strategy == "pixel")
    if next(planned) is not background:
        yield NotApplicable(TOLD)
        return
    sky = background.skies[0]
    yield Fault(
        message=f"The background is taken at {positions} position{'s' if positions > 1 else ''}; "
        "pixel subtraction wants 4 against bad pixels and cosmic rays.",
        fix=f"In observation {sky.number}, MIRI MRS form, use a dither with Dither Type 4-Point in "
        "every exposure.",
        at=sky.mrs,
        observation=sky.number,
        related=science_numbers((background, *planned)),
        evidence=Evidence(measured=positions, limit=4, unit="positions"),
    )
