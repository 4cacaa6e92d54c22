from __future__ import annotations

import math
from typing import TYPE_CHECKING

from aptcheck.contamination.empty_sky.place_words import move_words
from aptcheck.contamination.field_words import field_words, judged_words, short_angles
from aptcheck.contamination.finding_tables import faint_wings_table, source_table
from aptcheck.contamination.light_words import share_words
from aptcheck.contamination.source_words import (
    evidence_of,
    evidence_of_wings,
    reference,
    short_words,
)
from aptcheck.geometry.angles import AngleSet
from aptcheck.remedies.moving import moved
from aptcheck.rules import SUBTRACTED_MODES, Context, Fault, FieldJudgement, Verdicts, rule
from aptcheck.wording import FIXED_TARGETS, agree, in_targets

if TYPE_CHECKING:
    from aptcheck.contamination.threat import Threat

_MOST = 5


@rule("SKY102", severity="warning", catalogue="needed", about="field", modes=SUBTRACTED_MODES)
def bright_neighbour(field: FieldJudgement, context: Context) -> Verdicts:
    """A bright star outside the field of a background shines into it by its wings.

    ## What
    A 2MASS or WISE source is outside the field at every allowed position angle, but its wings
    bring too much light into it at all of them: in a band that the science uses, and over the field
    of some dither position or mosaic tile, more than the larger of a tenth of blank sky and 1/200
    of the 10 sigma limit of the science exposure in a disc as wide as the point-spread function
    (settings `background_light_fraction` and `wing_limit_fraction`). In modes other than the MRS
    blank sky alone counts. From a third of the limit on it is an info. Where a star spoils the
    field at some angles only, see ORI101.

    In MIRI imaging, whose field is never empty, a star inside the field also counts: where all of
    its light together is more than a tenth of that of blank sky in the whole field. There this rule
    reports it at whatever angles that is so, and no other rule does.

    With 1000 s of science a star of K = 4 spoils 1A from nearer than about 14 arcsec and 2A from
    nearer than 11, a star of K = 8 from nearer than 3, and one of K = 0 from nearer than 70; all of
    it toward an ecliptic pole, and up to a quarter less on the ecliptic, where blank sky is
    brighter. The science target is such a star too.

    ## Why
    The wings of a star make a smooth continuum over the whole background, which no clipping
    removes: subtracting it takes the star's spectrum from the science. Diffraction spikes are
    several times brighter than the mean over azimuth, which decides here.

    ## How to fix
    In APT open Fixed Targets and move the background target to the position that the finding names
    (`aptcheck suggest` lists others), or as far from the source as it says.

    ## Source
    A simulated point-spread function: 18 segments, struts, a wavefront error of 75 nm
    (docs/catalogues.md); no published profile of the MRS reaches so far (2026-11). The limits are
    aptcheck's own judgement: 1/200 of the 10 sigma limit is about 1 sigma of the continuum of a
    whole band.
    """
    swept = field.swept
    if swept is None:
        return
    every = field.threats if context.mode.name == "miri-imaging" else field.always_beside
    shown = every[:_MOST]
    for threat in shown:
        place = threat.place
        more = len(every) - len(shown) if threat is shown[-1] else 0
        others = f" {more} more {agree(more, 'shines', 'shine')} into it." if more else ""
        yield Fault(
            message=f"{short_words(threat)}, {_effect(field, threat)}.{others}",
            fix=_fix(field, threat, context),
            at=field.observation.target,
            about=field,
            severity="warning",
            evidence=evidence_of(threat),
            angles=swept.split(threat.angles),
            source=reference(place),
            subject=place.designation,
            table=source_table([threat], swept, judged_words(field)),
            remedy=moved(field, context.places, context.graph),
        )
    if field.faint_wings:
        nearest, count = field.faint_wings[0], len(field.faint_wings)
        percent, name = math.floor(100 * nearest.wings.excess), nearest.place.designation
        worst = "" if count == 1 else f" ({name})"
        yield Fault(
            message=f"The wings of {agree(count, name, f'{count} sources')} bring light into "
            f"{field_words(field)}: at most {percent} % of the limit{worst}.",
            fix="No action, unless the faintest continuum matters; then take the background "
            f"farther away from {agree(count, 'it', 'them')}.",
            at=field.observation.target,
            about=field,
            severity="info",
            evidence=evidence_of_wings(nearest.wings),
            angles=swept.split(AngleSet.empty()),
            source=reference(nearest.place),
            subject="faint wings",
            table=faint_wings_table(field.faint_wings),
        )


def _effect(field: FieldJudgement, threat: Threat) -> str:
    """Say how a star shines into a field, at which angles, and how much."""
    at = "every allowed angle" if threat.always else short_angles(threat.angles)
    wings = threat.wings
    if threat.is_beside and wings is not None:
        return (
            f"shines into {field_words(field)} at {at} from {wings.distance_arcsec:.1f} arcsec "
            f"outside it; its wings reach {wings.radius_arcsec:.1f} arcsec"
        )
    share = share_words(threat.sky_fraction)
    return f"brightens {field_words(field)} at {at} with {share} the light of blank sky"


def _fix(field: FieldJudgement, threat: Threat, context: Context) -> str:
    sky, name = field.observation, threat.place.designation
    if sky.imager_primary and threat.place.is_target:  # the imager is to stay on it
        away = math.ceil(threat.wings.within_arcsec if threat.wings is not None else 0.0)
        return (
            f"Set Primary Channel of observation {sky.number} to All MRS and, in {FIXED_TARGETS}, "
            f"give it a background target whose field stays more than {away} arcsec away from "
            f"{name}."
        )
    farther = f"more than {field.clear_arcsec(threat)} arcsec away from {name}"
    return in_targets(move_words(field, context.places, farther))
