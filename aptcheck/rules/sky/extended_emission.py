from __future__ import annotations

from aptcheck.contamination.empty_sky.place_words import move_words
from aptcheck.contamination.field_words import field_words
from aptcheck.contamination.finding_tables import extended_table
from aptcheck.contamination.source_words import extended_words, reference
from aptcheck.remedies.moving import moved
from aptcheck.rules import SUBTRACTED_MODES, Context, Fault, FieldJudgement, Verdicts, rule
from aptcheck.wording import FIXED_TARGETS


@rule(
    "SKY103",
    severity="warning",
    catalogue="needed",
    about="surroundings",
    modes=SUBTRACTED_MODES,
)
def extended_emission(field: FieldJudgement, context: Context) -> Verdicts:
    """Extended emission is suspected in or near the field of a background.

    ## What
    A source in the field or within 30 arcsec of it (`neighbour_radius_arcsec`) is flagged as
    extended: AllWISE `ext_flg`, a match with the 2MASS Extended Source Catalog, or a profile fit at
    12 or 22 µm that is too poor for a point source (beside the field: with a reduced chi2 of 2 or
    more, since a faint star fails the cut without any nebula).

    ## Why
    A galaxy or a nebula fills the field with light that no clipping removes, and the catalogues
    give the flux of its peak only: how much of it is in the field is not known.

    ## How to fix
    Look at a WISE image of the place (a finder chart at 12 µm); in APT open Fixed Targets and move
    the background target to where the image is dark: the position that the finding names is clear
    of extended sources in the catalogues.

    ## Source
    AllWISE Explanatory Supplement, ext_flg; 2MASS Explanatory Supplement, ext_key; cuts in reduced
    chi2 of Koenig & Leisawitz 2014, ApJ 791, 131. The radius is aptcheck's own judgement.
    """
    if not field.extended or field.swept is None:
        return
    nearest, count = field.extended[0], len(field.extended)
    yield Fault(
        message=f"Extended emission is suspected in or near {field_words(field)}: "
        f"{extended_words(nearest, count)}.",
        fix=f"Look at a WISE 12 µm image of the place; in {FIXED_TARGETS}, "
        f"{move_words(field, context.places, 'to where it is dark')}.",
        at=field.observation.target,
        about=field,
        angles=field.swept.split(nearest.angles),
        source=reference(nearest.place),
        table=extended_table(field.extended),
        remedy=moved(field, context.places, context.graph),
    )
