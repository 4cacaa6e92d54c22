from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.without_background import without_background
from aptcheck.modes.ramps import nods_of
from aptcheck.rules import Context, Evidence, Fault, Graph, NotChecked, Verdicts, applies, rule
from aptcheck.wording import FIXED_TARGETS, agree, briefly

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.background.roles import Science


@rule("BKG415", severity="warning", modes=("miri-lrs-slit", "nirspec-ifu", "nirspec-fs"))
def nod_on_extended_source(graph: Graph, context: Context) -> Verdicts:
    """An extended source is nodded and has no background.

    ## What
    A science target with Extended YES, or one that you call extended in the configuration, is
    nodded (ALONG SLIT NOD of the LRS, 2-POINT-NOD and 4-POINT-NOD of the IFU, Primary Dither
    Positions of the fixed slits), and no background is declared. Reported once for each mode.
    Silent where a background seems to be intended, since other rules ask for it; in time series,
    whose nods are not subtracted; and with strategy external or none.

    ## Why
    The pipeline subtracts nods from each other. If the source reaches from one nod to the next,
    part of it is subtracted from itself, and no later step can detect this. A linked background
    would replace the nods.

    ## How to fix
    In APT, open the observation, choose a pattern without nods in the template's tab, and observe
    and declare a dedicated background if you need one. If the source is smaller than the distance
    between the nods, set Extended to NO in Fixed Targets.

    ## Source
    JDox, "NIRSpec IFU Dither and Nod Patterns" (nods "are best used for targets that are not
    significantly spatially extended on the scale of the offset"); "MIRI LRS Recommended Strategies"
    (ALONG SLIT NOD is recommended "for point sources"), read 2026-11. For the fixed slits it is
    inferred. Nods as background members: association generator of jwst 3.0.0, run 2026-11.
    """
    mode = context.mode
    extended = [
        science
        for science in without_background(graph)
        if science.stated_extended and science.expects_background
    ]
    applies(extended, "no extended source without a background")
    nods = {science.number: nods_of(science.observation, mode) for science in extended}
    if unknown := [number for number, own in sorted(nods.items()) if None in own]:
        yield NotChecked(f"{briefly('observation', unknown)}: the dither pattern is not known")
    nodded = sorted(
        (science for science in extended if True in nods[science.number]),
        key=lambda science: science.number,
    )
    if nodded:
        numbers = [science.number for science in nodded]
        yield Fault(
            message=f"{briefly(f'{mode.called} observation', numbers)} {_sources(nodded)} without "
            "a background: where the source reaches from one nod to the next, it is subtracted "
            "from itself.",
            fix=f"In the {mode.form} tab, choose a pattern without nods in {mode.nods_field}, and "
            "add a dedicated background if you need one; or correct Extended of the target in "
            f"{FIXED_TARGETS}.",
            at=nodded[0].observation,
            each=dict.fromkeys(numbers, "nods"),
            evidence=Evidence("nods", "no nods"),
        )


def _sources(nodded: Iterable[Science]) -> str:
    return agree(len(tuple(nodded)), "nods on an extended source", "nod on extended sources")
