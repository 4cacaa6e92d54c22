from __future__ import annotations

from aptcheck.modes.incomplete_exposures import require_clear_exposures
from aptcheck.modes.mrs.setting_words import setting_names
from aptcheck.remedies.exposures import with_arms
from aptcheck.rules import Background, Context, Fault, Verdicts, applies, rule
from aptcheck.wording import in_mrs_form


@rule("BKG204", severity="error", repair="never", draft="warning", suspected=True)
def detector_missing(background: Background, context: Context) -> Verdicts:
    """The background of a grating lacks one of the MRS detectors.

    ## What
    The background uses the grating, but has no Groups/Int for one of the MRS detectors that the
    science exposes: LONG (channels 3 and 4) or SHORT (channels 1 and 2). A grating that is missing
    altogether is reported by BKG203. Only an info where the plan does not subtract this background
    (strategy annulus, external or none).

    ## Why
    At level 2 the pipeline gives a background only to exposures on the same detector, so half of
    the channels get none.

    ## How to fix
    In APT, open the background observation, MIRI Medium Resolution Spectroscopy tab, and set
    Groups/Int and Integrations/Exp of the missing detector as in the science observation.

    ## Source
    Association generator of jwst 3.0.0 (level 2 needs equal DETECTOR), observed 2026-11.
    """
    taken = {match.setting[0] for match in background.matches if match.sky}
    wanted = [a for a in background.matches if a.science and a.setting[0] in taken]
    applies(wanted, "no grating is used on both sides")
    require_clear_exposures(context.graph.proposal, background.observations)
    missing = tuple(match.setting for match in wanted if not match.sky)
    if not missing:
        return
    skies = (ramp for match in background.matches for ramp in match.sky)
    partner = next(ramp for ramp in skies if ramp.setting[0] == missing[0][0])
    subtracted = background.intent.subtracts_background
    yield Fault(
        message=f"The science has exposures in {setting_names(missing)}, but background "
        f"observation {partner.observation.number} has no Groups/Int there.",
        fix=in_mrs_form(
            partner.observation.number,
            f"set Groups/Int and Integrations/Exp in {setting_names(missing)} as in "
            f"observation {background.science_numbers[0]}",
        ),
        at=partner.exposure,
        about=background,
        observation=partner.observation.number,
        severity=None if subtracted else "info",
        cause=(background.sky_numbers, missing, subtracted),
        remedy=None
        if context.graph.science(partner.observation.number) is not None
        else with_arms(
            partner.observation, [one.observation for one in background.sciences], missing
        ),
    )
