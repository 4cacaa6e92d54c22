from __future__ import annotations

from aptcheck.background.depth import above, depths, uncomputed
from aptcheck.modes.incomplete_exposures import require_clear_exposures
from aptcheck.modes.ramps import ramps_of
from aptcheck.rules import Context, Evidence, Fault, NotChecked, Verdicts, applies, rule
from aptcheck.rules.subjects import SharedSkies
from aptcheck.wording import in_form


@rule(
    "BKG302",
    severity="info",
    suspected=True,
    modes=("miri-mrs", "miri-lrs-slit", "nirspec-ifu", "nirspec-fs"),
)
def background_deeper_than_needed(shared: SharedSkies, context: Context) -> Verdicts:
    """The background is deeper than a master background needs.

    ## What
    With strategy master, the background collects more than 1.5 times the photon time of the
    deepest science it serves, in some setting (the limit is configurable). A setting is a
    wavelength and detector of the MRS, a grating and filter of NIRSpec. Outside the MRS aptcheck
    counts groups, where both sides have the same readout and subarray; otherwise the depth is not
    checked. The MRS and NIRSpec use master unless you set another strategy; for the LRS slit you
    have to set it.

    ## Why
    The master background is averaged over the whole field, so its noise is small long before it
    reaches the depth of the science. The time may be better spent on the target.

    ## How to fix
    In APT open the template's tab of the background observation and lower Integrations/Exp; keep
    Groups/Int equal to the science and at least two dither points.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How are backgrounds used in the JWST pipeline?
    ("the effective depth of the background observations is improved by the sigma-clipped mean",
    read 2026-11); for NIRSpec, STScI's technical review checklist of 2025-12-08 (a background may
    be shorter if it is measured from a larger region); the limit is aptcheck's own judgement.
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
            f"{context.mode.setting_names(depth.setting for depth in deep)} ({most.against}), more "
            "than a master background needs.",
            fix=in_form(
                shared.skies[0].number,
                context.mode.form,
                "take fewer integrations, exposures or dither points to leave more time for the "
                "target; keep Groups/Int equal to the science",
            ),
            about=shared,
            evidence=Evidence(most.ratio, limit),
        )
