from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.grouping import grouped
from aptcheck.modes.mrs.matching import unequal
from aptcheck.modes.mrs.setting_words import setting_names
from aptcheck.rules import Context, Fault, Graph, Observation, Verdicts, applies, rule
from aptcheck.wording import TARGETS, excerpt, numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aptcheck.modes.mrs.matching import Unequal


@rule("BKG110", severity="warning")
def background_target_reused(graph: Graph, context: Context) -> Verdicts:
    """Observations of one sky target expose the same setting differently.

    ## What
    Two observations of one background target differ in readout pattern, Groups/Int, subarray or
    the filter of the simultaneous image for the same grating and detector arm. Gratings that are
    split over two observations are fine.

    ## Why
    The pipeline knows backgrounds by their target. Exposures of unequal kind under one target
    name are combined with each other, and each science observation gets the mixture.

    ## How to fix
    In APT duplicate the sky entry in Targets under a new name, use it for one of the two
    observations, and choose it beside the background checkbox of the science targets which that
    observation serves. Or set both observations alike.

    ## Source
    jwst issue 8313.
    """
    used = {edge.sky.target_number for edge in graph.declared.edges}
    applies(used, "no background is declared and taken")
    by_target = grouped(graph.skies, lambda sky: sky.target_number or 0)
    for number, skies in sorted(by_target.items()):
        if number in used and (fields := unequal(skies)):
            yield _fault(skies, fields)


def _fault(skies: Sequence[Observation], fields: Unequal) -> Fault:
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
    later = next(sky for sky in skies if sky.number == numbers[-1])
    return Fault(
        message=f"{numbered('Observation', numbers)} of the background {name} differ in {field} "
        f"of {setting_names(same)}: {values}" + (f"; also in {', '.join(also)}." if also else "."),
        fix=f"In {TARGETS} duplicate {name} under a new name, use it for observation "
        f"{later.number} and choose it beside the background checkbox of the science targets this "
        "observation serves; or set the exposures alike.",
        at=later,
        observation=later.number,
        related=tuple(numbers[:-1]),
    )
