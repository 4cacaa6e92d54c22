from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.sharing import numbers_of
from aptcheck.modes.positions import distinct_positions
from aptcheck.remedies.dithers import dithered, with_points
from aptcheck.rules import Context, Evidence, Fault, SharedSkies, Verdicts, applies, rule
from aptcheck.wording import count, in_form

if TYPE_CHECKING:
    from aptcheck.mode_names import ModeName


_CHANGES: dict[ModeName, str] = {
    "miri-mrs": "use a dither with Dither Type 4-Point in every exposure",
    "miri-imaging": "use a dither with Dither Type 4-Point-Sets in every exposure",
    "miri-lrs-slit": "keep the dither, and add a second background observation with an Offset "
    "along the slit",
}


@rule(
    "BKG402",
    severity="warning",
    suspected=True,
    modes=("miri-mrs", "miri-imaging", "miri-lrs-slit"),
)
def background_not_4_point(shared: SharedSkies, context: Context) -> Verdicts:
    """Pixel subtraction is planned with fewer than four background positions.

    ## What
    You set strategy pixel, and all background observations together have fewer than 4 positions on
    the sky. MIRI imaging and the LRS slit subtract pixel by pixel by default; there a single
    position is left to BKG401 and BKG403.

    ## Why
    Bad pixels and cosmic rays in the background go into the science pixel by pixel. With four
    positions the average can reject them.

    ## How to fix
    In APT, open the background observation and set Dither Type: to 4-Point in the MIRI Medium
    Resolution Spectroscopy tab, to 4-Point-Sets in the MIRI Imaging tab. ALONG SLIT NOD of the LRS
    has two positions: take the background in two observations, one with an Offset.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("(ideally) use a
    4-point dither pattern", read 2026-11).
    """
    mode = context.mode
    planned = [
        user
        for user in shared.backgrounds
        if user.intent.strategy == "pixel" and user.intent.strategy_set
    ]
    applies(planned, f"the strategy is not {'set to ' if mode.strategy == 'pixel' else ''}pixel")
    positions = distinct_positions(context.graph.proposal, shared.skies)
    applies(positions, "the background has no exposure")
    left_to_others = positions == 1 and mode.name != "miri-mrs"
    applies(not left_to_others, "taken at one position: judged by BKG401 and BKG403")
    if positions < 4:
        sky, proposal = planned[0].skies[0], context.graph.proposal
        yield Fault(
            message=f"The background is taken at {count(positions, 'position')}; pixel subtraction "
            "needs 4 to reject bad pixels and cosmic rays.",
            fix=in_form(sky.number, mode.form, _CHANGES[mode.name]),
            about=planned[0],
            related=numbers_of(planned),
            evidence=Evidence(positions, 4, "positions"),
            remedy=with_points(shared.skies, 4) or dithered(proposal, shared.skies, 4),
        )
