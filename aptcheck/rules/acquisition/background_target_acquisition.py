from __future__ import annotations

from aptcheck.rules import Context, Fault, NotChecked, SkyUse, Verdicts, rule
from aptcheck.wording import excerpt, in_mrs_form


@rule("BKG501", severity="error", suspected=True)
def background_target_acquisition(use: SkyUse, context: Context) -> Verdicts:
    """The background observation asks for a target acquisition.

    ## What
    Acq Target of a background observation is not NONE. An acquisition on a star of its own, or on
    the science target while the imager is primary, finds something and is a warning; on the sky
    target itself it is an error. The acquisition of the science observation is not judged.

    ## Why
    On blank sky there is nothing to acquire: the acquisition fails, or centres on noise or a
    stray source, and the visit may be lost. Where there is a star it costs time and gains nothing.

    ## How to fix
    In APT open the background observation, MIRI MRS form, and set Acq Target to NONE. Filter,
    readout and groups of the acquisition may stay: they are not used then.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("Acq Target should
    be set to NONE", read 2026-11).
    """
    for sky, found in [(sky, sky.mrs.acquisition) for sky in use.skies if sky.mrs is not None]:
        if found.kind == "unknown":
            text = f" ({excerpt(found.text)!r})" if found.text else ""
            yield NotChecked(f"Acq Target of observation {sky.number} was not understood{text}")
        elif found.kind != "none":
            star = excerpt(found.target.name) if found.target is not None else "another star"
            source = star if found.kind == "other" else "its target"
            blank = found.kind == "same" and not sky.imager_primary
            why = (
                "asks for a target acquisition, and on blank sky there is nothing to acquire"
                if blank
                else f"acquires {source}, which a background does not need"
            )
            yield Fault(
                message=f"Background observation {sky.number} {why}.",
                fix=in_mrs_form(sky.number, "set Acq Target to NONE"),
                severity=None if blank else "warning",
                at=found,
                observation=sky.number,
                related=use.users_of(sky),
            )
