"""A background taken at one position cannot reveal what lies there."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.companions import TOLD, companions, science_numbers
from aptcheck.background.positions import UNKNOWN_DITHER, distinct_positions
from aptcheck.background.sides import Background
from aptcheck.finding import Evidence, Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("BKG401", severity=Severity.WARNING, suspected=True)
def background_undithered(background: Background, context: Context) -> Iterator[Verdict]:
    """The background is taken at a single position.

    ## What
    All background observations together take one position on the sky. An info with strategy
    master, a warning otherwise. For extended sources BKG403 speaks instead.

    ## Why
    A source or an artefact at that position cannot be told from the background. Two positions show
    it; the master background needs no more.

    ## How to fix
    In APT open the background observation, MIRI MRS form, add a Dither (2-Point or 4-Point) and
    choose it in each exposure.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("a 2-pt dither
    pattern is recommended where possible", read 2026-11).
    """
    together = companions(context.graph, background)
    if together[0] is not background:
        yield NotApplicable(TOLD)
        return
    if any(other.intent.is_extended for other in together):
        yield NotApplicable("an extended source: judged by BKG403")
        return
    positions = distinct_positions(context.proposal, background.skies)
    if positions is None:
        yield NotChecked(UNKNOWN_DITHER)
    if positions == 0:
        yield NotApplicable("the background takes no exposure")
    if positions != 1:
        return
    sky = background.skies[0]
    master = all(other.intent.strategy == "master" for other in together)
    yield Fault(
        message="The background is taken at 1 position; a 2-point dither is recommended to guard "
        "against unexpected sources in the field.",
        fix=f"In observation {sky.number}, MIRI MRS form, add a 2-Point dither and choose it in "
        "every exposure.",
        at=sky.mrs,
        observation=sky.number,
        related=science_numbers(together),
        evidence=Evidence(measured=1, limit=2, unit="positions"),
        severity=Severity.INFO if master else None,
    )
