from __future__ import annotations

from aptcheck.modes.mrs.dither_positions import distinct_positions
from aptcheck.rules import Context, Evidence, Fault, SharedSkies, Verdicts, applies, rule
from aptcheck.wording import in_mrs_form


@rule("BKG401", severity="warning", suspected=True)
def background_undithered(shared: SharedSkies, context: Context) -> Verdicts:
    """The background is taken at a single position.

    ## What
    All background observations together take one position on the sky. An info with strategy
    master, a warning otherwise. For extended sources BKG403 speaks instead.

    ## Why
    A source or an artefact at that position cannot be told from the background. Two positions show
    it; the master background needs no more. They show more the farther apart they are: a background
    made of positions closer than about 1.5 FWHM, 0.42 arcsec in band 1A to 1.46 arcsec in 4C, keeps
    remains of a source, and those of an EXTENDED SOURCE dither are 0.27 to 1.06 arcsec apart.

    ## How to fix
    In APT open the background observation, MIRI MRS form, add a Dither (2-Point or 4-Point) and
    choose it in each exposure.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("a 2-pt dither
    pattern is recommended where possible", read 2026-11); A&A 689, A5, figure 22, for the distance.
    """
    intents = [user.intent for user in shared.backgrounds]
    extended = any(intent.is_extended for intent in intents)
    applies(not extended, "an extended source: judged by BKG403")
    positions = distinct_positions(context.graph.proposal, shared.skies)
    applies(positions, "the background takes no exposure")
    if positions == 1:
        sky, master = shared.skies[0], all(intent.strategy == "master" for intent in intents)
        yield Fault(
            message="The background is taken at 1 position; a 2-point dither is recommended to "
            "guard against unexpected sources in the field.",
            fix=in_mrs_form(sky.number, "add a 2-Point dither and choose it in every exposure"),
            about=shared,
            evidence=Evidence(1, 2, "positions"),
            severity="info" if master else None,
        )
