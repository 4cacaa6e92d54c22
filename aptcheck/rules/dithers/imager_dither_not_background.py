"""With the imager on the target the dither should be made for it."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.dither_use import (
    KNOWN_DITHERS,
    is_imager_primary,
    names_unknown_dither,
    used_dithers,
)
from aptcheck.finding import Evidence, Severity
from aptcheck.model import Observation
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("BKG405", severity=Severity.WARNING)
def imager_dither_not_background(observation: Observation, context: Context) -> Iterator[Verdict]:
    """An observation with Primary Channel = Imager uses a dither made for the MRS.

    ## What
    Primary Channel is Imager (the imager on the target, the MRS on the sky beside it) and an
    exposure uses a dither that is not optimized for Background.

    ## Why
    The small steps of the MRS patterns leave the image with bad pixels and a background that
    cannot be told from the source. The Background pattern moves by several arcseconds.

    ## How to fix
    In APT open the observation, MIRI MRS form, Dithers, and set Optimized For to Background,
    Dither Type 4-Point.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("should use the
    Background optimized dither pattern (ideally 4-Point)", read 2026-11). The spelling of the
    pattern in APT files has not been seen: any with BACKGROUND or DEDICATED-BG counts.
    """
    if not is_imager_primary(observation):
        yield NotApplicable("the imager is not primary")
        return
    used = used_dithers(observation)
    strange = [p for p in used if p.optimized_for not in KNOWN_DITHERS and not p.for_background]
    if strange or names_unknown_dither(observation):
        yield NotChecked(f"observation {observation.number}: a dither is not known")
    wrong = [p for p in used if p.optimized_for in KNOWN_DITHERS]
    if not wrong:
        return
    yield Fault(
        message=f"Primary Channel is Imager, and the dither is optimized for "
        f"{wrong[0].optimized_for}: the image wants the Background pattern.",
        fix=f"In observation {observation.number}, MIRI MRS form, Dithers, set Optimized For of "
        f"dither {wrong[0].index} to Background.",
        at=wrong[0],
        observation=observation.number,
        related=tuple(edge.science.number for edge in context.graph.edges_to(observation)),
        evidence=Evidence(measured=wrong[0].optimized_for, limit="BACKGROUND"),
    )
