from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.contamination.field_words import pad_words
from aptcheck.contamination.proposed_ranges import proposed_ranges
from aptcheck.geometry.angles import AngleSet
from aptcheck.remedies.angles import ranged
from aptcheck.remedies.moving import moved_off_science
from aptcheck.rules import Context, Evidence, Fault, NotApplicable, NotChecked, Verdicts, rule
from aptcheck.rules.subjects import Observation, SkyUse
from aptcheck.wording import REQUIREMENTS, angle_words, in_targets, numbered

if TYPE_CHECKING:
    from aptcheck.contamination.science_in_field import Overlap

_LATER = "strategy shadow: the sky is taken where the target stands later"


@rule("BKG602", severity="warning", suspected=True)
def background_overlaps_science(use: SkyUse, context: Context) -> Verdicts:
    """The MRS fields of background and science overlap at some position angle.

    ## What
    At some position angle that the telescope may take in the observing window, the MRS field of the
    background overlaps the MRS field of its science, or holds the science position, or comes nearer
    to it than the stated extent of the source (`extent_arcsec` of the intent: how far the source
    reaches from its coordinates). All dither positions, mosaic tiles and Offsets count. Both sides
    are taken to have one angle, since they are observed back to back. Silent where the background
    is taken on the source anyway (BKG603, ORI103).

    ## Why
    A part of the science is then in the background, and is subtracted from itself.

    ## How to fix
    In APT open Targets, the sky target, and move it away from the source; or ask in Special
    Requirements of the background for an Aperture PA Range at which the fields stay apart. Where
    one leaves only dates in the micrometeoroid avoidance zone, the finding says so.

    ## Source
    MRS and imager apertures of SIAF PRDOPSSOC-075; angles as APT's Visit Planner computes them
    (docs/validation.md). That no overlap is tolerated is aptcheck's own judgement. JDox, "JWST
    Micrometeoroid Avoidance Zone" and "APT Micrometeoroid Avoidance" (read 2026-11).
    """
    meetings = context.meetings
    for sky in use.skies:
        bonds = use.bonds_of(sky)
        later = [bond for intent, bond in bonds if intent.strategy == "shadow"]
        here = [
            (bond, intent.extent_arcsec) for intent, bond in bonds if intent.strategy != "shadow"
        ]
        near, unknown = meetings.overlaps(sky, here)
        yield from (NotChecked(_LATER, len(bond.sciences)) for bond in later)
        yield from map(NotChecked, unknown)
        met = [found for found in near if not _avoided(found).is_empty]
        beside = [found for found in met if not meetings.on_source(found.sciences[0], sky)]
        if len(beside) < len(met):
            yield NotApplicable("the background is taken on the source itself (BKG603)")
        if beside:
            yield _fault(sky, beside, context)


def _avoided(found: Overlap) -> AngleSet:
    """Return the angles at fault; with the imager on the target the source is ORI103's."""
    if not found.sky.imager_primary:
        return found.fields.union(found.source)
    return found.fields if found.source.is_empty else AngleSet.empty()


def _fault(sky: Observation, met: list[Overlap], context: Context) -> Fault:
    swept = met[0].swept
    avoid = AngleSet.any_of(map(_avoided, met))
    sciences = tuple(sorted(science.number for found in met for science in found.sciences))
    year = context.schedule.year
    separations = (context.graph.separation(found.sciences[0], sky, year) for found in met)
    nearest = min(separation.arcsec for separation in separations if separation is not None)
    on_it = any(not found.source.is_empty for found in met)
    what = "holds the source of" if on_it else "overlaps the MRS field of"
    at, ranges = "every allowed position angle", ""
    if not (clean := swept.clean(avoid)).is_empty:
        at = angle_words(avoid.arcs, swept.aperture)
    proposed = proposed_ranges(swept, clean, context.sky, context.meetings)
    if not proposed.is_empty:
        set_ranges = f"set {proposed.requirement}"
        ranges = f"; or in {REQUIREMENTS} of observation {sky.number} {set_ranges}"
    return Fault(
        message=f"The MRS field of background observation {sky.number} {what} science "
        f"{numbered('observation', sciences)} at {at}; their pointings are {nearest:.1f} arcsec "
        f"apart.{pad_words(swept)}",
        fix=in_targets(f"move the sky target farther from the source{ranges}")
        + proposed.zone_sentence,
        at=context.graph.proposal.target_of(sky),
        observation=sky.number,
        related=sciences,
        evidence=Evidence(round(nearest, 2), None, "arcsec"),
        angles=swept.split(avoid),
        remedy=ranged(
            context.graph.proposal,
            proposed,
            moved_off_science(sky, context.sky, context.places, context.graph),
        ),
    )
