"""Blank sky should not glow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aptcheck.contamination.source_words import field_words, place_words, reference
from aptcheck.finding import Severity
from aptcheck.model import Observation
from aptcheck.rules.context import Context
from aptcheck.rules.field import looked_at
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, Verdict

if TYPE_CHECKING:
    from aptcheck.contamination.threat import Neighbour


@rule("SKY103", severity=Severity.WARNING)
def extended_emission(observation: Observation, context: Context) -> Iterator[Verdict]:
    """Extended emission is suspected in or near the MRS field of a background.

    ## What
    A source in the field or within 30 arcsec of it (`neighbour_radius_arcsec`) is flagged as
    extended: AllWISE `ext_flg`, a match with the 2MASS Extended Source Catalog, or a profile fit at
    12 or 22 µm that is too poor for a point source (beside the field: with a reduced chi2 of 2 or
    more, since a faint star fails the cut without any nebula).

    ## Why
    A galaxy or a nebula fills the field with light that no clipping removes, and the catalogues
    give the flux of its peak only: how much falls into the field is not known.

    ## How to fix
    Look at a WISE image of the place (a finder chart at 12 µm); in APT open Targets and move the
    background target to where the image is dark.

    ## Source
    AllWISE Explanatory Supplement, ext_flg; 2MASS Explanatory Supplement, ext_key; cuts in reduced
    chi2 of Koenig & Leisawitz 2014, ApJ 791, 131. The radius is aptcheck's own judgement.
    """
    judgement = yield from looked_at(observation, context)
    if judgement is None:
        return
    if not judgement.extended or judgement.swept is None:
        return
    nearest = judgement.extended[0]
    told = "; ".join(_words(source) for source in judgement.extended[:5])
    more = len(judgement.extended) - 5
    yield Fault(
        message=f"Extended emission is suspected in or near {field_words(judgement)}: {told}"
        f"{f'; and {more} more' if more > 0 else ''}.",
        fix="Look at a WISE 12 µm image of the place; in Targets, move the background target to "
        "where it is dark.",
        at=observation.target,
        observation=observation.number,
        related=judgement.sciences,
        severity=Severity.WARNING if judgement.background else Severity.INFO,
        angles=judgement.swept.split(nearest.angles),
        source=reference(nearest.place),
    )


def _words(source: Neighbour) -> str:
    where = "in the field at some angle" if source.inside else "near it"
    remarks = ", ".join(source.place.remarks)
    return f"{source.place.designation} ({place_words(source.place)}, {where}; {remarks})"
