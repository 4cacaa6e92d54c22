from __future__ import annotations

from aptcheck.rules import Context, Fault, Graph, NotChecked, Science, Verdicts, applies, rule
from aptcheck.wording import MRS_FORM, agree, briefly


@rule("BKG506", severity="info")
def extended_target_acquisition(graph: Graph, context: Context) -> Verdicts:
    """A science observation does its target acquisition on an extended source.

    ## What
    Acq Target of a science observation is its own target, and that is extended: Extended is YES,
    or its class is set to extended or faint-extended. A class set to a point counts for more than
    Extended. Or Acq Target is another target whose Extended is YES. Reported once for the whole
    proposal.

    ## Why
    The acquisition centres on what it finds in an image of 64 x 64 pixels. On a source wider than
    the point spread function that is no well-defined place, and in the acquisition filter it may be
    another one than the coordinates: the pointing can end up worse than without an acquisition.

    ## How to fix
    In APT open the science observation, MIRI MRS form, and set Acq Target to a point source near
    the target, or to NONE: extended sources may do without. No action if a compact core dominates
    in the acquisition filter.

    ## Source
    JDox, "MIRI MRS Target Acquisition" ("Science targets that are spatially extended should not be
    used for target acquisition. Instead, bright point sources can be used"; extended sources are
    observed "with or without target acquisition", read 2026-11).
    """
    applies(graph.sciences, "no MRS science observation")
    found: list[Science] = []
    for science in sorted(graph.sciences, key=lambda one: one.number):
        match _acquires_extended(graph, science):
            case None:
                yield NotChecked(f"Acq Target of observation {science.number} is not known")
            case True:
                found.append(science)
    if found:
        numbers = tuple(science.number for science in found)
        yield Fault(
            message=f"{briefly('Observation', numbers)} {agree(numbers, 'does its', 'do their')} "
            "target acquisition on an extended source: the centre that it finds is uncertain.",
            fix=f"In the {MRS_FORM} set Acq Target to a point source near the target, or to NONE; "
            "no action if a compact core dominates in the acquisition filter.",
            at=found[0].observation.mrs and found[0].observation.mrs.acquisition,
            each=dict.fromkeys(numbers),
        )


def _acquires_extended(graph: Graph, science: Science) -> bool | None:
    """Whether the acquisition of a science observation is on an extended source; None: unknown."""
    mrs = science.observation.mrs
    kind = mrs.acquisition.kind if mrs is not None else "unknown"
    if mrs is None or kind == "unknown":
        return None
    if kind == "same":
        return science.stated_extended
    star = graph.proposal.target(mrs.acquisition.target) if kind == "other" else None
    return star is not None and star.extended == "YES"
