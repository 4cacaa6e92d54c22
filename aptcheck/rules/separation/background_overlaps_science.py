from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.contamination.field_words import short_angles
from aptcheck.contamination.finding_tables import angle_table
from aptcheck.contamination.proposed_ranges import proposed_ranges
from aptcheck.geometry.angles import AngleSet
from aptcheck.mode_names import SUBTRACTED_MODES
from aptcheck.remedies.angles import ranged
from aptcheck.remedies.moving import moved_off_science
from aptcheck.rules import Context, Evidence, Fault, NotApplicable, NotChecked, Verdicts, rule
from aptcheck.rules.subjects import Observation, SkyUse
from aptcheck.rules.target_folders import folders_of
from aptcheck.wording import REQUIREMENTS, excerpt, in_targets, numbered

if TYPE_CHECKING:
    from aptcheck.contamination.field_overlap import Overlap
    from aptcheck.modes.mode import Mode
    from aptcheck.schedule.swept_field import SweptField

_BY_DITHERS = (
    "whether background and science overlap depends on dither positions that are not known"
)
_LATER = "strategy shadow: the background is taken at another time, without the target"


@rule("BKG602", severity="warning", suspected=True, modes=SUBTRACTED_MODES)
def background_overlaps_science(use: SkyUse, context: Context) -> Verdicts:
    """The fields of background and science overlap at some position angle.

    ## What
    At some position angle that the telescope may take in the observing window, the MRS field of the
    background overlaps the MRS field of the science it serves, or includes the science position, or
    comes nearer to it than the stated extent of the source (`extent_arcsec` of the intent: how far
    the source reaches from its coordinates). All dither positions, mosaic tiles and Offsets count.
    Both sides are assumed to have the same angle, since they are observed back to back. Silent
    where the background is taken on the source anyway (BKG603, ORI103).

    In the other modes the field is the image, the lit part behind a coronagraph, the cube or the
    slit. Where a dither pattern is not known point by point the field is widened by how far it
    reaches at most, and the message says that they may overlap; where they overlap only because of
    that, it is not checked. Between images an overlap without the science position is an info: sky
    that both include falls on different pixels.

    ## Why
    A part of the science is then in the background, and is subtracted from itself.

    ## How to fix
    In APT open the background target in Fixed Targets and move it away from the source. Or set, in
    Special Requirements of the background, an Aperture PA Range at which the fields are separate.
    Where a range leaves only dates in the micrometeoroid avoidance zone, the finding says so.

    ## Source
    Apertures of SIAF PRDOPSSOC-075; angles as APT's Visit Planner computes them
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
        met = [found for found in near if found.is_met and not _avoided(found).is_empty]
        yield from (
            NotChecked(_BY_DITHERS, len(found.sciences))
            for found in near
            if not (found.is_met or (found.source.is_empty and found.fields.is_empty))
        )
        beside = [found for found in met if not meetings.on_source(found.sciences[0], sky)]
        if len(beside) < len(met):
            yield NotApplicable("the background is taken on the source itself (BKG603)")
        if beside:
            yield _fault(sky, beside, context)


def _avoided(found: Overlap) -> AngleSet:
    """Return the angles to avoid; with the imager on the target, ORI103 reports the source."""
    if not found.sky.imager_primary:
        return found.fields.union(found.source)
    return found.fields_to_avoid


def _verb(met: list[Overlap], mode: Mode, verb: str) -> str:
    """Return ``includes``, or ``may include`` where the fields are widened.

    Never ``may`` for the MRS, of whose patterns all but a few are known.
    """
    widened = any(
        found.swept.field.pad_arcsec if verb == "include" else found.is_widened for found in met
    )
    return f"may {verb}" if widened and mode.name != "miri-mrs" else f"{verb}s"


def _at(swept: SweptField, angles: AngleSet) -> str:
    if swept.clean(angles).is_empty:
        return "every allowed position angle"
    return short_angles(angles)


def _fault(sky: Observation, met: list[Overlap], context: Context) -> Fault:
    swept = met[0].swept
    avoid = AngleSet.any_of(map(_avoided, met))
    sciences = tuple(sorted(science.number for found in met for science in found.sciences))
    year = context.schedule.year
    separations = (context.graph.separation(found.sciences[0], sky, year) for found in met)
    nearest = min(separation.arcsec for separation in separations if separation is not None)
    held = AngleSet.any_of(found.source for found in met if not found.source_by_widening)
    mode, on_it, ranges = context.mode, not held.is_empty, ""
    includes = f"{_verb(met, mode, 'include')} the source of"
    overlaps = f"{_verb(met, mode, 'overlap')} the {mode.called} field of"
    at, also = _at(swept, avoid), ""
    if on_it and mode.name != "miri-mrs" and (held_at := _at(swept, held)) != at:
        at, also = held_at, f", and {_verb(met, mode, 'overlap')} its field at {at}"
    target = context.graph.proposal.target_of(sky)
    clean = swept.clean(avoid)
    proposed = proposed_ranges(swept, clean, context.sky, context.meetings)
    if not proposed.is_empty:
        set_ranges = f"set {proposed.requirement}"
        ranges = f"; or in {REQUIREMENTS} of observation {sky.number}, {set_ranges}"
    return Fault(
        message=f"The {mode.called} field of background observation {sky.number} "
        f"{includes if on_it else overlaps} science {numbered('observation', sciences)} at "
        f"{at}{also}; their pointings are {nearest:.1f} arcsec apart.",
        fix=in_targets(
            f"move {excerpt(sky.target_name)} farther from the source{ranges}",
            folder=folders_of([target]),
        )
        + proposed.zone_sentence,
        at=target,
        observation=sky.number,
        related=sciences,
        severity="info" if mode.name == "miri-imaging" and not on_it else None,
        evidence=Evidence(round(nearest, 2), None, "arcsec"),
        angles=swept.split(avoid),
        table=angle_table(swept, avoid),
        remedy=ranged(
            context.graph.proposal,
            proposed,
            moved_off_science(sky, context.sky, context.places, context.graph),
        ),
    )
