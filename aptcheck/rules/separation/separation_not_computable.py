from __future__ import annotations

from aptcheck.background.pair_distance import pair_distances
from aptcheck.background.sharing import numbers_of
from aptcheck.mode_names import SUBTRACTED_MODES
from aptcheck.rules import Context, Fault, SkyUse, Verdicts, applies, rule
from aptcheck.wording import SOLAR_SYSTEM_TARGETS, listed, numbered

_OF_A_BODY = (
    f"In {SOLAR_SYSTEM_TARGETS}, RAD of a background target of TYPE=POS_ANGLE is the distance in "
    "arcsec"
)

_OF_A_SHADOW = (
    "Check with the ephemeris that the target has left the field when the background is taken"
)


@rule("BKG604", severity="info", suspected=True, modes=SUBTRACTED_MODES)
def separation_not_computable(use: SkyUse, context: Context) -> Verdicts:
    """The distance of the background from the science cannot be computed.

    ## What
    Science or background is a moving target, has coordinates, a proper motion, an Offset or a
    mosaic that cannot be read, or follows the strategy shadow (a moving target's background at the
    same place at another time). Two targets on one body that differ by their Offset are computed:
    the Offset is the separation.

    ## Why
    Distance, overlap and the source in the background field are then not checked: not checked is
    not clean.

    ## How to fix
    The usual background of a moving target is a second target in Solar System Targets, of
    TYPE=POS_ANGLE with the body as its center: RAD is the distance from the body in arcsec, which
    aptcheck does not read; check it there. For a shadow, check with the ephemeris that the target
    has left the field when the background is taken. For any other background, check the distance
    over the whole observing window with the ephemeris.

    ## Source
    aptcheck's own judgement. In the proposals that APT printed, 2021 to 2026, 47 of 48 MRS
    backgrounds of moving targets are targets of TYPE=POS_ANGLE and one is an Offset.
    """
    proposal = context.graph.proposal
    measured = pair_distances(context.graph, use, context.schedule.year)
    applies(measured, "with Primary Channel = Imager the position angle decides")
    lost = [(pairs.bond, pairs.obstacle) for pairs in measured if pairs.obstacle is not None]
    shadows = [one.intent.strategy == "shadow" for one in measured if one.obstacle is not None]
    if not lost:
        return
    sky = lost[0][0].sky
    followed = [sky, *(bond.science for bond, _ in lost)]
    moving = any(t is not None and t.is_moving for t in map(proposal.target_of, followed))
    place = proposal.target_of(sky)
    judged = place is not None and place.has_position  # by SKY101 and the like
    sciences = numbers_of(bond for bond, _ in lost)
    reasons = list(dict.fromkeys(obstacle for _, obstacle in lost))
    yield Fault(
        message=f"The separation of background observation {sky.number} from "
        f"{numbered('observation', sciences)} is not computed ({listed(reasons[:3])}).",
        fix=_OF_A_SHADOW + ("." if judged else ", and that the field is empty then.")
        if all(shadows)
        else "Check by hand that the background field is near and empty."
        + (f" {_OF_A_BODY}." if moving else ""),
        at=proposal.target_of(sky),
        observation=sky.number,
        related=sciences,
    )
