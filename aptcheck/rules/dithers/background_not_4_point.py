from __future__ import annotations

from aptcheck.background.sharing import numbers_of
from aptcheck.modes.mrs.dither_positions import distinct_positions
from aptcheck.remedies.dithers import dithered, with_points
from aptcheck.rules import Context, Evidence, Fault, SharedSkies, Verdicts, applies, rule
from aptcheck.wording import count, in_mrs_form


@rule("BKG402", severity="warning", suspected=True)
def background_not_4_point(shared: SharedSkies, context: Context) -> Verdicts:
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
    planned = [user for user in shared.backgrounds if user.intent.strategy == "pixel"]
    applies(planned, "the strategy is not pixel")
    positions = distinct_positions(context.graph.proposal, shared.skies)
    applies(positions, "the background takes no exposure")
    if positions < 4:
        sky, proposal = planned[0].skies[0], context.graph.proposal
        yield Fault(
            message=f"The background is taken at {count(positions, 'position')}; pixel subtraction "
            "wants 4 against bad pixels and cosmic rays.",
            fix=in_mrs_form(
                sky.number,
                "use a dither with Dither Type 4-Point in every exposure",
            ),
            about=planned[0],
            related=numbers_of(planned),
            evidence=Evidence(positions, 4, "positions"),
            remedy=with_points(shared.skies, 4) or dithered(proposal, shared.skies, 4),
        )
