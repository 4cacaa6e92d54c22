from __future__ import annotations

from typing import TYPE_CHECKING

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
from aptcheck.wording import briefly

if TYPE_CHECKING:
    from aptcheck.background.sharing import SharedSkies
    from aptcheck.finding import SeverityWord
    from aptcheck.modes.mode import Mode

_ADVICE = "; a 2-point dither is recommended to guard against unexpected sources in the field"


@rule(
    "BKG401",
    severity="warning",
    draft="warning",
    suspected=True,
    modes=("miri-mrs", "miri-imaging", "miri-lrs-slit"),
)
def background_undithered(pairs: Pairs, context: Context) -> Verdicts:
    """The background is taken at a single position.

    ## What
    All background observations together have a single position on the sky. An info with strategy
    master, otherwise a warning, or an error for MIRI imaging; each is reported once for the whole
    proposal. Extended sources are left to BKG403, and LRS backgrounds with no more exposures than
    the science has at one nod to BKG414. Coronagraphs have a rule of their own (BKG411), and for
    the NIRSpec IFU the patterns of both sides are compared (BKG410): neither is judged here.

    ## Why
    A source or an artifact at that position cannot be separated from the background. Two positions
    reveal it; the master background needs no more. The farther apart they are, the more they
    reveal: a background from positions closer than about 1.5 FWHM, 0.42 arcsec in band 1A to 1.46
    arcsec in 4C, keeps remnants of a source, and those of an EXTENDED SOURCE dither are 0.27 to
    1.06 arcsec apart.

    An image is subtracted pixel by pixel: every star and galaxy in the single background field, and
    every bad pixel, is subtracted from the science in full, and nothing in the data shows which of
    the resulting holes are real.

    ## How to fix
    In APT, open the background observation. MIRI Medium Resolution Spectroscopy tab: add a dither
    (2-Point or 4-Point) and choose it in each exposure. MIRI Imaging tab: do the same with a dither
    of 8 points or more. MIRI Low Resolution Spectroscopy tab: set Dither Type to ALONG SLIT NOD.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("a 2-pt dither
    pattern is recommended where possible", read 2026-11); A&A 689, A5, figure 22, for the distance.
    Imaging and LRS: background step of jwst 3.0.0, read and run 2026-11. None of the 14 accepted
    imaging programmes with backgrounds that APT printed, 2021 to 2026, takes them at one position.
    """
    mode, pairs = context.mode, pairs.attached
    applies(pairs.bonds, "a time series gets no background (BKG114)")
    compact = [one for one in pairs.shared_skies if not _is_extended(one)]
    applies(compact, "an extended source: judged by BKG403")
    found = yield from at_one_position(compact, pairs, context)
    severities: tuple[SeverityWord, ...] = ("error", "warning", "info")
    for severity in severities:
        alike = [one for one in found if _severity(one, mode) == severity]
        if alike:
            each = each_one(alike)
            whose = (
                "The background is"
                if len(alike) == 1
                else f"Background {briefly('observation', each)} are each"
            )
            yield Fault(
                message=f"{whose} taken at 1 position"
                f"{in_filters(alike, context.graph.proposal, mode)}"
                f"{harm(mode, severity) or _ADVICE}.",
                fix=dither_them(each, mode),
                about=pairs.with_backgrounds(user for one in alike for user in one.backgrounds),
                each=each,
                severity=severity,
                evidence=Evidence(1, 2, "positions"),
                remedy=dithered(
                    context.graph.proposal, [sky for one in alike for sky in one.skies]
                ),
            )


def _is_extended(shared: SharedSkies) -> bool:
    return any(user.intent.is_extended for user in shared.backgrounds)


def _severity(shared: SharedSkies, mode: Mode) -> SeverityWord:
    if all(user.intent.strategy == "master" for user in shared.backgrounds):
        return "info"
    return severity_at_one_position(mode)
