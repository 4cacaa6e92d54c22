from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.contamination.field_words import field_words, judged_words
from aptcheck.contamination.finding_tables import near_table
from aptcheck.contamination.near_science import near_science
from aptcheck.contamination.near_science_words import near_words
from aptcheck.contamination.source_words import evidence_of, reference
from aptcheck.rules import Context, Fault, NotChecked, Science, Verdicts, applies, rule

if TYPE_CHECKING:
    from aptcheck.contamination.near_science import NearScience


@rule("SKY106", severity="info", catalogue="used", about="field")
def source_near_science(science: Science, context: Context) -> Verdicts:
    """A 2MASS or WISE source other than the target is near the MRS field of a science observation.

    ## What
    Asked for with `--fields all`. At some position angle that the telescope may take, a catalogue
    source other than the target is in the MRS field of the science, at some dither position or
    tile, or shines into it by its wings, and the science would see it: with 1 sigma or more (as for
    SKY101), or more light than SKY102 allows a background. What is within 3 arcsec of the target
    counts as the target. Extended emission near the field is added (SKY103).

    For a point source whose background comes from an annulus round it (strategy `annulus`, set or
    inferred, and the pipeline will take it for a POINT) the finding says which sources reach into
    the annulus, in which bands and at which angles: the annulus is round, but only the part that
    the dithered field covers counts. It is taken to go from 4 FWHM at the shortest wavelength of a
    band to 7 at its longest.

    ## Why
    A neighbour in the annulus is subtracted from the target unless sigma clipping (since jwst
    2.0.0) removes it. Elsewhere its light adds to an extended target. The neighbour may also be
    part of your target, so this is never more than an info.

    ## How to fix
    No action if the source is part of your target. Otherwise look at the cube before you trust the
    annulus, take a dedicated background, or use one of the clean angles: in APT open Special
    Requirements and add an Aperture PA Range.

    ## Source
    As for SKY101. Aperture of 2 FWHM: issue 7815 of spacetelescope/jwst (2023-08). The radii of the
    annulus in the reference file now in use were not found (read 2026-11): STScI's script for it
    (STScI-MIRI/miri3d, make_x1d.py, 2020) has 2 to 2.5 aperture radii in one version and 3 to 3.5
    in another; aptcheck takes 2 to 3.5. Clipping: jwst change 9953 (issue 9845).
    """
    field = context.sky.judgement(science.observation)
    applies(field is not None, "science fields are checked only with --fields all")
    if field is None:
        return
    applies(not field.background, "another science uses it as a background")
    if field.reason is not None:
        yield NotChecked(field.reason)
    near = near_science(science, field)
    if near is None or not (near.sources or near.extended):
        return
    worst = near.sources[0].threat if near.sources else None
    yield Fault(
        message=f"{near_words(near, field_words(field))}",
        fix=_fix(near),
        at=science.observation.target,
        observation=science.number,
        evidence=evidence_of(worst) if worst is not None else None,
        angles=near.swept.split(near.angles),
        source=reference(worst.place if worst is not None else near.extended[0].place),
        table=near_table(near, judged_words(field)),
    )


def _fix(near: NearScience) -> str:
    what = (
        "look at the cube before you trust the annulus, or take a dedicated background"
        if near.in_annulus
        else "check that its light does not reach it"
    )
    return f"No action if this is part of your target; otherwise {what}."
