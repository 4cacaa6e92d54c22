"""With the imager on the target four dither points are best."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.dither_use import is_imager_primary, names_unknown_dither, used_dithers
from aptcheck.finding import Evidence, Severity
from aptcheck.model import Observation
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("BKG406", severity=Severity.INFO)
def imager_dither_not_4_point(observation: Observation, context: Context) -> Iterator[Verdict]:
    """An observation with Primary Channel = Imager has fewer than four dither points.

    ## What
    Primary Channel is Imager (the imager on the target, the MRS on the sky beside it) and an
    exposure uses a dither with fewer than 4 points.

    ## Why
    Four positions let the image reject bad pixels and separate its background from the source.

    ## How to fix
    In APT open the observation, MIRI MRS form, Dithers, and set Dither Type to 4-Point.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("should use the
    Background optimized dither pattern (ideally 4-Point)", read 2026-11).
    """
    if not is_imager_primary(observation):
        yield NotApplicable("the imager is not primary")
        return
    used = used_dithers(observation)
    if names_unknown_dither(observation) or any(pattern.points is None for pattern in used):
        yield NotChecked(f"observation {observation.number}: a dither is not known")
    few = [pattern for pattern in used if pattern.points is not None and pattern.points < 4]
    if not few:
        return
    yield Fault(
        message=f"Primary Channel is Imager with a {few[0].points}-point dither: 4 points give the "
        "better image.",
        fix=f"In observation {observation.number}, MIRI MRS form, Dithers, set Dither Type of "
        f"dither {few[0].index} to 4-Point.",
        at=few[0],
        observation=observation.number,
        related=tuple(edge.science.number for edge in context.graph.edges_to(observation)),
        evidence=Evidence(measured=few[0].points, limit=4, unit="points"),
    )
