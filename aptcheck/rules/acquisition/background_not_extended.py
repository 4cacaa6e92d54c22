from __future__ import annotations

from aptcheck.rules import Context, Evidence, Fault, SkyUse, Verdicts, known, rule
from aptcheck.wording import excerpt, in_targets


@rule("BKG502", severity="warning", suspected=True)
def background_not_extended(sky: SkyUse, context: Context) -> Verdicts:
    """The sky target is not marked as an extended source.

    ## What
    Extended of a background target is NO or Unknown. For the clone of a science target that is
    observed with Primary Channel = Imager this is only an info: its coordinates are a real source.

    ## Why
    Sky fills the field. The pipeline treats a target flagged as background as extended anyway, but
    whoever extracts the spectra by hand, or uses the data without the flag, gets a point source.

    ## How to fix
    In APT open Targets, the sky target, and set Extended to YES.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("should be
    specified as an Extended source", read 2026-11); jwst 3.0.0, step srctype.
    """
    target = context.graph.proposal.target_of(sky.skies[0])
    name = f"target {excerpt(target.name)}" if target is not None else "the background"
    known(target is not None and target.extended, f"{name} does not say whether it is extended")
    if target is None or target.extended == "YES":
        return
    clone = all(observation.imager_primary for observation in sky.skies)
    yield Fault(
        message=f"Background {name} has Extended {target.extended}; sky is an extended source.",
        fix=in_targets(f"open {excerpt(target.name)} and set Extended to YES"),
        at=target,
        about=sky,
        severity="info" if clone else None,
        evidence=Evidence(target.extended, "YES"),
    )
