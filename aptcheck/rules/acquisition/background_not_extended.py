from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.judged import modes_of
from aptcheck.remedies.acquired import is_acquired
from aptcheck.remedies.change import Change
from aptcheck.rules import Context, Evidence, Fault, NotChecked, Pairs, Target, Verdicts, rule
from aptcheck.rules.target_folders import folders_of
from aptcheck.wording import agree, briefly, excerpt, in_targets, listed, named

if TYPE_CHECKING:
    from collections.abc import Collection

    from aptcheck.background.graph import Graph
    from aptcheck.mode_names import ModeName

_EXTENDED = Change("Extended", "YES")

_MODES: tuple[ModeName, ...] = (
    "miri-mrs",
    "miri-imaging",
    "miri-lrs-slit",
    "nirspec-ifu",
    "nirspec-fs",
)


@rule("BKG502", severity="info", suspected=True, modes=_MODES)
def background_not_extended(pairs: Pairs, context: Context) -> Verdicts:
    """The background target is not marked as an extended source.

    ## What
    Extended of a background target is NO or Unknown. Reported once for the whole proposal, or once
    for each mode; a background target that serves several modes is reported only in the first.

    ## Why
    The sky fills the field. The automatic products are not affected: the pipeline treats
    observations of a target that is flagged as background as extended, whatever Extended says. But
    if you extract the spectra by hand, or use the data without the flag, you get a point source.
    For images Extended makes no difference and is only for the record. More than half of the
    background targets in public programmes are not marked, so this is an info.

    ## How to fix
    In APT, open the background target in Fixed Targets and set Extended to YES.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("should be
    specified as an Extended source", read 2026-11); jwst 3.0.0, step srctype (a background exposure
    is set to EXTENDED; for all spectra alike); 57 % of the MRS backgrounds in public files of
    accepted programmes, read 2026-11. That it applies to the other modes too is inferred.
    """
    found: dict[int, Target] = {}
    for use in pairs.sky_uses:
        target = context.graph.proposal.target_of(use.skies[0])
        if target is not None and _is_reported_before(target, context):
            continue
        if target is None or not target.extended:
            name = f"target {excerpt(target.name)}" if target is not None else "the background"
            yield NotChecked(f"{name} does not say whether it is extended")
        elif target.extended != "YES":
            found |= {sky.number: target for sky in use.skies}
    if found:
        unmarked = dict(sorted(found.items()))
        targets = {target.number: target for target in unmarked.values()}
        values = listed(sorted({target.extended or "" for target in targets.values()}))
        names = named(target.name for target in targets.values())
        first = next(iter(targets.values()))
        yield Fault(
            message=f"Background {agree(targets, 'target', 'targets')} {names} "
            f"({briefly('observation', unmarked)}) {agree(targets, 'has', 'have')} Extended "
            f"{values}, but the sky is an extended source. "
            + (_IN_SPECTRA if context.mode.source_type is not None else _IN_IMAGES),
            fix=in_targets(
                f"open {agree(targets, names, 'each')} and {_EXTENDED.words}",
                folder=folders_of(targets.values()),
            ),
            at=first,
            about=pairs.only(skies=unmarked),
            each={number: target.extended for number, target in unmarked.items()},
            evidence=Evidence(values, "YES"),
            remedy=_EXTENDED.of("safe", targets.values())
            if all(_serves_alone(target, unmarked, context.graph) for target in targets.values())
            else None,
        )


_IN_SPECTRA = "The pipeline treats a flagged background as extended anyway."
_IN_IMAGES = "It makes no difference for images."


def _is_reported_before(target: Target, context: Context) -> bool:
    """Whether the target also serves an earlier mode, which reports it."""
    graph = context.graph
    served = {name for lister in graph.listers_of(target) for name in _modes_of(lister, graph)}
    # no target lists a suspected background
    own = _modes_of(target, graph) & (served or {*_MODES})
    return any(name in own for name in _MODES[: _MODES.index(context.mode.name)])


def _modes_of(target: Target, graph: Graph) -> set[ModeName]:
    live = (one for one in graph.observations_of(target) if not one.is_out)
    return {mode.name for mode in modes_of(live)}


def _serves_alone(target: Target, skies: Collection[int], graph: Graph) -> bool:
    """Whether a target serves only backgrounds that are still to be taken."""
    taken = (other for other in graph.observations_of(target) if not other.is_out)
    alone = all(other.number in skies and not other.is_executed for other in taken)
    return alone and not is_acquired(graph.proposal, target)
