from __future__ import annotations

from aptcheck.modes.mrs.setting_words import BESIDE_TARGET
from aptcheck.modes.mrs.source_type import predicted_source_type
from aptcheck.rules import Context, Evidence, Fault, Science, Verdicts, applies, rule
from aptcheck.rules.target_folders import folders_of
from aptcheck.wording import in_targets


@rule("BKG408", severity="warning")
def annulus_not_applied(science: Science, context: Context) -> Verdicts:
    """The pipeline will treat an isolated point source as extended.

    ## What
    The source is an isolated point, but the pipeline's source type (SRCTYPE) will be EXTENDED:
    Extended is YES, or Unknown without a dither optimized for POINT SOURCE. An info where the
    science has a dedicated background.

    ## Why
    For EXTENDED sources the extraction subtracts no background annulus and sums the whole cube: the
    spectrum keeps the background of the full field and gets no aperture correction. For a POINT
    source the annulus is subtracted, and sigma-clipped since jwst 2.0.0.

    ## How to fix
    In APT, open the target in Fixed Targets and set Extended to NO, or choose a dither optimized
    for POINT SOURCE in the MIRI Medium Resolution Spectroscopy tab. Data already taken can be fixed
    offline: run extract_1d with ifu_set_srctype set to POINT.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How are backgrounds used in the JWST pipeline?
    (annular background subtraction), read 2026-11; steps srctype and extract_1d of jwst 3.0.0;
    jwst change 9953 (issue 9845) for the clipping, pull request 7883 for ifu_set_srctype.
    """
    observation, intent = science.observation, science.intent
    applies(not observation.imager_primary, BESIDE_TARGET)
    applies(intent.source_class == "isolated-point", "not an isolated point source")
    flagged = science.target_number in context.graph.listed
    applies(not flagged, "its target is listed as a background: judged by BKG109")
    if predicted_source_type(observation, science.target, background=False) == "EXTENDED":
        stated = science.extended or "not given"
        undithered = "" if stated == "YES" else ", no point-source dither"
        dither = "" if stated == "YES" else ", or choose a dither optimized for POINT SOURCE"
        folder = folders_of([science.target])
        yield Fault(
            message=f"Observation {science.number} is of an isolated point source{intent.inferred}"
            f", but the pipeline will treat it as EXTENDED (Extended is {stated}{undithered}): it "
            "sums the whole cube and subtracts no annulus.",
            fix=f"{in_targets(f'set Extended of the target to NO{dither}', folder=folder)} Data "
            "already taken can be fixed offline: run extract_1d with ifu_set_srctype set to POINT.",
            at=science.target,
            observation=science.number,
            evidence=Evidence("EXTENDED", "POINT"),
            severity="info" if science.bonds else None,
        )
