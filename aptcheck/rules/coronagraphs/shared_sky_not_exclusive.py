from __future__ import annotations

from aptcheck.background.psf_sets import reference_numbers
from aptcheck.rules import Context, Fault, SkyUse, Verdicts, applies, rule
from aptcheck.wording import BACKGROUND_LIST, briefly, excerpt, in_targets, named


@rule("BKG864", severity="warning", modes=("miri-coronagraphy",))
def shared_sky_not_exclusive(use: SkyUse, context: Context) -> Verdicts:
    """A background shared by a science star and its PSF reference has no exclusive access.

    ## What
    One background target of MIRI coronagraphy is listed and observed both for a science star and
    for a PSF reference star. One finding for each such background target; none in a programme whose
    exclusive access period is 0 months.

    ## Why
    STScI makes the backgrounds of PSF reference stars public at once. APT identifies them by their
    target, not by observation: if a background target serves both, all its observations are public,
    including those of the science star.

    ## How to fix
    In APT, Fixed Targets, duplicate the background target under a new name, at the same place. Use
    the copy for the background observations of the PSF reference, and choose it in the background
    target list of the PSF reference alone. No action if the data may be public.

    ## Source
    STScI news of 2024-06-17,
    https://www.stsci.edu/contents/news/jwst/2024/miri-coronagraphy-psf-reference-star-backgrounds-are-now-publicly-accessible
    ("then all observations of that background target will have zero exclusive access period"), read
    2026-11.
    """
    months = context.graph.proposal.exclusive_months
    applies(months != 0, "the programme has no exclusive access at all")
    sciences = [science for background in use.backgrounds for science in background.sciences]
    references = reference_numbers((science.observation for science in sciences), context.mode)
    of_reference = {s.target_number: s for s in sciences if s.number in references}
    applies(of_reference, "no PSF reference uses it")
    stars = {s.target_number: s for s in sciences if s.number not in references}
    for number in of_reference.keys() & stars.keys():
        # One star with observations of both kinds: STScI does not say how it treats that.
        del stars[number]
    if not stars:
        return
    name = excerpt(use.skies[0].target_name)
    skies = briefly("observation", [sky.number for sky in use.skies])
    others = named(s.observation.target_name for s in of_reference.values())
    change = (
        f"duplicate {name} under a new name, use the copy for the background observations of "
        f"{others}, and choose it instead in the {BACKGROUND_LIST} of {others}"
    )
    yield Fault(
        message=f"Background target {name} ({skies}) serves "
        f"{named(s.observation.target_name for s in stars.values())} and the PSF reference "
        f"{others}: none of its data will have exclusive access.",
        fix=f"{in_targets(change)} No action if the data may be public.",
        about=use,
        target=use.skies[0].target_name,
    )
