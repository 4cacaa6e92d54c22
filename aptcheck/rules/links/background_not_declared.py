from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.suspicion import REACH_ARCSEC, is_calibration, undeclared
from aptcheck.rules import Context, Evidence, Fault, Graph, NotApplicable, Verdicts, applies, rule
from aptcheck.wording import REQUIREMENTS, agree, excerpt, in_targets, named, numbered

if TYPE_CHECKING:
    from aptcheck.background.suspicion import Undeclared


@rule("BKG102", severity="error")
def background_not_declared(graph: Graph, context: Context) -> Verdicts:
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
    calibration = is_calibration(graph.proposal)
    applies(not calibration, "sky is observed for its own sake in calibration programmes")
    suspicions = [s for s in graph.suspicions if not s.sky.imager_primary]
    if len(suspicions) < len(graph.suspicions):
        yield NotApplicable("the imager is primary (BKG808)")
    for found in undeclared(graph.proposal, suspicions):
        if graph.proposal.target_of(found.skies[0]) is None:
            yield NotApplicable("the target of the observation is not in the file (APT002)")
        elif not found.served:
            yield NotApplicable("the background list of the science is at fault (APT002, BKG103)")
        else:
            yield _fault(found)


def _fault(found: Undeclared) -> Fault:
    skies, numbers = [sky.number for sky in found.skies], sorted(found.served)
    name, those = excerpt(found.skies[0].target_name), numbered("observation", numbers)
    tie, linking, evidence = f"shares a non-interruptible link with {those}", "", None
    if not found.linked:
        arcmin = (found.arcsec or 0.0) / 60
        tie = f"takes a grating of {those} {arcmin:.1f} arcmin away"
        evidence = Evidence(round(arcmin, 2), REACH_ARCSEC / 60, "arcmin")
        linking = (
            f", and group {numbered('observation', sorted({*numbers, *skies}))} as SEQUENCE, "
            f"NON-INTERRUPTIBLE in {REQUIREMENTS}"
        )
    return Fault(
        message=f"{numbered('Observation', skies)} ({name}) {agree(skies, 'looks', 'look')} "
        f"like a background and {tie}, but no target lists {name} as a background.",
        fix=in_targets(
            f"tick the background checkbox and choose {name}{linking}; if it is science, rename it",
            named(target.name for target in found.served.values()),
        ),
        at=found.skies[0],
        observation=skies[0],
        related=tuple(numbers),
        evidence=evidence,
        severity=None if found.linked else "warning",
    )
