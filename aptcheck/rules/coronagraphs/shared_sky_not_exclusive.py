from __future__ import annotations

from aptcheck.background.psf_sets import reference_numbers
from aptcheck.rules import Context, Fault, SkyUse, Verdicts, applies, rule
from aptcheck.wording import briefly, excerpt, in_targets, named


@rule("BKG864", severity="warning", modes=("miri-coronagraphy",))
def shared_sky_not_exclusive(use: SkyUse, context: Context) -> Verdicts:
    """One background of a science star and of its PSF reference has no exclusive access.

    ## What
    One background target of MIRI coronagraphy is listed, and taken, for a science star and for a
    PSF reference star. One finding for each such background target; none in a programme whose
    exclusive access period is 0 months.

    ## Why
    STScI makes the backgrounds of PSF reference stars public at once. APT knows them by their
    target, not by observation: of a background target that serves both, all observations are
    public, those of the science star too.

    ## How to fix
    In APT duplicate the background target under a new name, at the same place, use the copy for the
    background observations of the PSF reference, and choose it beside the background checkbox of
    the PSF reference alone. Nothing, if the data may be public.

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
        # One star with observations of both kinds: what STScI makes of it is not said.
        del stars[number]
    if not stars:
        return
    name = excerpt(use.skies[0].target_name)
    skies = briefly("observation", [sky.number for sky in use.skies])
    others = named(s.observation.target_name for s in of_reference.values())
    change = (
        f"duplicate it under a new name, use the copy for the background observations of {others}, "
        f"and choose it beside the background checkbox of {others}"
    )
    yield Fault(
        message=f"{name} ({skies}) is the background of "
        f"{named(s.observation.target_name for s in stars.values())} and of the PSF reference "
        f"{others}: none of its data will have exclusive access.",
        fix=f"{in_targets(change, name)} No action if the data may be public.",
        about=use,
        target=use.skies[0].target_name,
    )
