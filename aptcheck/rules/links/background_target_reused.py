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
from aptcheck.wording import FIXED_TARGETS, excerpt, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aptcheck.modes.matching import Unequal
    from aptcheck.modes.mode import Mode


@rule("BKG110", severity="warning", modes=SUBTRACTED_MODES)
def background_target_reused(graph: Graph, context: Context) -> Verdicts:
    """Observations of one sky target expose the same setting differently.

    ## What
    Two observations of one background target differ in readout pattern, Groups/Int, subarray or
    the filter of the simultaneous image for the same setting: grating and detector arm of the MRS,
    elsewhere grating, filter, mask, slit. Gratings or filters that are split over two observations
    are fine. A warning where a science observation is linked with unequal ones; only an info where
    each is linked with backgrounds of one kind, and with NIRSpec, whose backgrounds are combined as
    spectra.

    ## Why
    Within a link the pipeline knows backgrounds by their target alone. Exposures of unequal kind
    under one target name are combined with each other, and the science gets the mixture. In links
    of their own they are kept apart, as long as nobody combines them by the name of the target.

    ## How to fix
    In APT duplicate the sky entry in Targets under a new name, use it for one of the two
    observations, and choose it beside the background checkbox of the science targets which that
    observation serves. Or set both observations alike.

    ## Source
    jwst issue 8313 (unequal backgrounds of one target in one link); association generator of jwst
    3.0.0, run on two pairs with one sky target: each science observation gets the background of its
    own link.
    """
    used = {bond.sky.target_number for bond in graph.declared.bonds}
    applies(used, "no background is declared and taken")
    by_target = grouped(graph.skies, lambda sky: sky.target_number or 0)
    for number, skies in sorted(by_target.items()):
        if number in used and (fields := unequal(skies)):
            mixed = any(map(unequal, _together(graph, number)))
            yield _fault(skies, fields, context.mode, mixed=mixed)


def _together(graph: Graph, target: int) -> Iterable[Sequence[Observation]]:
    """Return the observations of a sky target that any science is linked with, each set once."""
    linked = (
        skies_in([bond for bond in bonds if bond.linked and bond.sky.target_number == target])
        for bonds in {id(science.bonds): science.bonds for science in graph.sciences}.values()
    )
    return {tuple(sky.number for sky in skies): skies for skies in linked}.values()


def _fault(skies: Sequence[Observation], fields: Unequal, mode: Mode, *, mixed: bool) -> Fault:
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
    apart = "" if mixed else " No science observation is linked with unequal ones."
    return Fault(
        message=f"{numbered('Observation', numbers)} of the background {name} differ in {field} "
        f"of {mode.setting_names(same)}: {values}"
        + (f"; also in {', '.join(also)}." if also else ".")
        + apart,
        severity=None if matters else "info",
        fix=("In " if matters else "No action is needed. To keep them apart by name too, in ")
        + f"{FIXED_TARGETS} duplicate {name} under a new name, use it for observation "
        f"{later.number} and choose it beside the background checkbox of the science targets this "
        "observation serves; or set the exposures alike.",
        at=later,
        observation=later.number,
        related=tuple(numbers[:-1]),
    )
