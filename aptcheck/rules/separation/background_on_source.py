from __future__ import annotations

from aptcheck.background.pair_distance import pair_distances
from aptcheck.background.sharing import numbers_of
from aptcheck.contamination.science_in_field import ERROR_ARCSEC, WARNING_ARCSEC
from aptcheck.remedies.moving import moved_off_science
from aptcheck.rules import Context, Evidence, Fault, NotChecked, SkyUse, Verdicts, applies, rule
from aptcheck.wording import in_targets, numbered


@rule("BKG603", severity="error", repair="never", suspected=True, about="field")
def background_on_source(use: SkyUse, context: Context) -> Verdicts:
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
    graph, schedule = context.graph, context.schedule
    measured = [
        pair
        for pair in pair_distances(graph, use, schedule.year)
        # One entry on both sides is that fault, and moving it would move the science.
        if not pair.bond.science.shares_target(pair.bond.sky)
    ]
    applies(measured, "with Primary Channel = Imager the MRS stands beside the target")
    near = []
    for pairs in measured:
        if pairs.obstacle is not None:
            yield NotChecked(pairs.obstacle, pairs.bond.size)
        elif (separation := pairs.separation) is not None:
            near += [
                (severity, separation, alike)
                for alike in pairs.bond.parted(context.schedule.likeness)
                if (severity := context.meetings.on_source(alike.science, alike.sky))
            ]
    if not near:
        return
    severity, separation, worst = max(near, key=lambda one: (one[0].rank, -one[1].arcsec))
    sky = worst.sky
    certain = severity == "error"
    at_every_angle = certain and separation.farthest >= ERROR_ARCSEC
    limit = ERROR_ARCSEC if certain else WARNING_ARCSEC
    sciences = numbers_of(alike for *_, alike in near)
    yield Fault(
        message=f"Background observation {sky.number} points {separation.arcsec:.1f} arcsec "
        f"from science {numbered('observation', sciences)}: the source is "
        f"{'in' if certain else 'at the edge of'} its MRS field"
        f"{' at every allowed position angle' if at_every_angle else ''}.",
        fix=in_targets(
            "move the sky target to empty sky 1 to 2 arcmin from the source, or set Primary "
            f"Channel of observation {sky.number} to Imager"
        ),
        at=graph.proposal.target_of(sky),
        observation=sky.number,
        related=sciences,
        severity=severity,
        remedy=moved_off_science(sky, context.sky, context.places, graph),
        evidence=Evidence(round(separation.arcsec, 2), None if at_every_angle else limit, "arcsec"),
    )
