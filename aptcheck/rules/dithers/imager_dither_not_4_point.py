from __future__ import annotations

from aptcheck.modes.mrs.dithers_used import names_unknown_dither, used_dithers
from aptcheck.remedies.dithers import with_points
from aptcheck.rules import Context, Evidence, Fault, NotChecked, Verdicts, applies, rule
from aptcheck.rules.subjects import Observation
from aptcheck.wording import count, in_dithers


@rule("BKG406", severity="info")
def imager_dither_not_4_point(observation: Observation, context: Context) -> Verdicts:
    """An observation with Primary Channel = Imager has fewer than four dither points.

    ## What
    Primary Channel is Imager (the imager on the target, the MRS on the sky beside it) and an
    exposure uses a dither with fewer than 4 points.

    ## Why
    With four positions the image can reject bad pixels and separate its background from the source.

    ## How to fix
    In APT, open the observation, MIRI Medium Resolution Spectroscopy tab, Dithers, and set Dither
    Type to 4-Point.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("should use the
    Background optimized dither pattern (ideally 4-Point)", read 2026-11).
    """
    applies(observation.is_beside_target, "the imager is not primary")
    number, used = observation.number, used_dithers(observation)
    if names_unknown_dither(observation) or any(pattern.points is None for pattern in used):
        yield NotChecked(f"observation {number}: a dither is not known")
    if few := [pattern for pattern in used if pattern.points is not None and pattern.points < 4]:
        yield Fault(
            message=f"Primary Channel is Imager, but the dither has only "
            f"{count(few[0].points or 0, 'point')}; 4 points give a better image.",
            fix=in_dithers(number, few[0].index, "Dither Type", "4-Point"),
            at=few[0],
            observation=number,
            related=tuple(science.number for science in context.graph.users_of(observation)),
            evidence=Evidence(few[0].points, 4, "points"),
            remedy=with_points([observation], 4),
        )
