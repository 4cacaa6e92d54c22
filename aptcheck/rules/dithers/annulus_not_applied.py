"""A point source that the pipeline will take for extended gets no annulus."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.dither_use import BESIDE_TARGET, is_imager_primary
from aptcheck.background.intent import predicted_source_type
from aptcheck.background.sides import Science
from aptcheck.finding import Evidence, Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG408", severity=Severity.WARNING)
def annulus_not_applied(science: Science, context: Context) -> Iterator[Verdict]:
    """The pipeline will treat an isolated point source as extended.

    ## What
    The source is an isolated point, but the pipeline's source type (SRCTYPE) will be EXTENDED:
    Extended is YES, or Unknown without a dither optimized for POINT SOURCE. An info where the
    science has a dedicated background.

    ## Why
    For EXTENDED sources the extraction subtracts no sky annulus and sums the whole cube: the
    spectrum keeps the background of the full field and gets no aperture correction.

    ## How to fix
    In APT open the target (Fixed Targets form) and set Extended to NO, or choose a dither
    optimized for POINT SOURCE in the MIRI MRS form.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How are backgrounds used in the JWST pipeline?
    (annular background subtraction), read 2026-11; steps srctype and extract_1d of jwst 3.0.0.
    """
    if is_imager_primary(science.observation):
        yield NotApplicable(BESIDE_TARGET)
        return
    if science.intent.source_class != "isolated-point":
        yield NotApplicable("not an isolated point source")
        return
    target = science.target
    if target is not None and target.number in context.graph.listed:
        yield NotApplicable("its target is listed as a background: judged by BKG109")
        return
    if predicted_source_type(science.observation, target, background=False) != "EXTENDED":
        return
    stated = (target.extended if target is not None else None) or "not given"
    yield Fault(
        message=f"Observation {science.number} is an isolated point source"
        f"{science.intent.inferred}, but the pipeline will take it for EXTENDED (Extended is "
        f"{stated}"
        + (")" if stated == "YES" else ", no point-source dither)")
        + ": no sky annulus, the whole cube is summed.",
        fix="In the Fixed Targets form set Extended of the target to NO"
        + ("." if stated == "YES" else ", or choose a dither optimized for POINT SOURCE."),
        at=target,
        observation=science.number,
        evidence=Evidence(measured="EXTENDED", limit="POINT"),
        severity=Severity.INFO if science.edges else None,
    )
