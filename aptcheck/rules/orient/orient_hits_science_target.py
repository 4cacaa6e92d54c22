from __future__ import annotations

from aptcheck.contamination.field_words import short_angles
from aptcheck.contamination.finding_tables import angle_table
from aptcheck.contamination.proposed_ranges import proposed_ranges
from aptcheck.geometry.angles import AngleSet
from aptcheck.remedies.angles import ranged
from aptcheck.rules import Context, Evidence, Fault, NotChecked, Verdicts, applies, rule
from aptcheck.rules.subjects import Background, Observation
from aptcheck.wording import FIXED_TARGETS, date_words, in_targets, numbered

#: The same place: a copy of the science target is no farther from it.
_ON_TARGET_ARCSEC = 1.0


@rule("ORI103", severity="error", suspected=True, about="field")
def orient_hits_science_target(background: Background, context: Context) -> Verdicts:
    """With the imager on its target, the MRS falls on the science source at some position angle.

    ## What
    Primary Channel = Imager: the MRS circles the target at 60 to 86 arcsec, and at some position
    angle that the telescope may take in the observing window its field holds the science position
    or a part of the stated extent of the source (`extent_arcsec` of the intent: how far the source
    reaches from its coordinates).

    ## Why
    What was meant as background is then the source, and subtracting it removes the signal. The
    angle is decided when the observation is scheduled, not by you.

    ## How to fix
    In APT open Special Requirements of the background and add the Aperture PA Range that the
    finding proposes; or, in Fixed Targets, give the background target the coordinates of the
    science target. The finding says where a range leaves only dates in the micrometeoroid avoidance
    zone, which APT asks you to justify.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", simultaneous imaging (read 2026-11); apertures of
    SIAF PRDOPSSOC-075; angles as APT's Visit Planner computes them (docs/validation.md). JDox,
    "JWST Micrometeoroid Avoidance Zone" and "APT Micrometeoroid Avoidance" (read 2026-11).
    """
    imaging = [sky for sky in background.skies if sky.imager_primary]
    applies(imaging, "no background has Primary Channel = Imager")
    extent, science = background.intent.extent_arcsec, background.science_target
    source = science.name if science is not None else "the source"
    reaching = f" (extent {extent:g} arcsec)" if extent else ""
    for sky in imaging:
        bonds = [(bond, extent) for bond in background.bonds if sky.number in bond.sky_numbers]
        near, unknown = context.meetings.overlaps(sky, bonds)
        yield from map(NotChecked, unknown)
        met = [found for found in near if not found.source.is_empty]
        if not met:
            continue
        swept, separation = met[0].swept, min(found.separation for found in met)
        sciences = tuple(sorted(science.number for found in met for science in found.sciences))
        avoid = AngleSet.any_of(found.source for found in met)
        clean, dates = swept.clean(avoid), swept.dates(avoid)
        proposed = proposed_ranges(swept, clean, context.sky, context.meetings)
        when = short_angles(avoid) + (f", on {date_words(dates)}" if dates else "")
        if clean.is_empty:
            when = f"every allowed angle, {short_angles(swept.allowed)}"
        yield Fault(
            message=f"With the imager on its target, the MRS field of background observation "
            f"{sky.number} falls on {source}{reaching} of {numbered('observation', sciences)} at "
            f"{when}.",
            fix=_elsewhere(sky, separation) if proposed.is_empty else proposed.fix,
            at=sky.requirements,
            observation=sky.number,
            related=sciences,
            evidence=Evidence(round(separation, 2), None, "arcsec"),
            angles=swept.split(avoid),
            table=angle_table(swept, avoid),
            remedy=ranged(context.graph.proposal, proposed),
        )


def _elsewhere(sky: Observation, separation: float) -> str:
    """Say where to go when no angle helps: on a source so large the copy of its target cannot."""
    if separation > _ON_TARGET_ARCSEC:
        return in_targets(
            f"give the target of observation {sky.number} the coordinates of the science target"
        )
    return (
        f"Set Primary Channel of observation {sky.number} to All MRS and, in {FIXED_TARGETS}, give "
        "it a background target beyond the extent of the source."
    )
