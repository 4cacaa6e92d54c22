from __future__ import annotations

from aptcheck.modes.mrs.incomplete_exposures import require_clear_exposures, unclear_exposures
from aptcheck.modes.mrs.setting_words import grating_names
from aptcheck.remedies.exposures import rows, with_gratings
from aptcheck.rules import Background, Context, Evidence, Fault, NotChecked, Verdicts, applies, rule
from aptcheck.wording import agree, in_mrs_form, numbered


@rule("BKG203", severity="error", repair="never", draft="warning", suspected=True)
def grating_missing(background: Background, context: Context) -> Verdicts:
    """A grating of the science has no background exposure.

    ## What
    The science takes a wavelength setting (SHORT(A), MEDIUM(B) or LONG(C); ALL is all three) that
    none of its background observations takes. Gratings split over two background observations are
    fine. Only an info where the plan does not subtract this background (strategy annulus,
    external or none).

    ## Why
    At level 2 the pipeline gives a background only to exposures of the same grating, so these get
    none. At level 3 it goes on silently with a master background that has a hole where the
    grating is missing.

    ## How to fix
    In APT open the background observation, MIRI MRS form, and add an exposure with the missing
    Wavelength and the readout, Groups/Int and dither of the science exposure.

    ## Source
    jwst issues 8244 and 8213; association generator of jwst 3.0.0 (level 2 needs equal BAND),
    observed 2026-11.
    """
    proposal, skies = context.graph.proposal, background.skies
    wanted = dict.fromkeys(match.setting[0] for match in background.matches if match.science)
    covered = {match.setting[0] for match in background.matches if match.sky}
    if unclear := unclear_exposures(
        proposal, [science.observation for science in background.sciences]
    ):
        yield NotChecked(unclear)
    applies(wanted or unclear, "the science takes no MRS exposure")
    missing = tuple(grating for grating in wanted if grating not in covered)
    if not missing:
        return
    require_clear_exposures(proposal, skies)
    subtracted = background.intent.subtracts_background
    takes = f"{agree(skies, 'takes', 'take')} no MRS exposure"
    covers = f"{agree(skies, 'covers', 'cover')} {grating_names(covered)} only"
    every = [science.observation for science in background.sciences]
    # a time series gets no background
    sciences = [one for one in every if not one.requirements.time_series] or every
    taking = sorted({science.number for science, *_ in rows(sciences, missing)})
    yield Fault(
        message=f"No background exposure in {grating_names(missing)}, which the science takes: "
        f"{numbered('observation', [sky.number for sky in skies])} {covers if covered else takes}.",
        fix=in_mrs_form(
            skies[0].number,
            f"add an exposure with Wavelength {grating_names(missing)}, the readout and Groups/Int "
            f"of {numbered('observation', taking)}, and the dither of the other exposures",
        ),
        about=background,
        evidence=Evidence(len(covered), len(covered) + len(missing)),
        severity=None if subtracted else "info",
        cause=(background.sky_numbers, missing, subtracted),
        remedy=None
        if context.graph.science(skies[0].number) is not None
        else with_gratings(proposal, skies[0], sciences, missing),
    )
