"""The MRS must not fall on the source while the imager is on the target."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.edge import Edge
from aptcheck.background.sides import Background
from aptcheck.background.wording import numbered
from aptcheck.contamination.aperture import as_requirement
from aptcheck.contamination.overlap import Overlap, overlap
from aptcheck.contamination.swept import NoField
from aptcheck.contamination.wording import angle_words, date_words, pad_words
from aptcheck.finding import Evidence, Severity
from aptcheck.model import Observation
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict
from aptcheck.sky.angles import AngleSet

#: A background that is a clone of its science target stands no farther from it.
_ON_TARGET_ARCSEC = 1.0


@rule("ORI103", severity=Severity.ERROR)
def orient_hits_science_target(background: Background, context: Context) -> Iterator[Verdict]:
    """With the imager on its target, the MRS falls on the science source at some position angle.

    ## What
    Primary Channel = Imager: the MRS circles the target at 60 to 86 arcsec, and at some position
    angle that the telescope may take in the observing window its field holds the science position
    or a part of the stated extent of the source (`extent_arcsec` of the intent: how far the source
    reaches from its coordinates).

    ## Why
    What was meant as sky is then the source, and subtracting it takes the signal away. Which angle
    is taken is decided when the observation is scheduled, not by you.

    ## How to fix
    In APT open Special Requirements of the background and add the Aperture PA Range that the
    finding proposes; or, in Targets, give the imager the coordinates of the science target.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", simultaneous imaging (read 2026-11); apertures of
    SIAF PRDOPSSOC-075; angles as APT's Visit Planner computes them (docs/validation.md).
    """
    imaging = [sky for sky in background.skies if sky.mrs is not None and sky.mrs.imager_primary]
    if not imaging:
        yield NotApplicable("no background has Primary Channel = Imager")
    for sky in imaging:
        met: list[tuple[Edge, Overlap]] = []
        for edge in background.edges:
            if edge.sky.number != sky.number:
                continue
            extent = background.intent.extent_arcsec
            found = overlap(context.proposal, context.opportunities, edge, extent)
            if isinstance(found, NoField):
                yield NotChecked(found.reason.rstrip("."))
            elif found is not None and not found.source.is_empty:
                met.append((edge, found))
        if met:
            yield _fault(sky, met, background, context)


def _fault(
    sky: Observation,
    met: list[tuple[Edge, Overlap]],
    background: Background,
    context: Context,
) -> Fault:
    swept = met[0][1].swept
    avoid = AngleSet.of(piece for _, found in met for piece in found.source.intervals)
    clean = swept.clean(avoid)
    extent = background.intent.extent_arcsec
    separation = min(found.separation for _, found in met)
    target = context.proposal.target_of(sky)
    science = background.science_target
    related = tuple(edge.science.number for edge, _ in met)
    source = science.name if science is not None else "the source"
    reaching = f" (extent {extent:g} arcsec)" if extent else ""
    dates = swept.dates(avoid)
    when = f" ({date_words(dates)})" if dates else ""
    return Fault(
        message=f"With the imager on its target, the MRS field of background observation "
        f"{sky.number} falls on {source}{reaching} of {numbered('observation', related)} "
        + (
            f"at every allowed angle ({angle_words(swept.allowed)})."
            if clean.is_empty
            else f"at {angle_words(avoid)}{when}."
        )
        + pad_words(swept),
        fix=_elsewhere(sky, separation)
        if clean.is_empty
        else f"In Special Requirements of observation {sky.number}, set "
        f"{as_requirement(clean, sky)}.",
        at=sky.requirements,
        observation=sky.number,
        related=related,
        target=target.name if target is not None else None,
        evidence=Evidence(measured=round(separation, 2), limit=None, unit="arcsec"),
        angles=swept.split(avoid),
    )


def _elsewhere(sky: Observation, separation: float) -> str:
    """Tell where to go when no angle helps: a clone on a source so large cannot."""
    if separation > _ON_TARGET_ARCSEC:
        return (
            f"In Targets, give the target of observation {sky.number} the coordinates of the "
            "science target."
        )
    return (
        f"Set Primary Channel of observation {sky.number} to All and, in Targets, give it a sky "
        "target beyond the extent of the source."
    )
