"""Where no separation can be computed, say so."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.sides import Background
from aptcheck.background.spans import spans
from aptcheck.background.wording import listed, numbered
from aptcheck.finding import Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG604", severity=Severity.INFO, suspected=True)
def separation_not_computable(background: Background, context: Context) -> Iterator[Verdict]:
    """How far the sky stands from its science cannot be computed.

    ## What
    Science or background is a moving target, has no readable coordinates, or follows the strategy
    shadow (the sky where the target stands at another time). Two entries of one body that differ
    by their Offset are no such case: the Offset is the separation.

    ## Why
    Distance, overlap and the source in the sky field are then not checked: not checked is not
    clean.

    ## How to fix
    Give the sky as the body itself with an Offset special requirement, or check the distance over
    the whole observing window with the ephemeris.

    ## Source
    aptcheck's own judgement.
    """
    for use in context.graph.uses(background):
        measured = spans(context.proposal, use, context.separation)
        if not measured:
            yield NotApplicable("with Primary Channel = Imager the position angle decides")
        lost = [span for span in measured if span.obstacle is not None]
        if not lost:
            continue
        sky = lost[0].edge.sky
        related = sorted({span.edge.science.number for span in lost})
        reasons = dict.fromkeys(span.obstacle for span in lost if span.obstacle is not None)
        yield Fault(
            message=f"The separation of background observation {sky.number} from "
            f"{numbered('observation', related)} is not computed: {listed(list(reasons)[:3])}.",
            fix="Check by hand that the sky field is empty and near, or tell the sky from its "
            "body by an Offset in Special Requirements.",
            at=context.proposal.target_of(sky),
            observation=sky.number,
            related=tuple(related),
        )
