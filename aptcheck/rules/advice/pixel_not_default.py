from __future__ import annotations

from aptcheck.rules import Context, Fault, Graph, Verdicts, applies, rule
from aptcheck.wording import briefly


@rule("BKG903", severity="info", draft="off")
def pixel_not_default(graph: Graph, context: Context) -> Verdicts:
    """Pixel-by-pixel subtraction has to be run by hand.

    ## What
    The strategy is set to pixel. Reported once for the whole proposal.

    ## Why
    The default pipeline subtracts a master background, not exposures pixel by pixel: the products
    in the archive will not show it. Cosmic-ray showers in the background can make it worse than
    the master background: the pipeline finds them by default (`find_showers`), but the step that
    subtracts what remains of them, `clean_showers`, is off unless you switch it on (Build 11.3 and
    later).

    ## How to fix
    Plan to reprocess offline: run calwebb_spec2 with the step bkg_subtract switched on, with and
    without clean_showers, and compare with the master background.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How are backgrounds used in the JWST pipeline?
    ("must be explicitly called by users in offline reprocessing", read 2026-11); still so in the
    MRS pipeline notebook and in jwst of 2026-08. Showers: STScI news of 2025 on Build 11.3 and the
    same notebook.
    """
    chosen = [s.observation for s in graph.sciences if s.intent.strategy == "pixel"]
    applies(chosen, "no strategy is set to pixel")
    chosen.sort(key=lambda observation: observation.number)
    numbers = [observation.number for observation in chosen]
    yield Fault(
        message=f"The pipeline does not subtract the background of "
        f"{briefly('observation', numbers)} pixel by pixel by default, and cosmic-ray showers can "
        "spoil the result.",
        fix="Plan to reprocess offline with the step bkg_subtract of calwebb_spec2 switched on.",
        at=chosen[0],
        each=dict.fromkeys(numbers),
    )
