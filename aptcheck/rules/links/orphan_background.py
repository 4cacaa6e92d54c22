from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.orphans import orphan
from aptcheck.edit import Remedy, Remove
from aptcheck.remedies.declaring import declaring_edits, no_list
from aptcheck.remedies.parts import set_field
from aptcheck.rules import SUBTRACTED_MODES, Context, Fault, Target, Verdicts, applies, rule
from aptcheck.rules.links.lost import lost_words
from aptcheck.rules.target_folders import folders_of
from aptcheck.wording import (
    BACKGROUND_CHECKBOX,
    BACKGROUND_LIST,
    agree,
    excerpt,
    in_targets,
    named,
    numbered,
)

if TYPE_CHECKING:
    from aptcheck.background.orphans import Orphan
    from aptcheck.edit import Edit


@rule("BKG108", severity="warning", modes=SUBTRACTED_MODES)
def orphan_background(target: Target, context: Context) -> Verdicts:
    """A background is observed, but the target that declares it is not.

    ## What
    A target listed as a background is observed, and no target that lists it has a science
    observation. An error where the listing target is a copy: a target within 5 arcsec of a science
    target that is observed in the mode of the background. Silent where the listing target is
    observed in another mode.

    ## Why
    No science observation uses the background. Most often the science observation points at a
    second target for the same object, and the checkbox was ticked for the first: then the science
    gets no background.

    ## How to fix
    In APT open the science target that is observed in Fixed Targets, tick its background checkbox
    and choose the background target in its background target list; clear both in the copy, or
    delete the copy.

    ## Source
    aptcheck's own judgement.
    """
    applies(target.number in context.graph.listed, "not listed as a background")
    found = orphan(context.graph, target)
    if found is None:
        return
    skies = tuple(sky.number for sky in found.skies)
    listers = named(lister.name for lister in found.listers)
    called = context.mode.called
    left = f" left ({lost_words(found.lost)})" if found.lost else ""
    unused = (
        f"{numbered('Observation', skies)} {agree(skies, 'is', 'are')} the background of "
        f"{listers}, which {agree(found.listers, 'has', 'have')} no {called} observation"
        f"{left}"
    )
    if not found.copied:
        yield Fault(
            message=f"{unused}: no science observation uses it.",
            fix=f"Add the {called} observation of {listers}. Or, in {folders_of(found.listers)}, "
            f"open the science target that is observed and choose {excerpt(target.name)} in its "
            f"{BACKGROUND_LIST}.",
            at=found.skies[0],
            observation=skies[0],
            related=skies[1:],
        )
        return
    sciences = tuple(science.number for science in found.copied)
    observed = [science.target for science in found.copied if science.target is not None]
    names = [one.name for one in observed]
    yield Fault(
        message=f"{unused}; {numbered('observation', sciences)} "
        f"{agree(sciences, 'points', 'point')} at {named(names)}, another target at the same "
        f"place, and {agree(sciences, 'gets', 'get')} no background.",
        fix=in_targets(
            f"tick the {BACKGROUND_CHECKBOX} and choose {excerpt(target.name)} in the "
            f"{BACKGROUND_LIST}; clear both in {listers}",
            names,
            folder=folders_of(observed),
        ),
        at=found.listers[0],
        observation=skies[0],
        related=sciences,
        severity="error",
        remedy=no_list(context.graph.proposal) or _list_moved(found),
    )


def _list_moved(found: Orphan) -> Remedy | None:
    """Return the remedy that moves the list to the observed targets; None for two lists."""
    lists = {
        tuple((one.number, one.name) for one in lister.backgrounds) for lister in found.listers
    }
    if len(lists) > 1:
        return None
    entries = (science.target for science in found.copied if science.target is not None)
    taken = (edit for lister in found.listers for edit in _cleared(lister))
    return Remedy.of("unsafe", (*declaring_edits(entries, lists.pop()), *taken))


def _cleared(lister: Target) -> tuple[Edit | None, ...]:
    """Return the edits that clear checkbox and list of a copy."""
    part = lister.place.element
    return (
        set_field(lister, "BackgroundTargetReq", "false"),
        None if part is None else Remove(part, "BackgroundTargets"),
    )
