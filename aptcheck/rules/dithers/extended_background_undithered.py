from __future__ import annotations

from aptcheck.background.sharing import numbers_of
from aptcheck.modes.mrs.dither_positions import distinct_positions
from aptcheck.rules import Context, Evidence, Fault, SharedSkies, Verdicts, applies, rule
from aptcheck.wording import in_mrs_form


@rule("BKG403", severity="warning", suspected=True)
def extended_background_undithered(shared: SharedSkies, context: Context) -> Verdicts:
    """The background of an extended source is taken at a single position.

    ## What
    The science is extended or faint extended, and all its background observations together take
    one position on the sky.

    ## Why
    The cubes of an extended source stand and fall with the background: there is no annulus to fall
    back on. A source or an artefact at the one position goes into every spectrum.

    ## How to fix
    In APT open the background observation, MIRI MRS form, add a Dither (2-Point or 4-Point) and
    choose it in each exposure.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", What does this mean for my science program?
    ("ideally at least two dither positions", read 2026-11).
    """
    extended = [user for user in shared.backgrounds if user.intent.is_extended]
    applies(extended, "the source is not extended")
    positions = distinct_positions(context.graph.proposal, shared.skies)
    applies(positions, "the background takes no exposure")
    if positions == 1:
        sky, intent = extended[0].skies[0], extended[0].intent
        source = intent.source_class.replace("-", " ") + intent.inferred
        yield Fault(
            message=f"The background of the {source} source is taken at 1 position; at least 2 are "
            "recommended.",
            fix=in_mrs_form(sky.number, "add a 2-Point dither and choose it in every exposure"),
            about=extended[0],
            related=numbers_of(extended),
            evidence=Evidence(1, 2, "positions"),
        )
