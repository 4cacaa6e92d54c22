"""The sky target should be an extended source."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.sides import Background
from aptcheck.finding import Evidence, Severity
from aptcheck.rules.context import Context
from aptcheck.rules.excerpt import excerpt
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotChecked, Verdict


@rule("BKG502", severity=Severity.WARNING, suspected=True)
def background_not_extended(background: Background, context: Context) -> Iterator[Verdict]:
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
    for use in context.graph.uses(background):
        target = context.proposal.target_of(use.skies[0])
        if target is None or target.extended is None:
            name = f"target {excerpt(target.name)}" if target is not None else "the background"
            yield NotChecked(f"{name} does not say whether it is extended")
            continue
        if target.extended == "YES":
            continue
        name = excerpt(target.name)
        clone = all(sky.mrs is not None and sky.mrs.imager_primary for sky in use.skies)
        yield Fault(
            message=f"Background target {name} has Extended {target.extended}; sky is an extended "
            "source.",
            fix=f"In Targets, open {name} and set Extended to YES.",
            severity=Severity.INFO if clone else Severity.WARNING,
            at=target,
            observation=use.skies[0].number,
            related=use.science_numbers,
            target=target.name,
            evidence=Evidence(measured=target.extended, limit="YES"),
        )
