from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.rules import Context, Fault, Graph, NotChecked, Science, Verdicts, applies, rule
from aptcheck.wording import agree, briefly

if TYPE_CHECKING:
    from aptcheck.mode_names import ModeName
    from aptcheck.model import Acquisition

_MODES: tuple[ModeName, ...] = ("miri-mrs", "miri-lrs-slit", "nirspec-ifu", "nirspec-fs")


@rule("BKG506", severity="info", modes=_MODES)
def extended_target_acquisition(graph: Graph, context: Context) -> Verdicts:
    """A science observation does its target acquisition on an extended source.

    ## What
    Acq Target of a science observation is its own target, and that is extended: Extended is YES, or
    its class is set to extended or faint-extended. A class set to a point overrides Extended. Or
    Acq Target is another target whose Extended is YES. For NIRSpec: with TA Method WATA. Reported
    once for the whole proposal, or once for each mode. Coronagraphy, which acquires its star, and
    the LRS without the slit are not judged.

    ## Why
    The acquisition centers on what it finds in a small image, of 64 x 64 pixels for the MRS. A
    source wider than the point spread function has no well-defined center there, and its center in
    the acquisition filter may differ from the coordinates: the pointing can end up worse than
    without an acquisition.

    ## How to fix
    In APT, open the science observation, MIRI Medium Resolution Spectroscopy tab, and set Acq
    Target to a point source near the target, or to NONE (NIRSpec: TA Method to NONE); extended
    sources may do without an acquisition. No action if a compact core dominates in the acquisition
    filter.

    ## Source
    JDox, "MIRI MRS Target Acquisition" ("Science targets that are spatially extended should not be
    used for target acquisition. Instead, bright point sources can be used"; extended sources are
    observed "with or without target acquisition", read 2026-11). "MIRI LRS Slit Target Acquisition"
    (another star may be advisable where "the science target is spatially resolved"); "NIRSpec Wide
    Aperture Target Acquisition" ("if a source is extended, accuracy may be degraded", unless it has
    a point-like core; both read 2026-11).
    """
    mode = context.mode
    applies(graph.sciences, f"no {mode.called} science observation")
    found: list[Science] = []
    for science in sorted(graph.sciences, key=lambda one: one.number):
        match _acquires_extended(graph, science, science.observation.acquisition):
            case None:
                yield NotChecked(
                    f"{mode.acquisition_field} of observation {science.number} is not known"
                )
            case True:
                found.append(science)
    if found:
        numbers = tuple(science.number for science in found)
        yield Fault(
            message=f"{briefly('Observation', numbers)} {agree(numbers, 'does its', 'do their')} "
            "target acquisition on an extended source: the center that it finds is uncertain.",
            fix=f"In the {mode.form} tab, set Acq Target to a point source near the target, or "
            f"{mode.or_no_acquisition}; no action if a compact core dominates in the acquisition "
            "filter.",
            at=found[0].observation.acquisition,
            each=dict.fromkeys(numbers),
        )


def _acquires_extended(graph: Graph, science: Science, found: Acquisition | None) -> bool | None:
    """Whether the acquisition of a science observation is on an extended source; None: unknown."""
    if found is None or found.kind == "unknown":
        return None
    if found.method == "MSATA":  # of stars around the target
        return False
    if found.kind == "same":
        return science.stated_extended
    star = graph.proposal.target(found.target) if found.kind == "other" else None
    return star is not None and star.extended == "YES"
