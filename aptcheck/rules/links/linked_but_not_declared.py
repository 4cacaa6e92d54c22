from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.bare_stars import bare_stars
from aptcheck.background.declared_elsewhere import declared_elsewhere
from aptcheck.background.shared_faults import shared_faults
from aptcheck.edit import Remedy
from aptcheck.remedies.declaring import declaring_edits, may_list, no_list
from aptcheck.rules import SUBTRACTED_MODES, Context, Fault, Graph, Verdicts, applies, rule
from aptcheck.rules.coronagraphs.copy_of_sky import COPY_OF_SKY
from aptcheck.rules.target_folders import folders_of
from aptcheck.wording import (
    BACKGROUND_CHECKBOX,
    BACKGROUND_LIST,
    LINK,
    REQUIREMENTS,
    agree,
    excerpt,
    in_targets,
    named,
    numbered,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aptcheck.background.declared_elsewhere import DeclaredElsewhere
    from aptcheck.background.shared_faults import SharedFault
    from aptcheck.model import Target

#: Why an image may be linked with the background of another on purpose.
_IMAGE = "an image may do without one"


@rule(
    "BKG117",
    severity="error",
    repair="association",
    draft="warning",
    modes=SUBTRACTED_MODES,
)
def linked_but_not_declared(graph: Graph, context: Context) -> Verdicts:
    """A science observation is linked with a background that its target does not list.

    ## What
    A non-interruptible link includes a science observation and a background of its mode that
    another target declares, and the target of the science observation does not list that
    background. A warning where the science has no use for that background: the two have no grating
    or filter in common, or the strategy is annulus (set, or inferred for a point source of the
    MRS), external or none. Also a warning in MIRI imaging where other observations in the mode use
    the background: an image may do without one. A science observation with a background of its own
    in the same link merely shares the link. A star of MIRI coronagraphy without any background is
    left to BKG861.

    ## Why
    The pipeline needs both, the link and the entry in the list of the science target. With the
    link alone the science gets no background. A point source then takes it from an annulus, which
    may be what is meant.

    ## How to fix
    In APT open the science target in Fixed Targets, tick the background checkbox and choose the
    background target in the background target list. If it needs no background, take the science
    observation out of the link, or leave it and suppress the warning in `aptcheck.toml`.

    ## Source
    Association generator of jwst 3.0.0, run on pools of each mode with a linked science target that
    does not list the background: nothing is attached at level 2. Coronagraphy: STScI news of
    2024-06-17, "MIRI coronagraphy PSF reference star backgrounds are now publicly accessible" (a
    background of both stars has no exclusive access); notebook of programme 1386 (backgrounds were
    subtracted "off of the science exposures, but not from the reference exposures").
    """
    applies(graph.skies, "no background is declared and taken")
    bare = {star.target.number for star in bare_stars(graph)}
    pairs = (pair for pair in declared_elsewhere(graph) if pair.science.target_number not in bare)
    for found in shared_faults(pairs, lambda pair: (pair.target_number, _no_use(pair, graph))):
        no_use = _no_use(found.first, graph)
        sciences = numbered("observation", found.science_numbers)
        shared = graph.mode.name == "miri-coronagraphy" and not no_use
        asking = [t for pair in found.pairs if (t := pair.science.target) is not None]
        targets = dict.fromkeys(target.name for target in asking)
        names, sky = named(targets), excerpt(found.first.skies[0].target_name)
        declare = in_targets(
            f"tick the {BACKGROUND_CHECKBOX} and choose {sky} in the {BACKGROUND_LIST}",
            targets,
            folder=folders_of(asking),
        )
        yield Fault(
            message=f"{numbered('Observation', found.science_numbers)} "
            f"{agree(found.science_numbers, 'is', 'are')} linked with the background {sky} "
            f"({numbered('observation', found.sky_numbers)}), which {names} "
            f"{agree(targets, 'does', 'do')} not list{f'; {no_use}' if no_use else ''}.",
            fix=_fix(found.first, sciences, declare, no_use)
            + (f" {COPY_OF_SKY}" if shared else ""),
            at=found.first.link,
            about=found,
            severity="warning" if no_use else None,
            subject=no_use,
            remedy=None
            if no_use or shared
            else no_list(graph.proposal) or _remedy(found, asking, graph),
        )


def _remedy(
    found: SharedFault[DeclaredElsewhere], asking: Sequence[Target], graph: Graph
) -> Remedy | None:
    """Return the remedy that declares the background.

    None where the science has a background in another link, or one of the two targets is science
    and background: then rather the link, or the existing list, is wrong.
    """
    entries = (graph.proposal.target_of(sky) for sky in found.first.skies)
    if any(pair.science.skies for pair in found.pairs) or not may_list(graph, asking, entries):
        return None
    skies = {sky.target_number: sky.target_name for sky in found.first.skies}
    return Remedy.of("unsafe", declaring_edits(asking, skies.items()))


def _fix(pair: DeclaredElsewhere, sciences: str, declare: str, no_use: str) -> str:
    apart = f"take {sciences} out of the {LINK}"
    if not no_use:
        return f"{declare} Or {apart} ({REQUIREMENTS})."
    spared = f"In {REQUIREMENTS}, {apart}, or suppress this warning in aptcheck.toml."
    intent = pair.science.intent
    if no_use != _IMAGE and (intent.subtracts_background or intent.strategy_set):
        return spared
    return f"{spared} If a background is meant, {declare[:1].lower()}{declare[1:]}"


def _no_use(pair: DeclaredElsewhere, graph: Graph) -> str:
    """Return why the science has no use for the background; nothing where it has."""
    intent = pair.science.intent
    if not intent.subtracts_background:
        return f"the strategy is {intent.strategy}{'' if intent.strategy_set else ' (inferred)'}"
    if not pair.shares_a_setting:
        return f"science and background have no {graph.mode.element_word} in common"
    if graph.mode.name == "miri-imaging" and any(map(graph.users_of, pair.skies)):
        return _IMAGE
    return ""
