"""What looks like a background must be declared as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from aptcheck.background.graph import Graph
from aptcheck.background.inconsistency import inconsistent
from aptcheck.background.separation import pointing_separation
from aptcheck.background.suspicion import REACH_ARCSEC, Suspicion
from aptcheck.background.wording import listed, numbered
from aptcheck.finding import Evidence, Severity
from aptcheck.model import Observation, Proposal
from aptcheck.rules.context import Context
from aptcheck.rules.excerpt import excerpt
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG102", severity=Severity.ERROR)
def background_not_declared(graph: Graph, context: Context) -> Iterator[Verdict]:
    """An observation looks like a background, but no target declares it.

    ## What
    An MRS observation has the target keyword "Telescope/sky background", or BG, BKG, BKGD,
    BACKGROUND, SKY or OFFSKY as a word of its label or target name, and no target lists its
    target as a background. An error where a non-interruptible link ties it to an MRS science
    observation, a warning where it only shares a grating with an MRS science target within 30
    arcmin. Calibration, commissioning and engineering programmes are left alone: they observe sky
    for its own sake.

    ## Why
    The link alone declares nothing. Without the entry in the science target the pipeline takes
    the sky for a science target of its own and subtracts it from nothing.

    ## How to fix
    In APT open the science target in Fixed Targets, tick the background checkbox and choose the
    sky target beside it. If the observation is science after all, rename its label or target, or
    suppress the finding.

    ## Source
    jwst issue 7722; association generator of jwst 3.0.0, run on a pool without the declaration: the
    sky becomes a science product. The words and the distance are aptcheck's own judgement.
    """
    if not graph.suspicions:
        if (graph.proposal.category or "").upper() in {"CAL", "COM", "ENG"}:
            yield NotApplicable("sky is observed for its own sake in calibration programmes")
        return
    same_target: dict[object, list[Suspicion]] = defaultdict(list)
    for suspicion in graph.suspicions:
        if suspicion.sky.mrs is not None and suspicion.sky.mrs.imager_primary:
            yield NotApplicable("the imager is primary (BKG808)")
            continue
        target = suspicion.sky.target
        key = target.number if target is not None else None
        same_target[key if key is not None else f"observation {suspicion.sky.number}"].append(
            suspicion
        )
    for found in same_target.values():
        yield from _judged(graph.proposal, found)


def _judged(proposal: Proposal, found: list[Suspicion]) -> Iterator[Verdict]:
    """Judge the observations of one sky target; an empty or unticked list is its own fault."""
    strong = [suspicion for suspicion in found if suspicion.linked]
    meant = strong or found
    sky = meant[0].sky
    if proposal.target_of(sky) is None:
        yield NotApplicable("the target of the observation is not in the file (APT002)")
        return
    served = {o.number: o for s in meant for o in s.sciences if not _faulty_list(proposal, o)}
    if not served:
        yield NotApplicable("the background list of the science is at fault (APT002, BKG103)")
        return
    names = list(
        dict.fromkeys(
            excerpt(target.name)
            for o in served.values()
            for target in [proposal.target_of(o)]
            if target is not None
        )
    )
    sky_name = excerpt(sky.target.name) if sky.target is not None else "its target"
    numbers = sorted(served)
    skies = [suspicion.sky.number for suspicion in meant]
    tie, evidence = _tie(proposal, sky, served, linked=bool(strong))
    yield Fault(
        message=f"{numbered('Observation', skies)} ({sky_name}) "
        f"{'looks' if len(skies) == 1 else 'look'} like a background and {tie}, but no target "
        f"lists {sky_name} as a background.",
        fix=f"In Targets, entry {listed(names) if names else 'of the science target'}, tick the "
        f"background checkbox and choose {sky_name}"
        + (
            ""
            if strong
            else f", and group {numbered('observation', sorted({*numbers, *skies}))} as "
            "SEQUENCE, NON-INTERRUPTIBLE in Special Requirements"
        )
        + "; if it is science, rename it.",
        at=sky,
        observation=sky.number,
        related=tuple(numbers),
        evidence=evidence,
        severity=Severity.ERROR if strong else Severity.WARNING,
    )


def _tie(
    proposal: Proposal, sky: Observation, served: dict[int, Observation], *, linked: bool
) -> tuple[str, Evidence | None]:
    """Say what speaks for a pair: a link, or the same grating nearby."""
    numbers = numbered("observation", sorted(served))
    if linked:
        return f"shares a non-interruptible link with {numbers}", None
    distances = [pointing_separation(proposal, science, sky) for science in served.values()]
    arcmin = min(distance for distance in distances if distance is not None) / 60
    return (
        f"takes a grating of {numbers} {arcmin:.1f} arcmin away",
        Evidence(measured=round(arcmin, 2), limit=REACH_ARCSEC / 60, unit="arcmin"),
    )


def _faulty_list(proposal: Proposal, observation: Observation) -> bool:
    """Whether the list of the science target is a fault of its own, which explains this one."""
    target = proposal.target_of(observation)
    if target is None:
        return True
    dangling = any(proposal.target(reference) is None for reference in target.backgrounds)
    return dangling or inconsistent(target)
