from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aptcheck.background.leakage import leakage_of, one_sided, uncorrected
from aptcheck.background.suspected import UNFOLLOWED
from aptcheck.errors import Unknown
from aptcheck.rules import Context, Fault, Graph, Verdicts, applies, rule
from aptcheck.wording import agree, briefly

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aptcheck.modes.ramp import Setting


@rule("BKG854", severity="info", draft="off", modes=("nirspec-ifu",))
def leakcal_partial(graph: Graph, context: Context) -> Verdicts:
    """An observation has leakage calibrations in some of its gratings and none in others.

    ## What
    An observation takes leakage calibrations (exposures with Leakcal) that correct some of its
    gratings and filters, while others have none. Reported once for the whole proposal. Where the
    other side of the pair has one in such a setting, BKG851 or BKG852 reports it instead.

    ## Why
    Each grating and filter needs its own calibration: light that leaks through the closed shutters
    is dispersed by the same grating. Where the leakage is faint, or the grating disperses it away
    from your lines, none may be needed.

    ## How to fix
    No action if this is intended. Otherwise, open the observation in APT, NIRSpec IFU Spectroscopy
    tab, and add an exposure with Leakcal ticked for each grating and filter.

    ## Source
    Association generator of jwst 3.0.0, run 2026-11 (a calibration is given to its own grating and
    filter only). Programmes 1218 and 1219 take one for the PRISM and none for G395H, on purpose or
    not.
    """
    mode = context.mode
    applies(
        any(leakage_of(o).corrected for o in graph.live), "no leakage calibration corrects anything"
    )
    if graph.unfollowed:
        raise Unknown(UNFOLLOWED)
    stray = uncorrected(graph)
    reported = _one_sided(graph, stray)
    lacking: dict[int, set[Setting]] = {}
    for observation in graph.live:
        own = leakage_of(observation)
        bare = own.taken - own.corrected - reported.get(observation.number, set())
        bare -= stray.get(observation.target_number, set())
        if own.corrected and bare and not own.unclear:
            lacking[observation.number] = set(bare)
    if not lacking:
        return
    numbers = sorted(lacking)
    settings = set().union(*lacking.values())
    yield Fault(
        message=f"{briefly('Observation', numbers)} {agree(numbers, 'takes', 'take')} leakage "
        f"calibrations in some settings but none in {mode.setting_names(settings)}.",
        fix=f"No action if this is intended. Otherwise, in the {mode.form} tab, add an exposure "
        "with Leakcal ticked for each grating and filter.",
        at=graph.proposal.observation(numbers[0]),
        each={number: mode.setting_names(lacking[number]) for number in numbers},
    )


def _one_sided(graph: Graph, stray: Mapping[int | None, set[Setting]]) -> dict[int, set[Setting]]:
    """Return {observation: the settings in which it lacks what the other side of a pair has}."""
    found: dict[int, set[Setting]] = defaultdict(set)
    for pairs in (graph.declared.attached, graph.suspected.attached):
        for background in pairs.backgrounds:
            if background.intent.subtracts_background:
                for side in one_sided(background, stray):
                    for number in side.skies if side.on_science else side.sciences:
                        found[number].add(side.setting)
    return found
