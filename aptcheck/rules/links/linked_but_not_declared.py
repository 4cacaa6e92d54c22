from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.bare_stars import bare_stars
from aptcheck.background.declared_elsewhere import declared_elsewhere
from aptcheck.background.shared_faults import shared_faults
from aptcheck.edit import Remedy
from aptcheck.remedies.declaring import declaring_edits, may_list, no_list
from aptcheck.rules import SUBTRACTED_MODES, Context, Fault, Graph, Verdicts, applies, rule
from aptcheck.rules.coronagraphs.copy_of_sky import COPY_OF_SKY
from aptcheck.wording import REQUIREMENTS, agree, excerpt, in_targets, named, numbered

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
    A non-interruptible link holds a science observation and a sky of its mode that another target
    declares, and the target of the science observation does not list that sky. A warning where
    the science has no use for that sky: the two have no grating or filter in common, or the
    strategy is annulus (set, or inferred for a point source of the MRS), external or none. A
    warning, too, in MIRI imaging where others in the mode use the sky: an image may do without one.
    A science observation with a sky of its own in the same link merely shares the link. A star of
    MIRI coronagraphy that has no background at all is left to BKG861.

    ## Why
    The pipeline needs both, the link and the entry in the list of the science target. With the
    link alone the science gets no background. A point source takes it from an annulus then, which
    may be what is meant.

    ## How to fix
    In APT open the science target in Fixed Targets, tick the background checkbox and choose the
    sky target beside it. If it needs no background, take it out of the link, or leave it and
    suppress the warning in `aptcheck.toml`.

    ## Source
    Association generator of jwst 3.0.0, run on pools of each mode with a linked science target that
    does not list the sky: nothing is attached at level 2. Coronagraphy: STScI news of 2024-06-17,
    "MIRI coronagraphy PSF reference star backgrounds are now publicly accessible" (a background of
    both stars has no exclusive access); notebook of programme 1386 (backgrounds were subtracted
    "off of the science exposures, but not from the reference exposures").
    """
    applies(graph.skies, "no background is declared and taken")
    bare = {star.target.number for star in bare_stars(graph)}
    pairs = (pair for pair in declared_elsewhere(graph) if pair.science.target_number not in bare)
    for found in shared_faults(pairs, lambda pair: (pair.target_number, _no_use(pair, graph))):
        no_use = _no_use(found.first, graph)
        sciences = numbered("observation", found.science_numbers)
        shared = graph.mode.name == "miri-coronagraphy" and not no_use
        wanting = [t for pair in found.pairs if (t := pair.science.target) is not None]
        targets = dict.fromkeys(target.name for target in wanting)
        names, sky = named(targets), excerpt(found.first.skies[0].target_name)
        yield Fault(
            message=f"{numbered('Observation', found.science_numbers)} "
            f"{agree(found.science_numbers, 'is', 'are')} linked with the background {sky} "
            f"({numbered('observation', found.sky_numbers)}), which {names} "
            f"{agree(targets, 'does', 'do')} not list{f'; {no_use}' if no_use else ''}.",
            fix=_fix(found.first, sciences, sky, names, no_use)
            + (f" {COPY_OF_SKY}" if shared else ""),
            at=found.first.link,
            about=found,
            severity="warning" if no_use else None,
            subject=no_use,
            remedy=None
            if no_use or shared
            else no_list(graph.proposal) or _remedy(found, wanting, graph),
        )


def _remedy(
    found: SharedFault[DeclaredElsewhere], wanting: Sequence[Target], graph: Graph
) -> Remedy | None:
    """Return the remedy that declares the sky.

    None where the science has a sky in another link, or one of the two targets is science and
    background: then it is rather the link, or the list that is there, that is wrong.
    """
    entries = (graph.proposal.target_of(sky) for sky in found.first.skies)
    if any(pair.science.skies for pair in found.pairs) or not may_list(graph, wanting, entries):
        return None
    skies = {sky.target_number: sky.target_name for sky in found.first.skies}
    return Remedy.of("unsafe", declaring_edits(wanting, skies.items()))


def _fix(pair: DeclaredElsewhere, sciences: str, sky: str, names: str, no_use: str) -> str:
    apart = f"{sciences} out of the link in {REQUIREMENTS}"
    declare = f"tick the background checkbox and choose {sky}"
    if not no_use:
        return in_targets(f"{declare}; or take {apart}", names)
    spared = f"Take {apart}, or leave it and suppress this warning in aptcheck.toml."
    intent = pair.science.intent
    if no_use != _IMAGE and (intent.subtracts_background or intent.strategy_set):
        return spared
    return f"{spared} If a background is meant: {in_targets(declare, names)}"


def _no_use(pair: DeclaredElsewhere, graph: Graph) -> str:
    """Say why the science has no use for the sky; nothing where it has."""
    intent = pair.science.intent
    if not intent.subtracts_background:
        return f"the strategy is {intent.strategy}{'' if intent.strategy_set else ' (inferred)'}"
    if not pair.shares_a_setting:
        return f"science and background have no {graph.mode.element_word} in common"
    if graph.mode.name == "miri-imaging" and any(map(graph.users_of, pair.skies)):
        return _IMAGE
    return ""
