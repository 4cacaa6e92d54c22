from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.background_list import (
    images_do_without,
    is_science_and_background,
    listings,
    science_numbers_of,
    unobserved,
)
from aptcheck.rules import SUBTRACTED_MODES, Context, Fault, Graph, Verdicts, applies, rule
from aptcheck.rules.links.lost import lost_words
from aptcheck.rules.target_folders import folders_of
from aptcheck.wording import BACKGROUND_LIST, LINK, agree, named, numbered

if TYPE_CHECKING:
    from aptcheck.background.background_list import Listing
    from aptcheck.modes.mode import Mode


@rule(
    "BKG101",
    severity="error",
    repair="never",
    draft="warning",
    submit="raised",
    modes=SUBTRACTED_MODES,
)
def background_missing(graph: Graph, context: Context) -> Verdicts:
    """A declared background target is not observed in the mode of the science.

    ## What
    A science target asks for a background and lists targets for it, and a listed target has no
    observation in the mode of the science, or only withdrawn, skipped or failed ones. An error
    where this leaves no background at all, a warning where only some of the listed targets lack
    one. Silent in a mode where a listed target serves another mode of the science target. Silent
    also for images of a target that another mode also observes: images may do without.

    ## Why
    The declaration alone takes no data. Without an observation of the listed target nothing can
    be subtracted, and the background cannot be observed later in the same conditions.

    ## How to fix
    In APT add an observation of the listed target with the template of the science observation (the
    same gratings or filters, readout and Groups/Int, Acq Target NONE). Link it with the science
    observation in a Group/Sequence Observations Link with Sequence and Non-interruptible ticked. If
    the list is out of date, open the science target in Fixed Targets and choose the observed
    background target in the background target list instead.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background (the sky target
    "should have an observation of its own", read 2026-11). Association generator of jwst 3.0.0: a
    background in another template is attached in no mode.
    """
    mode = context.mode
    asking = [
        target
        for target in graph.proposal.targets
        if target.background_required and target.backgrounds and science_numbers_of(graph, target)
    ]
    applies(asking, f"no {mode.called} science target asks for a background")
    asking = [target for target in asking if not images_do_without(graph, target)]
    applies(asking, "the list is for another mode: images may do without")
    asking = [t for t in asking if not {*science_numbers_of(graph, t)} <= graph.held_by_undeclared]
    applies(asking, "an undeclared background is linked instead (BKG102)")
    lists = [(t, listings(graph, t)) for t in asking if not is_science_and_background(graph, t)]
    sound = [(t, own) for t, own in lists if own and not any(map(_is_elsewhere, own))]
    applies(sound, "the lists themselves are wrong (APT002, BKG109, 111, 112)")
    for found in unobserved(sound):
        missing = found.entries
        sciences = sorted(
            {n for target in found.listers for n in science_numbers_of(graph, target)}
        )
        observed = numbered("observation", sciences)
        askers = named(target.name for target in found.listers)
        names = named(entry.target.name for entry in missing)
        lost = [observation.number for entry in missing for observation in entry.lost]
        left = f" left: {lost_words(lost)}" if lost else ""
        yield Fault(
            message=f"{names}, declared as background of {askers} ({observed}), "
            f"{agree(missing, 'has', 'have')} no {mode.called} observation{left}."
            + (" Other declared backgrounds are observed." if found.only_some else ""),
            fix=f"Add {agree(missing, 'an observation', 'observations')} of {names} with the "
            f"{mode.form} template and link {agree(missing, 'it', 'them')} with {observed} in a "
            f"{LINK}, Sequence and Non-interruptible ticked. If {names} "
            f"{agree(missing, 'is', 'are')} out of date, replace {agree(missing, 'it', 'them')} in "
            f"the {BACKGROUND_LIST} of {askers} ({folders_of(found.listers)}).",
            at=missing[0].reference,
            observation=sciences[0],
            related=tuple(sciences[1:]),
            severity="warning" if found.only_some else None,
            subject=" ".join((*sorted(entry.target.name for entry in missing), *_other(mode))),
        )


def _is_elsewhere(entry: Listing) -> bool:
    return entry.wrong_mode or entry.elsewhere


def _other(mode: Mode) -> tuple[str, ...]:
    """Return what distinguishes the finding of another mode from that of the MRS."""
    return () if mode.name == "miri-mrs" else (mode.name,)
