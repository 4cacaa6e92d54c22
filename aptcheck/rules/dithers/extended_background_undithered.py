from __future__ import annotations

from aptcheck.remedies.dithers import dithered
from aptcheck.rules import Context, Evidence, Fault, Pairs, Verdicts, applies, rule
from aptcheck.rules.dithers.one_position import (
    at_one_position,
    dither_them,
    each_one,
    harm,
    in_filters,
    severity_at_one_position,
)
from aptcheck.wording import briefly, listed


@rule(
    "BKG403",
    severity="warning",
    draft="warning",
    suspected=True,
    modes=("miri-mrs", "miri-imaging", "miri-lrs-slit"),
)
def extended_background_undithered(pairs: Pairs, context: Context) -> Verdicts:
    """The background of an extended source is taken at a single position.

    ## What
    The science is extended or faint extended, and all its background observations together have a
    single position on the sky. An error for MIRI imaging. Reported once for the whole proposal.
    Left to BKG414 where an LRS background has no more exposures than the science has at one nod.

    ## Why
    The cubes of an extended source depend entirely on the dedicated background: there is no annulus
    to fall back on. A source or an artifact at the single position goes into every spectrum. Images
    and LRS spectra are subtracted pixel by pixel: what stars and bad pixels leave there cannot be
    separated from the structure of the source.

    ## How to fix
    In APT, open the background observation. MIRI Medium Resolution Spectroscopy tab: add a dither
    (2-Point or 4-Point) and choose it in each exposure. MIRI Imaging tab: do the same with a dither
    of 8 points or more. MIRI Low Resolution Spectroscopy tab: set Dither Type to ALONG SLIT NOD.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", What does this mean for my science program?
    ("ideally at least two dither positions", read 2026-11). Imaging and LRS: background step of
    jwst 3.0.0, read and run 2026-11.
    """
    mode, pairs = context.mode, pairs.attached
    applies(pairs.bonds, "a time series gets no background (BKG114)")
    extended = [
        one
        for one in pairs.shared_skies
        if any(user.intent.is_extended for user in one.backgrounds)
    ]
    applies(extended, "the source is not extended")
    found = yield from at_one_position(extended, pairs, context)
    if found:
        users = [user for one in found for user in one.backgrounds if user.intent.is_extended]
        kinds = {f"{u.intent.source_class.replace('-', ' ')}{u.intent.inferred}" for u in users}
        classes = listed(sorted(kinds))
        each = each_one(found)
        which = (
            f"The background of the {classes} source is"
            if len(found) == 1
            else f"Background {briefly('observation', each)} of {classes} sources are each"
        )
        yield Fault(
            message=f"{which} taken at 1 position{in_filters(found, context.graph.proposal, mode)}"
            f"{harm(mode, 'warning') or '; at least 2 are recommended'}.",
            fix=dither_them(each, mode),
            about=pairs.with_backgrounds(users),
            each=each,
            severity=severity_at_one_position(mode),
            evidence=Evidence(1, 2, "positions"),
            remedy=dithered(context.graph.proposal, [sky for one in found for sky in one.skies]),
        )
