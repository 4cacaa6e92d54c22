from __future__ import annotations

from aptcheck.background.unpaired import unpaired_lists
from aptcheck.rules import Context, Fault, Proposal, Verdicts, applies, rule
from aptcheck.rules.links.unpaired_words import clearing, listed_skies, sciences_words
from aptcheck.wording import agree


@rule("BKG121", severity="warning")
def mos_background_unused(proposal: Proposal, context: Context) -> Verdicts:
    """A background is declared for NIRSpec multi-object spectroscopy.

    ## What
    The target of a NIRSpec MOS observation lists a background. Silent where the list serves another
    mode of the same target.

    ## Why
    Level 2 subtracts a background from MOS spectra only where it has the MSA configuration of the
    science, which another observation never has. It takes the master background from slitlets on
    blank sky in the science exposure itself. At level 3 the background is in the association; no
    benefit from it was seen.

    ## How to fix
    Plan slitlets on blank sky and tick Master Background in the MSA configuration; then clear the
    background checkbox and the background target list of the target in Fixed Targets. Keep the
    background only if you subtract it yourself.

    ## Source
    Association generator of jwst 3.0.0, run on pools with MOS science and a background: attached at
    level 2 with one MSA metadata file in both, otherwise not. That two observations never share one
    is inferred. STScI, NIRSpec technical review checklist of 2025-12-08, on the checkbox Master
    Background ("PIs often forget").
    """
    lists = list(unpaired_lists(proposal, "mos"))
    applies(lists, "no multi-object spectroscopy of a target with a list of backgrounds")
    for found in lists:
        yield Fault(
            message=f"{sciences_words(found)} {agree(found.sciences, 'has', 'have')} the "
            f"background {listed_skies(found)}, which the pipeline does not subtract at level 2.",
            fix="Plan slitlets on blank sky and tick Master Background in the MSA configuration. "
            + clearing(found, "or keep them if you subtract the background yourself"),
            at=found.target,
            observation=found.sciences[0].number,
            related=(
                *(science.number for science in found.sciences[1:]),
                *(sky.number for sky in found.skies),
            ),
        )
