from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from aptcheck.edit import Remedy, Unwritten
from aptcheck.modes.judged import mode_of
from aptcheck.observatory.readout import RETIRED
from aptcheck.remedies.parts import set_field
from aptcheck.remedies.versions import CURRENT_READOUTS, too_old
from aptcheck.rules import Context, Fault, Proposal, Verdicts, applies, rule
from aptcheck.wording import agree, briefly, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.model import Exposure

_FIELDS = {
    "readout_long": "ReadoutPatternLong",
    "readout_short": "ReadoutPatternShort",
    "readout": "ReadoutPattern",
}


@rule("APT003", severity="warning")
def legacy_readout(proposal: Proposal, context: Context) -> Verdicts:
    """A science exposure uses a retired readout pattern.

    ## What
    A MIRI exposure (or the simultaneous image of an MRS exposure) has Readout Pattern FAST or SLOW.
    Target acquisition, where FAST still exists, is not judged. Reported once per file, at the first
    of these exposures.

    ## Why
    Since June 2021 the patterns are FASTR1 and SLOWR1, which reset the detector once more between
    integrations. APT converts an old file when it opens it; a file written by a program, or not
    opened since, asks for a readout that the observatory no longer uses.

    ## How to fix
    Open the file in a current APT and save it. Or set Readout Pattern in the exposure table of the
    template's tab: FAST becomes FASTR1, SLOW becomes SLOWR1.

    ## Source
    JDox, "Comparison of Old and New MIRI Detector Readout Patterns" (26 June 2021, APT 2021.2; read
    2026-11); published files have the new names from schema 52 on.
    """
    live = [o for o in proposal.observations if not o.is_out]
    taken = [(o, mode) for o in live if (mode := mode_of(o)) is not None]
    applies(taken, "no observation that aptcheck judges")
    old = [
        (observation.number, mode, exposure)
        for observation, mode in sorted(taken, key=lambda one: one[0].number)
        for exposure in getattr(mode.template(observation), "exposures", ())
        if _retired(exposure)
    ]
    if not old:
        return
    forms = {mode.form: mode.called for _, mode, _ in old}
    by_observation: dict[int, set[str]] = defaultdict(set)
    for number, _, exposure in old:
        by_observation[number] |= _retired(exposure)
    words = sorted(frozenset().union(*by_observation.values()))
    called = listed([*forms.values()])
    now = listed(f"from {word} to {RETIRED[word]}" for word in words)
    yield Fault(
        message=f"{called} exposures of {briefly('observation', by_observation)} use Readout "
        f"Pattern {listed(words)}, retired in June 2021.",
        fix=f"In the exposures of the {listed([*forms])} {agree(forms, 'tab', 'tabs')}, change "
        f"Readout Pattern {now}. Opening and saving the file in a current APT does the same.",
        at=old[0][2],
        each={number: listed(sorted(own)) for number, own in by_observation.items()},
        remedy=_remedy(proposal, [exposure for *_, exposure in old]),
    )


def _retired(exposure: Exposure) -> set[str]:
    return RETIRED.keys() & {getattr(exposure, name, None) for name in _FIELDS}


def _remedy(proposal: Proposal, exposures: Iterable[Exposure]) -> Remedy | Unwritten | None:
    if old := too_old(proposal, CURRENT_READOUTS, "FASTR1 and SLOWR1"):
        return old
    remedy = Remedy.of(
        "safe",
        (
            set_field(exposure, field, RETIRED[getattr(exposure, name)])
            for exposure in exposures
            for name, field in _FIELDS.items()
            if getattr(exposure, name, None) in RETIRED
        ),
    )
    return remedy and replace(remedy, apart=True)
