from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from aptcheck.edit import Remedy, Unwritten
from aptcheck.observatory.readout import RETIRED
from aptcheck.remedies.parts import set_field
from aptcheck.remedies.versions import CURRENT_READOUTS, too_old
from aptcheck.rules import Context, Fault, Proposal, Verdicts, applies, rule
from aptcheck.wording import MRS_FORM, briefly, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.model import MrsExposure

_FIELDS = {
    "readout_long": "ReadoutPatternLong",
    "readout_short": "ReadoutPatternShort",
    "readout": "ReadoutPattern",
}


@rule("APT003", severity="warning")
def legacy_readout(proposal: Proposal, context: Context) -> Verdicts:
    """A science exposure uses a readout pattern that has been retired.

    ## What
    An MRS exposure (or the simultaneous image beside it) has Readout Pattern FAST or SLOW. Target
    acquisition, where FAST still exists, is not meant. Reported once a file, at the first of these
    exposures.

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
    taken = sorted(proposal.live_mrs, key=lambda observation: observation.number)
    applies(taken, "no MRS observation")
    old = [
        (observation.number, exposure)
        for observation in taken
        for exposure in (observation.mrs.exposures if observation.mrs is not None else ())
        if _retired(exposure)
    ]
    if not old:
        return
    by_observation: dict[int, set[str]] = defaultdict(set)
    for number, exposure in old:
        by_observation[number] |= _retired(exposure)
    words = sorted(frozenset().union(*by_observation.values()))
    now = ", ".join(f"{word} to {RETIRED[word]}" for word in words)
    yield Fault(
        message=f"MRS exposures of {briefly('observation', by_observation)} use Readout Pattern "
        f"{listed(words)}, retired in June 2021.",
        fix=f"In the exposures of the {MRS_FORM} change Readout Pattern: {now}; a current APT "
        "does it when it opens and saves the file.",
        at=old[0][1],
        each={number: listed(sorted(own)) for number, own in by_observation.items()},
        remedy=_remedy(proposal, [exposure for _, exposure in old]),
    )


def _retired(exposure: MrsExposure) -> set[str]:
    return RETIRED.keys() & {getattr(exposure, name) for name in _FIELDS}


def _remedy(proposal: Proposal, exposures: Iterable[MrsExposure]) -> Remedy | Unwritten | None:
    if old := too_old(proposal, CURRENT_READOUTS, "FASTR1 and SLOWR1"):
        return old
    remedy = Remedy.of(
        "safe",
        (
            set_field(exposure, field, RETIRED[getattr(exposure, name)])
            for exposure in exposures
            for name, field in _FIELDS.items()
            if getattr(exposure, name) in RETIRED
        ),
    )
    return remedy and replace(remedy, apart=True)
