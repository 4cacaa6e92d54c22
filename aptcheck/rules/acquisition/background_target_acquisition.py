"""A dedicated background needs no target acquisition."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.sides import Background
from aptcheck.finding import Severity
from aptcheck.rules.context import Context
from aptcheck.rules.excerpt import excerpt
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotChecked, Verdict


@rule("BKG501", severity=Severity.ERROR, suspected=True)
def background_target_acquisition(background: Background, context: Context) -> Iterator[Verdict]:
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
    for use in context.graph.uses(background):
        for sky in use.skies:
            if sky.mrs is None or sky.mrs.acquisition.kind == "none":
                continue
            acquisition = sky.mrs.acquisition
            if acquisition.kind == "unknown":
                text = f" ({excerpt(acquisition.text)!r})" if acquisition.text else ""
                yield NotChecked(f"Acq Target of observation {sky.number} was not understood{text}")
                continue
            named = f"Background observation {sky.number}"
            if acquisition.kind == "other":
                star = excerpt(acquisition.target.name) if acquisition.target else "another star"
                why = f"acquires {star}, which a background does not need"
            elif sky.mrs.imager_primary:
                why = "acquires its target, which a background does not need"
            else:
                why = "asks for a target acquisition, and on blank sky there is nothing to acquire"
            finds_nothing = acquisition.kind == "same" and not sky.mrs.imager_primary
            yield Fault(
                message=f"{named} {why}.",
                fix=f"In observation {sky.number}, MIRI MRS form, set Acq Target to NONE.",
                severity=Severity.ERROR if finds_nothing else Severity.WARNING,
                at=acquisition,
                observation=sky.number,
                related=use.users_of(sky),
            )
