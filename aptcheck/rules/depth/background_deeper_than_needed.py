from __future__ import annotations

from aptcheck.background.depth import above, depths, uncomputed
from aptcheck.modes.mrs.incomplete_exposures import require_clear_exposures
from aptcheck.modes.mrs.ramps import ramps_of
from aptcheck.modes.mrs.setting_words import setting_names
from aptcheck.rules import Context, Evidence, Fault, NotChecked, Verdicts, applies, rule
from aptcheck.rules.subjects import SharedSkies
from aptcheck.wording import in_mrs_form


@rule("BKG302", severity="info", suspected=True)
def background_deeper_than_needed(shared: SharedSkies, context: Context) -> Verdicts:
    """The background is deeper than a master background needs.

    ## What
    With strategy master, the background collects more than 1.5 times the photon time of the
    deepest science it serves, in some wavelength and detector (the limit is a setting).

    ## Why
    The master background is averaged over the whole field, so that its noise is small long before
    it reaches the depth of the science. The time may be better spent on the target.

    ## How to fix
    In APT open the background observation, MIRI MRS form, and lower Integrations/Exp; keep
    Groups/Int equal to the science and at least two dither points.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How are backgrounds used in the JWST pipeline?
    ("the effective depth of the background observations is improved by the sigma-clipped mean",
    read 2026-11); the limit is aptcheck's own judgement.
    """
    master = all(user.intent.strategy == "master" for user in shared.backgrounds)
    applies(master, "the strategy is not master")
    found = depths(ramps_of(shared.served), ramps_of(shared.skies))
    applies(found, "no setting is taken on both sides")
    compared = (*shared.served, *shared.skies)
    require_clear_exposures(context.graph.proposal, compared)
    if (unknown := uncomputed(compared, found)) is not None:
        yield NotChecked(unknown)
    limit = context.settings.depth_ratio_max
    if deep := above(found, limit):
        most = deep[0]
        yield Fault(
            message=f"The background is {most.ratio:.3g} times as deep as the science in "
            f"{setting_names(depth.setting for depth in deep)} ({most.sky_s:.0f} s against "
            f"{most.science_s:.0f} s photon time): more than a master background needs.",
            fix=in_mrs_form(
                shared.skies[0].number,
                "lower Integrations/Exp if you want the time for the target; keep Groups/Int equal "
                "to the science",
            ),
            about=shared,
            evidence=Evidence(most.ratio, limit),
        )
