from __future__ import annotations

from aptcheck.contamination.field_words import field_words
from aptcheck.contamination.source_words import neighbours_at_angles, reference
from aptcheck.rules import Context, Evidence, Fault, FieldJudgement, Verdicts, rule
from aptcheck.wording import REQUIREMENTS, in_targets


@rule("SKY102", severity="warning", catalogue="needed", about="surroundings")
def bright_neighbour(field: FieldJudgement, context: Context) -> Verdicts:
    """A bright source stands close beside the MRS field of a background.

    ## What
    A 2MASS or WISE source is in the field at no allowed position angle, but comes within 30 arcsec
    of it at some, and 100 mJy or more are predicted in a used band. Both limits are settings
    (`neighbour_radius_arcsec`, `neighbour_flux_mjy`).

    ## Why
    The wings and diffraction spikes of a bright star reach far, and inside the MRS its light is
    scattered along the slices: the background then holds some of it.

    ## How to fix
    In APT open Targets and move the background target away from the source, or open Special
    Requirements and add an Aperture PA Range that keeps the field away from it.

    ## Source
    aptcheck's own judgement: no published profile of the MRS's far wings was found.
    """
    if not field.neighbours or field.swept is None:
        return
    brightest, limits = field.neighbours[0], context.settings
    yield Fault(
        message=f"Bright sources come within {limits.neighbour_radius_arcsec:g} arcsec of "
        f"{field_words(field)}: {neighbours_at_angles(field.neighbours)}.",
        fix=in_targets(
            f"move the background target away from {brightest.place.designation}, or ask for other "
            f"angles in {REQUIREMENTS}"
        ),
        at=field.observation.target,
        about=field,
        severity=None if field.background else "info",
        evidence=Evidence(
            float(f"{(brightest.flux_ujy or 0.0) / 1000.0:.4g}"), limits.neighbour_flux_mjy, "mJy"
        ),
        angles=field.swept.split(brightest.angles),
        source=reference(brightest.place),
    )
