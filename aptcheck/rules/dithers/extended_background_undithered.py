"""The background of an extended source should be dithered."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.companions import TOLD, companions, science_numbers
from aptcheck.background.positions import UNKNOWN_DITHER, distinct_positions
from aptcheck.background.sides import Background
from aptcheck.finding import Evidence, Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("BKG403", severity=Severity.WARNING, suspected=True)
def extended_background_undithered(background: Background, context: Context) -> Iterator[Verdict]:
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
    if not background.intent.is_extended:
        yield NotApplicable("the source is not extended")
        return
    positions = distinct_positions(context.proposal, background.skies)
    if positions is None:
        yield NotChecked(UNKNOWN_DITHER)
    if positions == 0:
        yield NotApplicable("the background takes no exposure")
    if positions != 1:
        return
    extended = (b for b in companions(context.graph, background) if b.intent.is_extended)
    if next(extended) is not background:
        yield NotApplicable(TOLD)
        return
    sky = background.skies[0]
    intent = background.intent
    yield Fault(
        message=f"The background of the {intent.source_class.replace('-', ' ')}{intent.inferred} "
        "source is taken at 1 position; at least 2 are recommended.",
        fix=f"In observation {sky.number}, MIRI MRS form, add a 2-Point dither and choose it in "
        "every exposure.",
        at=sky.mrs,
        observation=sky.number,
        related=science_numbers((background, *extended)),
        evidence=Evidence(measured=1, limit=2, unit="positions"),
    )
