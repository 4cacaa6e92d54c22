from __future__ import annotations

from typing import get_args

from aptcheck.background.unpaired import Kind, unpaired_lists
from aptcheck.mode_names import MODE_WORDS
from aptcheck.modes.judged import mode_of
from aptcheck.rules import Context, Fault, Proposal, Verdicts, applies, rule
from aptcheck.wording import agree, listed, numbered


@rule("APT005", severity="info")
def no_judged_observations(proposal: Proposal, context: Context) -> Verdicts:
    """The proposal has no observation in a mode that aptcheck judges.

    ## What
    No observation is in a mode whose backgrounds aptcheck judges (MRS, MIRI imaging and
    coronagraphy, LRS, NIRSpec IFU and fixed slits): no template is one of these, the MRS
    observations take images only (Detector IMAGER in the file), or all are withdrawn, skipped or
    failed.

    ## Why
    aptcheck judges dedicated backgrounds in these modes. Here it can judge only what a target
    declares for other templates (BKG114, BKG120, BKG121), which is not the same as a clean result.

    ## How to fix
    No action if the proposal has no such observation. Otherwise check that this is the right file.

    ## Source
    aptcheck's own judgement.
    """
    modes = [(o, mode_of(o)) for o in proposal.observations]
    if any(mode is not None and not o.is_out for o, mode in modes):
        return
    guarded = (unpaired_lists(proposal, kind) for kind in get_args(Kind))
    applies(not any(map(any, guarded)), "its backgrounds are reported by BKG114, BKG120 or BKG121")
    images = [o.number for o in proposal.observations if o.mrs is not None and not o.is_mrs]
    if any(mode is not None for _, mode in modes):
        reason = "every observation in one is withdrawn, skipped or failed"
    elif images:
        take = agree(images, "takes", "take")
        reason = f"with Detector IMAGER, {numbered('observation', images)} {take} no spectra"
    else:
        reason = f"the modes are {listed(MODE_WORDS.values())}"
    yield Fault(
        message=f"No observation is in a mode that aptcheck judges: {reason}.",
        fix="No action if that is right; otherwise check that this is the right file.",
        at=proposal,
    )
