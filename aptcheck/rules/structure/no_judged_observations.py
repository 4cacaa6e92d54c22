from __future__ import annotations

from typing import get_args

from aptcheck.background.unpaired import Kind, unpaired_lists
from aptcheck.mode_names import MODE_WORDS
from aptcheck.modes.judged import mode_of
from aptcheck.rules import Context, Fault, Proposal, Verdicts, applies, rule
from aptcheck.wording import listed, numbered


@rule("APT005", severity="info")
def no_judged_observations(proposal: Proposal, context: Context) -> Verdicts:
    """The proposal has no observation of a mode that aptcheck judges.

    ## What
    No observation is of a mode in which aptcheck judges backgrounds (MRS, MIRI imaging and
    coronagraphy, LRS, NIRSpec IFU and fixed slits): there is none with such a template, MRS
    observations have Detector IMAGER, or all are withdrawn, skipped or failed.

    ## Why
    aptcheck judges dedicated backgrounds of these modes. There is nothing here for it to judge but
    what a target declares for other templates (BKG114, BKG120, BKG121), which is not the same as a
    clean result.

    ## How to fix
    Nothing, if no such observation is meant. Otherwise check that this is the right file.

    ## Source
    aptcheck's own judgement.
    """
    modes = [(o, mode_of(o)) for o in proposal.observations]
    if any(mode is not None and not o.is_out for o, mode in modes):
        return
    guarded = (unpaired_lists(proposal, kind) for kind in get_args(Kind))
    applies(not any(map(any, guarded)), "its backgrounds are told of (BKG114, BKG120, BKG121)")
    images = [o.number for o in proposal.observations if o.mrs is not None and not o.is_mrs]
    if any(mode is not None for _, mode in modes):
        reason = "every observation of one is withdrawn, skipped or failed"
    elif images:
        reason = f"Detector IMAGER in {numbered('observation', images)} takes no spectra"
    else:
        reason = f"these are {listed(MODE_WORDS.values())}"
    yield Fault(
        message=f"There is no observation of a mode that aptcheck judges: {reason}.",
        fix="If such observations are meant, check that this is the right file; else nothing.",
        at=proposal,
    )
