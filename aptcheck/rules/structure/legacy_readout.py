"""FAST and SLOW have been retired."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.wording import numbered
from aptcheck.finding import Severity
from aptcheck.model import MrsExposure, Proposal
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict

_RETIRED = {"FAST": "FASTR1", "SLOW": "SLOWR1"}


@rule("APT003", severity=Severity.WARNING)
def legacy_readout(proposal: Proposal, context: Context) -> Iterator[Verdict]:
    """A science exposure uses a readout pattern that has been retired.

    ## What
    An MRS exposure (or the simultaneous image beside it) has Readout Pattern FAST or SLOW. Target
    acquisition, where FAST still exists, is not meant. Reported once a file.

    ## Why
    Since June 2021 the patterns are FASTR1 and SLOWR1, which reset the detector once more between
    integrations. APT converts an old file when it opens it; one that was written by a program or
    kept since then says what the observatory no longer does.

    ## How to fix
    Open the file in a current APT and save it, or set Readout Pattern in the exposures of the
    MIRI MRS form: FAST becomes FASTR1, SLOW becomes SLOWR1.

    ## Source
    JDox, "Comparison of Old and New MIRI Detector Readout Patterns" (26 June 2021, APT 2021.2; read
    2026-11); published files have the new names from schema 52 on.
    """
    taken = [o for o in proposal.observations if o.is_mrs and not o.is_out]
    if not taken:
        yield NotApplicable("no MRS observation")
        return
    old = {
        (observation.number, readout): exposure
        for observation in taken
        if observation.mrs is not None
        for exposure in observation.mrs.exposures
        for readout in _readouts(exposure)
        if readout in _RETIRED
    }
    if not old:
        return
    numbers = tuple(dict.fromkeys(number for number, _ in old))
    words = sorted({readout for _, readout in old})
    now = ", ".join(f"{word} to {_RETIRED[word]}" for word in words)
    yield Fault(
        message=f"MRS exposures of {numbered('observation', numbers)} use Readout Pattern "
        f"{' and '.join(words)}, retired in June 2021.",
        fix=f"In the exposures of the MIRI MRS form change Readout Pattern: {now}; a current APT "
        "does it when it opens and saves the file.",
        at=next(iter(old.values())),
        related=numbers,
    )


def _readouts(exposure: MrsExposure) -> set[str | None]:
    return {exposure.readout_long, exposure.readout_short, exposure.readout}
