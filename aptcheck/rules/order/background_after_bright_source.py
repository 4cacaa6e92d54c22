from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.sequence import followers, has_sky_before
from aptcheck.rules import Background, Context, Fault, Science, Verdicts, applies, rule
from aptcheck.wording import REQUIREMENTS, numbered

if TYPE_CHECKING:
    from aptcheck.background.sequence import Follower


@rule("BKG701", severity="warning", submit="raised")
def background_after_bright_source(background: Background, context: Context) -> Verdicts:
    """A background is observed after a bright source.

    ## What
    A science observation flagged as bright (`bright` in the configuration, or the special
    requirement PERSISTENCE RISK) has none of its backgrounds before it in a SEQUENCE link, or
    stands before the background of another science observation in the same sequence. Without a
    SEQUENCE the order is not fixed. Sources that are not flagged are not judged.

    ## Why
    A bright source leaves a glow on the detector that fades over minutes to hours. In the
    background it is subtracted from the science as if it were sky.

    ## How to fix
    In APT number the observations in the wanted order, background first, and link them as a
    SEQUENCE, NON-INTERRUPTIBLE in Special Requirements.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("the background
    should be observed before the science target", read 2026-11).
    """
    applies(background.intent.bright, "no science observation is flagged as bright")
    joined = [s for s in background.sciences if any(edge.linked for edge in s.edges)]
    applies(joined, "the background is not linked to its science")
    if late := [science for science in joined if not has_sky_before(science)]:
        yield _unpreceded(late, background)
    preceded = [science for science in joined if has_sky_before(science)]
    if behind := [one for science in preceded for one in followers(context.graph, science)]:
        yield _spoiled(behind)


def _unpreceded(late: list[Science], background: Background) -> Fault:
    numbers = [science.number for science in late]
    skies = [sky.number for sky in background.skies]
    ordered = any(edge.sequence is not None for science in late for edge in science.edges)
    why = "comes after it" if ordered else "has no fixed order without a SEQUENCE"
    return Fault(
        message=f"No background is sure to precede the bright science "
        f"{numbered('observation', numbers)}: background {numbered('observation', skies)} {why}.",
        fix="Number the observations so that the background comes first and link them as a "
        f"SEQUENCE, NON-INTERRUPTIBLE in {REQUIREMENTS}.",
        at=next((link for edge in late[0].edges for link in edge.links), None),
        observation=skies[0],
        related=tuple(numbers),
    )


def _spoiled(behind: list[Follower]) -> Fault:
    sky = behind[0].edge.sky.number
    spoiling = [one for one in behind if one.edge.sky.number == sky]
    bright = sorted({one.first.number for one in spoiling})
    users = sorted({one.edge.science.number for one in spoiling})
    return Fault(
        message=f"Background observation {sky} of science {numbered('observation', users)} comes "
        f"after the bright science {numbered('observation', bright)} in the same sequence.",
        fix="Number the observations so that every background comes before "
        f"{numbered('observation', bright)}, or link them apart.",
        at=behind[0].link,
        observation=sky,
        related=tuple(sorted({*bright, *users})),
        subject="background of another",
    )
