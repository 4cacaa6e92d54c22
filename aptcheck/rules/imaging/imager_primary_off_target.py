from __future__ import annotations

from aptcheck.background.separation import same_body, target_separation
from aptcheck.background.sharing import numbers_of
from aptcheck.rules import Context, Evidence, Fault, SkyUse, Verdicts, applies, known, rule
from aptcheck.wording import MIRI_MRS, in_targets, numbered

_INFO_ARCSEC = 5.0
_WARNING_ARCSEC = 30.0


@rule("BKG801", severity="warning")
def imager_primary_off_target(use: SkyUse, context: Context) -> Verdicts:
    """The imager is primary but not on the science target.

    ## What
    A background with Primary Channel = Imager has a target more than 5 arcsec (info) or more than
    30 arcsec (warning) from the nearest of the science targets it serves.

    ## Why
    This mode is for imaging the science target while the MRS observes the sky beside it. With a
    separate target on the sky, the imager images nothing useful, and the MRS is 74 arcsec from
    there.

    ## How to fix
    In APT, Fixed Targets, give the background target the coordinates of the science target; or set
    Primary Channel of the background observation back to the channel of the science.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("the same
    coordinates as the science target", read 2026-11). The imager's field is 74 by 113 arcsec (SIAF
    PRDOPSSOC-075); the limits are aptcheck's own judgement.
    """
    imaging = [sky for sky in use.skies if sky.imager_primary]
    applies(imaging, "the background is not taken with Primary Channel = Imager")
    proposal, sky, year = context.graph.proposal, imaging[0], context.schedule.year
    numbers = {sky.number for sky in imaging}
    bonds = [bond for _, bond in use.bonds if not numbers.isdisjoint(bond.sky_numbers)]
    if any(same_body(proposal, bond.science, sky) for bond in bonds):
        return
    distances = [target_separation(proposal, bond.science, sky, year) for bond in bonds]
    nearest = min((distance for distance in distances if distance is not None), default=None)
    known(nearest is not None, f"observation {sky.number} or the science has no fixed coordinates")
    if nearest is None or nearest <= _INFO_ARCSEC:
        return
    grave = nearest > _WARNING_ARCSEC
    sciences = numbers_of(bonds)
    yield Fault(
        message=f"Background observation {sky.number} has Primary Channel = Imager, but its "
        f"target is {nearest:.1f} arcsec from that of science "
        f"{numbered('observation', sciences)}: the imager will not be on the source.",
        fix=f"{in_targets('give the background target the coordinates of the science target')} Or "
        f"change Primary Channel of observation {sky.number}, {MIRI_MRS} tab.",
        at=proposal.target_of(sky),
        observation=sky.number,
        related=sciences,
        severity=None if grave else "info",
        evidence=Evidence(round(nearest, 2), _WARNING_ARCSEC if grave else _INFO_ARCSEC, "arcsec"),
    )
