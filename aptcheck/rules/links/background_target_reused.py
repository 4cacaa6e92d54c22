from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.bond import skies_in
from aptcheck.background.grouping import grouped
from aptcheck.modes.matching import unequal
from aptcheck.rules import (
    SUBTRACTED_MODES,
    Context,
    Fault,
    Graph,
    Observation,
    Verdicts,
    applies,
    rule,
)
from aptcheck.rules.target_folders import folders_of
from aptcheck.wording import BACKGROUND_LIST, excerpt, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aptcheck.modes.matching import Unequal


@rule("BKG110", severity="warning", modes=SUBTRACTED_MODES)
def background_target_reused(graph: Graph, context: Context) -> Verdicts:
    """Observations of one background target expose the same setting differently.

    ## What
    Two observations of one background target differ in readout pattern, Groups/Int, subarray or
    the filter of the simultaneous image for the same setting: grating and detector arm of the MRS,
    elsewhere grating, filter, mask, slit. Gratings or filters that are split over two observations
    are fine. A warning where a science observation is linked with unequal ones. Only an info where
    each is linked with backgrounds of one kind, and with NIRSpec, whose backgrounds are combined as
    spectra.

    ## Why
    Within a link the pipeline knows backgrounds by their target alone. It combines unequal
    exposures under one target name, and the science gets the mixture. In separate links they are
    kept apart, as long as no one combines them by the name of the target.

    ## How to fix
    In APT duplicate the background target in Fixed Targets under a new name, set Target of one of
    the two observations to the duplicate, and choose it in the background target list of the
    science targets which that observation serves. Or give both observations the same exposures.

    ## Source
    jwst issue 8313 (unequal backgrounds of one target in one link); association generator of jwst
    3.0.0, run on two pairs with one background target: each science observation gets the background
    of its own link.
    """
    used = {bond.sky.target_number for bond in graph.declared.bonds}
    applies(used, "no background is declared and taken")
    by_target = grouped(graph.skies, lambda sky: sky.target_number or 0)
    for number, skies in sorted(by_target.items()):
        if number in used and (fields := unequal(skies)):
            mixed = any(map(unequal, _together(graph, number)))
            yield _fault(skies, fields, context, mixed=mixed)


def _together(graph: Graph, target: int) -> Iterable[Sequence[Observation]]:
    """Return the observations of a target that some science is linked with, each set once."""
    linked = (
        skies_in([bond for bond in bonds if bond.linked and bond.sky.target_number == target])
        for bonds in {id(science.bonds): science.bonds for science in graph.sciences}.values()
    )
    return {tuple(sky.number for sky in skies): skies for skies in linked}.values()


def _fault(
    skies: Sequence[Observation], fields: Unequal, context: Context, *, mixed: bool
) -> Fault:
    mode = context.mode
    numbers = sorted({n for held in fields.values() for have in held.values() for n in have})
    (field, _), first = next(iter(fields.items()))
    same = {setting for (name, setting), held in fields.items() if (name, held) == (field, first)}
    values = ", ".join(
        f"{excerpt(value)} in {numbered('observation', have)}" for value, have in first.items()
    )
    also = sorted({name for name, _ in fields} - {field})
    if any(name == field and setting not in same for name, setting in fields):
        also.insert(0, f"{field} of other settings")
    name = excerpt(skies[0].target_name)
    matters = mixed and mode.equal_ramps is not None
    later = next(sky for sky in skies if sky.number == numbers[-1])
    apart = "" if mixed else " No science observation is linked with unequal backgrounds."
    folder = folders_of([context.graph.proposal.target_of(later)])
    return Fault(
        message=f"{numbered('Observation', numbers)} of the background {name} differ in {field} "
        f"of {mode.setting_names(same)}: {values}"
        + (f"; also in {', '.join(also)}." if also else ".")
        + apart,
        severity=None if matters else "info",
        fix=("In " if matters else "No action is needed. To separate them by name too, in ")
        + f"{folder}, duplicate {name} under a new name, set Target of observation {later.number} "
        f"to the duplicate and choose it in the {BACKGROUND_LIST} of the science targets that this "
        "observation serves. Or give both observations the same exposures.",
        at=later,
        observation=later.number,
        related=tuple(numbers[:-1]),
    )
