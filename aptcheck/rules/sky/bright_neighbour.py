"""A bright star beside the field sends its light into it."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.contamination.source_words import field_words, flux_words, place_words, reference
from aptcheck.contamination.wording import angle_words
from aptcheck.finding import Evidence, Severity
from aptcheck.model import Observation
from aptcheck.rules.context import Context
from aptcheck.rules.field import looked_at
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, Verdict


@rule("SKY102", severity=Severity.WARNING)
def bright_neighbour(observation: Observation, context: Context) -> Iterator[Verdict]:
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
    judgement = yield from looked_at(observation, context)
    if judgement is None:
        return
    if not judgement.neighbours or judgement.swept is None:
        return
    brightest, limits = judgement.neighbours[0], context.thresholds
    told = "; ".join(
        f"{n.place.designation} ({place_words(n.place)}, {flux_words(n.flux_ujy or 0.0)} in "
        f"{n.band}) at {angle_words(n.angles)}"
        for n in judgement.neighbours[:5]
    )
    more = len(judgement.neighbours) - 5
    yield Fault(
        message=f"Bright sources come within {limits.neighbour_radius_arcsec:g} arcsec of "
        f"{field_words(judgement)}: {told}{f'; and {more} more' if more > 0 else ''}.",
        fix="In Targets, move the background target away from "
        f"{brightest.place.designation}, or ask for other angles in Special Requirements.",
        at=observation.target,
        observation=observation.number,
        related=judgement.sciences,
        evidence=Evidence(
            measured=float(f"{(brightest.flux_ujy or 0.0) / 1000.0:.4g}"),
            limit=limits.neighbour_flux_mjy,
            unit="mJy",
        ),
        severity=Severity.WARNING if judgement.background else Severity.INFO,
        angles=judgement.swept.split(brightest.angles),
        source=reference(brightest.place),
    )
