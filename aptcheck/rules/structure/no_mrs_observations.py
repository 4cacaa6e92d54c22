from __future__ import annotations

from aptcheck.rules import Context, Fault, Proposal, Verdicts, rule
from aptcheck.wording import numbered


@rule("APT005", severity="info")
def no_mrs_observations(proposal: Proposal, context: Context) -> Verdicts:
    """The proposal has no MIRI MRS observation.

    ## What
    No observation takes MRS spectra: there is none with the MIRI Medium Resolution Spectroscopy
    template, all of them have Detector IMAGER, or all are withdrawn, skipped or failed.

    ## Why
    aptcheck judges dedicated backgrounds of the MRS. There is nothing here for it to judge, which
    is not the same as a clean result.

    ## How to fix
    Nothing, if no MRS observation is meant. Otherwise check that this is the right file.

    ## Source
    aptcheck's own judgement.
    """
    if any(observation.is_live_mrs for observation in proposal.observations):
        return
    images = [o.number for o in proposal.observations if o.mrs is not None and not o.is_mrs]
    if any(observation.is_mrs for observation in proposal.observations):
        reason = "every MRS observation is withdrawn, skipped or failed"
    elif images:
        reason = f"Detector IMAGER in {numbered('observation', images)} takes no spectra"
    else:
        reason = "no observation has the MIRI MRS template"
    yield Fault(
        message=f"There is no MRS observation to judge: {reason}.",
        fix="If MRS observations are meant, check that this is the right file; else nothing.",
        at=proposal,
    )
