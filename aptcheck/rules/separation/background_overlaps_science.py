"""The field of the background should not touch its science."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.edge import Edge
from aptcheck.background.intent import Intent
from aptcheck.background.sides import Background
from aptcheck.background.wording import numbered
from aptcheck.contamination.aperture import as_requirement
from aptcheck.contamination.on_source import on_source
from aptcheck.contamination.overlap import Overlap, overlap
from aptcheck.contamination.swept import NoField
from aptcheck.contamination.wording import angle_words, pad_words
from aptcheck.finding import Evidence, Severity
from aptcheck.model import Observation
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict
from aptcheck.sky.angles import AngleSet


@rule("BKG602", severity=Severity.WARNING, suspected=True)
def background_overlaps_science(background: Background, context: Context) -> Iterator[Verdict]:
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
    Requirements of the background for an Aperture PA Range at which the fields stay apart.

    ## Source
    MRS and imager apertures of SIAF PRDOPSSOC-075; angles as APT's Visit Planner computes them
    (docs/validation.md). That no overlap is tolerated is aptcheck's own judgement.
    """
    for use in context.graph.uses(background):
        for sky in use.skies:
            pairs = [pair for pair in use.pairs() if pair[1].sky.number == sky.number]
            yield from _judged(sky, pairs, context)


def _judged(
    sky: Observation, pairs: list[tuple[Intent, Edge]], context: Context
) -> Iterator[Verdict]:
    met: list[tuple[Edge, Overlap, AngleSet]] = []
    for intent, edge in pairs:
        if intent.strategy == "shadow":
            yield NotChecked("strategy shadow: the sky is taken where the target stands later")
            continue
        found = overlap(context.proposal, context.opportunities, edge, intent.extent_arcsec)
        if isinstance(found, NoField):
            yield NotChecked(found.reason.rstrip("."))
        elif found is not None and not (avoid := _avoided(found, sky)).is_empty:
            separation = context.separation(edge)
            if on_source(context.proposal, context.opportunities, edge, separation) is None:
                met.append((edge, found, avoid))
            else:
                yield NotApplicable("the background is taken on the source itself (BKG603)")
    if met:
        yield _fault(sky, met, context)


def _avoided(found: Overlap, sky: Observation) -> AngleSet:
    """Return the angles at fault; with the imager on the target the source is ORI103's."""
    if sky.mrs is None or not sky.mrs.imager_primary:
        return found.fields.union(found.source)
    return found.fields if found.source.is_empty else AngleSet.empty()


def _fault(sky: Observation, met: list[tuple[Edge, Overlap, AngleSet]], context: Context) -> Fault:
    swept = met[0][1].swept
    avoid = AngleSet.of(piece for _, _, angles in met for piece in angles.intervals)
    clean = swept.clean(avoid)
    related = tuple(sorted(edge.science.number for edge, _, _ in met))
    spans = [context.separation(edge) for edge, _, _ in met]
    nearest = min(span.arcsec for span in spans if span is not None)
    on_it = any(not found.source.is_empty for _, found, _ in met)
    target = context.proposal.target_of(sky)
    what = "holds the source of" if on_it else "overlaps the MRS field of"
    at = "at every allowed position angle" if clean.is_empty else f"at {angle_words(avoid)}"
    move = "In Targets, move the sky target farther from the source"
    return Fault(
        message=f"The MRS field of background observation {sky.number} {what} science "
        f"{numbered('observation', related)} {at}; their pointings are {nearest:.1f} arcsec apart."
        + pad_words(swept),
        fix=f"{move}."
        if clean.is_empty
        else f"{move}; or in Special Requirements of observation {sky.number} set "
        f"{as_requirement(clean, sky)}.",
        at=target,
        observation=sky.number,
        related=related,
        target=target.name if target is not None else None,
        evidence=Evidence(measured=round(nearest, 2), limit=None, unit="arcsec"),
        angles=swept.split(avoid),
    )
