from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.contamination.empty_sky.place_words import move_words
from aptcheck.contamination.field_words import field_words, judged_words
from aptcheck.contamination.finding_tables import source_table
from aptcheck.contamination.source_words import (
    distance_words,
    evidence_of,
    reference,
    short_words,
)
from aptcheck.remedies.moving import moved
from aptcheck.rules import EMPTY_FIELDS, Context, Fault, FieldJudgement, Verdicts, rule
from aptcheck.wording import agree, in_targets

if TYPE_CHECKING:
    from aptcheck.contamination.threat import Threat

_MOST = 10


@rule("SKY101", severity="error", catalogue="needed", about="field", modes=EMPTY_FIELDS)
def source_in_background_field(field: FieldJudgement, context: Context) -> Verdicts:
    """A 2MASS or WISE source is in the field of a background at every position angle.

    ## What
    At every position angle that the telescope may take in the observing window, a catalogue source
    is in the field of the background: in a band that the science uses, at some dither
    position or mosaic tile. The field is widened by the source's position error and by one full
    width at half maximum. Where the positions of a dither are not known, it is widened by as
    far as they may reach: a source in that margin alone may be in the field, a warning.

    Where the target or a source moves, by proper motion or parallax, the window is split, and
    each part uses the positions at that time. A source that one survey alone has seen may have
    moved by 0.05 arcsec/yr since, and where 2MASS and AllWISE do not agree on a motion, the larger
    counts: the position error is so much wider, and the finding says so.

    The flux in each band is interpolated between the detected catalogue bands, and no more than
    upper limits in the others allow. Error: the flux reaches the 10 sigma limit of the science
    exposure and the background is subtracted pixel by pixel, or it reaches a tenth (a setting) of
    the light of blank sky in the whole field in channels 2 to 4. Warning: it reaches 1 sigma
    otherwise, or only upper limits show how bright it can be (what WISE saw at longer wavelengths
    alone is likely an artefact or nebulosity). A source below 1 sigma is not reported; one outside
    the field may spoil it by its wings (SKY102).

    For the other modes no sensitivity was found that could be cited as a number, and a source is
    compared with blank sky alone. NIRSpec, whose background is a mean over the field: error from a
    tenth of the light of blank sky in the whole field on. Coronagraphs and the LRS slit, where the
    background is subtracted pixel by pixel: warning from a tenth of blank sky in a disc as wide as
    a star, error from all of it on. Slits are narrow and turn about their middle, so a source is
    seldom in one at every angle (ORI101). The field of the imager is never empty, and not judged
    (SKY102, BKG303).

    ## Why
    What is in the background is subtracted from the science. Subtracted pixel by pixel, a star
    leaves a hole in the cube. In a master background a faint star is clipped away, and a bright one
    raises the level of the whole spectrum.

    ## How to fix
    In APT open Fixed Targets and move the background target to the position that the finding names,
    the one within 2 arcmin of the science target that is farthest from any source; `aptcheck
    suggest` lists others. Where the finding names none, search
    farther (`--within`), or move the target yourself and check again.

    ## Source
    2MASS (Skrutskie et al. 2006, AJ 131, 1163), AllWISE (Cutri et al. 2013); MRS limits of the JWST
    Exposure Time Calculator 5.1, which is pandeia.engine 2026.2 (that of Cycle 6 is 2026.7: ask it
    where a flux is near a limit); width from Law et al. 2023, AJ 166, 45, in other modes that of
    diffraction and a pixel; blank sky of STScI's JWST backgrounds tool; fields of SIAF
    PRDOPSSOC-075. The classes and their limits are aptcheck's own judgement.
    """
    shown, swept = field.always_inside[:_MOST], field.swept
    for threat in shown:
        place = threat.place
        more = len(field.always_inside) - len(shown) if threat is shown[-1] else 0
        fainter = agree(more, "fainter source is", "fainter sources are")
        others = f" {more} {fainter} also in the field." if more else ""
        yield Fault(
            message=f"{short_words(threat)}, {'is' if threat.sure else 'may be'} in "
            f"{field_words(field)} at every allowed angle, {distance_words(place)}.{others}",
            fix=_fix(field, threat, context),
            at=field.observation.target,
            about=field,
            evidence=evidence_of(threat),
            severity=threat.severity,
            angles=swept.split(threat.angles) if swept is not None else None,
            source=reference(place),
            subject=place.designation,
            table=source_table([threat], swept, judged_words(field)) if swept is not None else None,
            remedy=moved(field, context.places, context.graph),
        )


def _fix(field: FieldJudgement, threat: Threat, context: Context) -> str:
    away = (
        f"to an empty place: more than {field.clear_arcsec(threat)} arcsec from "
        f"{threat.place.designation} at any position angle"
    )
    return in_targets(move_words(field, context.places, away))
