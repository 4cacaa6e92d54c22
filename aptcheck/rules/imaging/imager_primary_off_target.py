"""With the imager primary, the target of the background is the science target."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.separation import julian_year, pointing_separation, same_body
from aptcheck.background.sides import Background
from aptcheck.background.wording import numbered
from aptcheck.finding import Evidence, Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict

_INFO_ARCSEC = 5.0
_WARNING_ARCSEC = 30.0


@rule("BKG801", severity=Severity.WARNING)
def imager_primary_off_target(background: Background, context: Context) -> Iterator[Verdict]:
    """The imager is primary, but not on the science target.

    ## What
    A background with Primary Channel = Imager has a target more than 5 arcsec (info) or more than
    30 arcsec (warning) from the nearest of the science targets it serves.

    ## Why
    This mode is made to image the science target while the MRS takes sky beside it. With a target
    of its own on the sky the imager images nothing wanted, and the MRS falls 74 arcsec from there.

    ## How to fix
    In APT open Targets and give the background target the coordinates of the science target; or set
    Primary Channel of the background observation back to the channel of the science.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("the same
    coordinates as the science target", read 2026-11). The imager's field is 74 by 113 arcsec (SIAF
    PRDOPSSOC-075); the limits are aptcheck's own judgement.
    """
    year = julian_year(context.window.middle)
    for use in context.graph.uses(background):
        pairs = [e for _, e in use.pairs() if e.sky.mrs is not None and e.sky.mrs.imager_primary]
        if not pairs:
            yield NotApplicable("the background is not taken with Primary Channel = Imager")
            continue
        sky = pairs[0].sky
        target = context.proposal.target_of(sky)
        if any(same_body(context.proposal, edge.science, sky) for edge in pairs):
            continue
        distances = [
            distance
            for edge in pairs
            for distance in [pointing_separation(context.proposal, edge.science, sky, year)]
            if distance is not None
        ]
        if not distances:
            yield NotChecked(f"observation {sky.number} or its science has no fixed coordinates")
            continue
        nearest = min(distances)
        if nearest <= _INFO_ARCSEC:
            continue
        grave = nearest > _WARNING_ARCSEC
        related = sorted({edge.science.number for edge in pairs})
        yield Fault(
            message=f"Background observation {sky.number} has Primary Channel = Imager, but its "
            f"target is {nearest:.1f} arcsec from that of science "
            f"{numbered('observation', related)}: the imager will not be on the source.",
            fix="In Targets, give the background target the coordinates of the science target, or "
            f"change Primary Channel of observation {sky.number}, MIRI MRS form.",
            severity=Severity.WARNING if grave else Severity.INFO,
            at=target,
            observation=sky.number,
            related=tuple(related),
            target=target.name if target is not None else None,
            evidence=Evidence(
                measured=round(nearest, 2),
                limit=_WARNING_ARCSEC if grave else _INFO_ARCSEC,
                unit="arcsec",
            ),
        )
