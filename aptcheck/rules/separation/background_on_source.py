from __future__ import annotations

from aptcheck.background.pair_distance import pair_distances
from aptcheck.background.sharing import numbers_of
from aptcheck.mode_names import SUBTRACTED_MODES
from aptcheck.remedies.moving import moved_off_science
from aptcheck.rules import Context, Evidence, Fault, NotChecked, SkyUse, Verdicts, applies, rule
from aptcheck.rules.target_folders import folders_of
from aptcheck.wording import excerpt, in_targets, numbered

#: Where to look for empty sky, arcmin; two images of 74 by 113 arcsec side by side need more.
_NEAR, _FAR = "1 to 2", "2 to 4"


@rule(
    "BKG603",
    severity="error",
    repair="never",
    suspected=True,
    about="field",
    modes=SUBTRACTED_MODES,
)
def background_on_source(use: SkyUse, context: Context) -> Verdicts:
    """The background is taken on the science source.

    ## What
    The background observation points less than 6 arcsec from a science pointing (error), or less
    than 9 arcsec (warning). With an Offset or a mosaic it is an error where this is true at every
    position angle. It is an error at any distance where the science position is in the MRS field of
    the background at every position angle that the telescope may take. Not judged with Primary
    Channel = Imager, where the MRS is 74 arcsec from the target (ORI103).

    In the other modes the field itself decides. An error where the source is in it whatever the
    angle and the dither, that is within the largest circle about the target that fits into it. A
    warning where it may be in it, because not every point of a dither pattern is known (the field
    is then widened by how far the pattern reaches at most), or because it is within 1 arcsec of the
    middle of a slit. BKG602 reports the angles at which the source is in a slit, or in the corner
    of a field.

    ## Why
    The MRS field is 3 to 8 arcsec wide and dithered by a few more: the background contains the
    source, and subtracting it takes the signal away. The field of an image is 74 by 113 arcsec, one
    behind a coronagraph 24 to 30, that of the NIRSpec IFU 3.1 by 3.2.

    ## How to fix
    In APT open the background target in Fixed Targets and move it to empty sky. To take images of
    the source instead, set Primary Channel of an MRS background to Imager.

    ## Source
    MRS field sizes of SIAF PRDOPSSOC-075 (3.2 by 3.7 arcsec in channel 1 to 6.6 by 7.9 in channel
    4); the limits are aptcheck's own judgement. Other modes: the apertures of the same SIAF, and
    dither patterns as APT's pointing reports list them; what is not in these is an upper bound.
    """
    graph, schedule, mode = context.graph, context.schedule, context.mode
    mrs = mode.name == "miri-mrs"
    measured = [
        pair
        for pair in pair_distances(graph, use, schedule.year)
        # One target on both sides is another fault, and moving it would move the science.
        if not pair.bond.science.shares_target(pair.bond.sky)
    ]
    applies(
        measured,
        "with Primary Channel = Imager the MRS is beside the target"
        if mrs
        else "science and background use the same target",
    )
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
    sure, perhaps = context.meetings.limits(sky)
    limit = sure if certain else perhaps
    at_every_angle = (separation.farthest if certain else separation.arcsec) >= limit
    imaged = f", or set Primary Channel of observation {sky.number} to Imager" if mrs else ""
    is_in = "is in" if certain else "is at the edge of" if mrs else "may be in"
    sciences = numbers_of(alike for *_, alike in near)
    target = graph.proposal.target_of(sky)
    yield Fault(
        message=f"Background observation {sky.number} points {separation.arcsec:.1f} arcsec "
        f"from science {numbered('observation', sciences)}: the source {is_in} its "
        f"{mode.called} field"
        f"{' at every allowed position angle' if at_every_angle else ''}.",
        fix=in_targets(
            f"move {excerpt(sky.target_name)} to empty sky "
            f"{_FAR if mode.name == 'miri-imaging' else _NEAR} arcmin from the source{imaged}",
            folder=folders_of([target]),
        ),
        at=target,
        observation=sky.number,
        related=sciences,
        severity=severity,
        remedy=moved_off_science(sky, context.sky, context.places, graph),
        evidence=Evidence(
            round(separation.arcsec, 2), None if at_every_angle else round(limit, 2), "arcsec"
        ),
    )
