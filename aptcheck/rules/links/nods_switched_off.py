from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.ramps import nods_of, ramps_of
from aptcheck.rules import Context, Fault, NotChecked, Pairs, Verdicts, applies, rule
from aptcheck.rules.target_folders import folders_of
from aptcheck.wording import BACKGROUND_CHECKBOX, agree, briefly, in_targets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.background.bond import Bond
    from aptcheck.background.roles import Science
    from aptcheck.modes.mode import Mode
    from aptcheck.modes.ramp import Ramp, Setting


@rule("BKG119", severity="info", draft="off", modes=("nirspec-ifu", "nirspec-fs"))
def nods_switched_off(pairs: Pairs, context: Context) -> Verdicts:
    """A linked background switches off the nod subtraction.

    ## What
    A nodded science observation (Dither Type 2-POINT-NOD or 4-POINT-NOD of the NIRSpec IFU, Primary
    Dither Positions of the fixed slits) has a declared background in a non-interruptible link that
    uses the same settings and, with the IFU, the same pattern. A warning where one of the sources
    is an isolated point source. Reported once for each mode. Where the background has another
    pattern, BKG410 reports it, and the nods are still subtracted.

    ## Why
    At level 2 the pipeline adds the background to the nods and then compares the position of the
    grating wheel in all of them. The wheel moves between visits, and one exposure that differs is
    enough: the whole step is skipped, for the nods too. The master background is subtracted at
    level 3 instead. That is right for an extended source. For a point source, nods measure the
    background closer to the source, at the same time and with the same pixels.

    ## How to fix
    If the background is intended, no action; a dither without nods would make this clear. If the
    nods are intended, clear the background checkbox of the science target in Fixed Targets.

    ## Source
    Association generator and background step of jwst 3.0.0, run 2026-11 (nods with equal GWA_XTIL
    and GWA_YTIL beside one background that differs: skipped); STScI pipeline notebooks for the
    NIRSpec IFU and fixed slits, 2026-08 ("if they were in different visits", master background);
    jwst issues 1149 and 3074 on the wheel.
    """
    mode, pairs = context.mode, pairs.attached
    applies(pairs.bonds, "a time series gets no background (BKG114)")
    planned = [
        one
        for one in pairs.sciences
        if one.intent.subtracts_background and not context.graph.is_sky(one.observation)
    ]
    applies(planned, "the plan does not subtract this background")
    unknown = [one.number for one in planned if None in nods_of(one.observation, mode)]
    if unknown:
        yield NotChecked(f"{briefly('observation', unknown)}: the dither pattern is not known")
    nodded = [one for one in planned if True in nods_of(one.observation, mode)]
    applies(nodded or unknown, "the science is not nodded")
    offered = {id(bond): _offered(bond, mode) for bond in pairs.bonds}
    found: dict[int, Science] = {}
    switched: set[Setting] = set()
    kept: set[Setting] = set()
    for one in nodded:
        beside = frozenset[object]().union(*(offered.get(id(bond), ()) for bond in one.bonds))
        for ramp in ramps_of([one.observation]):
            if mode.is_nodded(ramp) and not beside.isdisjoint(_compared([ramp], mode)):
                found[one.number] = one
                switched.add(ramp.setting)
            else:
                kept.add(ramp.setting)
    if not found:
        return
    where = f" in {mode.setting_names(switched)}" if kept - switched else ""
    affected = pairs.only(sciences=found)
    skies = [sky.number for sky in affected.skies]
    targets = [one.target for one in found.values() if one.target is not None]
    points = [one for one in found.values() if one.stated_point]
    better = (
        f"; nods suit the point {agree(points, 'source', 'sources')} of "
        f"{briefly('observation', [one.number for one in points])} better"
        if points
        else ""
    )
    yield Fault(
        message=f"With background {briefly('observation', skies)} linked, the pipeline subtracts a "
        "master background at level 3 instead of the nods of "
        f"{briefly(f'{mode.called} observation', sorted(found))}{where}{better}.",
        fix=in_targets(
            f"clear the {BACKGROUND_CHECKBOX} to have the nods subtracted; change nothing to keep "
            "the background",
            (target.name for target in targets),
            folder=folders_of(targets),
        ),
        at=affected.skies[0],
        about=affected,
        each=dict.fromkeys(skies),
        severity="warning" if points else None,
    )


def _offered(bond: Bond, mode: Mode) -> frozenset[object]:
    """Return what the backgrounds of a bond take, if they have separate visits.

    In a target group they do not, and whether the wheel moves there is not known.
    """
    if not bond.non_interruptible or bond.in_target_group:
        return frozenset()
    skies = [sky for sky in bond.skies if not sky.requirements.time_series]
    return frozenset(_compared(ramps_of(skies), mode))


def _compared(ramps: Iterable[Ramp], mode: Mode) -> set[object]:
    """Return what the pipeline compares of exposures before it attaches one to another."""
    return {(ramp.kind, mode.pattern_type(ramp)) for ramp in ramps}
