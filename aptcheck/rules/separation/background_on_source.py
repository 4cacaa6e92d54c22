"""The background must not be taken on the source."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.sides import Background
from aptcheck.background.spans import spans
from aptcheck.background.wording import numbered
from aptcheck.contamination.on_source import ERROR_ARCSEC, WARNING_ARCSEC, on_source
from aptcheck.finding import Evidence, Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("BKG603", severity=Severity.ERROR, suspected=True)
def background_on_source(background: Background, context: Context) -> Iterator[Verdict]:
    """The sky is taken on the science source.

    ## What
    The background observation points less than 6 arcsec from a science pointing (error), or less
    than 9 arcsec (warning). With an Offset or a mosaic it is an error where this holds at every
    position angle. It is an error at any distance where the science position is in the MRS field of
    the background at every position angle that the telescope may take. Not judged with Primary
    Channel = Imager, where the MRS stands 74 arcsec off (ORI103).

    ## Why
    The MRS field is 3 to 8 arcsec wide and dithered by a few more: the background contains the
    source, and subtracting it takes the signal away.

    ## How to fix
    In APT open Targets, the sky target, and move it to empty sky; or, to take images of the source
    meanwhile, set Primary Channel of the background observation to Imager.

    ## Source
    MRS field sizes of SIAF PRDOPSSOC-075 (3.2 by 3.7 arcsec in channel 1 to 6.6 by 7.9 in channel
    4); the limits are aptcheck's own judgement.
    """
    for use in context.graph.uses(background):
        measured = spans(context.proposal, use, context.separation)
        if not measured:
            yield NotApplicable("with Primary Channel = Imager the MRS stands beside the target")
        yield from (NotChecked(span.obstacle) for span in measured if span.obstacle is not None)
        near = [
            (severity, span.separation, span.edge)
            for span in measured
            if span.separation is not None
            and (
                severity := on_source(
                    context.proposal, context.opportunities, span.edge, span.separation
                )
            )
        ]
        if not near:
            continue
        severity, separation, edge = max(near, key=lambda found: (found[0].rank, -found[1].arcsec))
        certain = severity is Severity.ERROR
        by_angle = certain and separation.farthest >= ERROR_ARCSEC
        target = context.proposal.target_of(edge.sky)
        related = sorted({edge.science.number for _, _, edge in near})
        yield Fault(
            message=f"Background observation {edge.sky.number} points {separation.arcsec:.1f} "
            f"arcsec from science {numbered('observation', related)}: the source is "
            f"{'in' if certain else 'at the edge of'} its MRS field"
            + (" at every allowed position angle." if by_angle else "."),
            fix="In Targets, move the sky target to empty sky 1 to 2 arcmin from the source, or "
            f"set Primary Channel of observation {edge.sky.number} to Imager.",
            severity=severity,
            at=target,
            observation=edge.sky.number,
            related=tuple(related),
            target=target.name if target is not None else None,
            evidence=Evidence(
                measured=round(separation.arcsec, 2),
                limit=None if by_angle else ERROR_ARCSEC if certain else WARNING_ARCSEC,
                unit="arcsec",
            ),
        )
