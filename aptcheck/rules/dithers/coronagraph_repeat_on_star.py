from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.appearance import looks_like_sky
from aptcheck.background.psf_sets import reference_numbers
from aptcheck.background.set_up import has_acquisition
from aptcheck.rules import Context, Fault, Graph, Verdicts, applies, rule
from aptcheck.wording import agree, briefly, in_form

if TYPE_CHECKING:
    from aptcheck.background.roles import Science


@rule("BKG412", severity="warning", modes=("miri-coronagraphy",))
def coronagraph_repeat_on_star(graph: Graph, context: Context) -> Verdicts:
    """A star is observed with the repeat in the opposing quadrant, which is for backgrounds.

    ## What
    Repeat observation is YES in a MIRI coronagraphic observation that acquires its target and is
    not a background, neither a declared one nor, by name or link, an undeclared one. Reported once
    for the whole proposal.

    ## Why
    A background must be repeated this way, and it is not acquired. A star is acquired again in the
    opposing quadrant, and target acquisition is verified only in quadrant 1 (with F1550C also in
    4). The repeat was made to identify latent images of the acquisition, which turned out to be no
    problem for most programmes: it doubles the time on the star for little.

    ## How to fix
    In APT, open the observation, MIRI Coronagraphic Imaging tab, and set Repeat observation to NO.
    If it is a background, declare it: in Fixed Targets, open the star, tick the background checkbox
    and choose the background target in the background target list.

    ## Source
    JDox, "MIRI Coronagraphic Imaging APT Template" ("TA has only been verified in quadrant 1 ...
    latent images should not be a problem for most use cases. This also means that the automatic
    'repeat in opposing quadrant' option in APT should not be selected", Cycle 4, read 2026-11).
    None of 100 observations of stars in 9 programmes that APT printed, 2022 to 2026, has it.
    """
    mode = context.mode
    repeated = [science for science in graph.sciences if mode.is_repeated(science.observation)]
    applies(repeated, "no science observation has Repeat observation YES")
    references = reference_numbers(graph.live, mode)
    stars = sorted(s.number for s in repeated if _is_star(s, graph, references))
    if not stars:
        return
    first = graph.proposal.observation(stars[0])
    change = "set Repeat observation to NO, or declare the observation as a background if it is one"
    yield Fault(
        message=f"Science {briefly('observation', stars)} {agree(stars, 'has', 'have')} Second "
        "Exposure YES: the repeat in the opposing quadrant is for backgrounds, and a star is "
        "acquired again there.",
        fix=in_form(stars[0], mode.form, change)
        if len(stars) == 1
        else f"In the {mode.form} tab of each, {change}.",
        at=first,
        each=dict.fromkeys(stars),
    )


def _is_star(science: Science, graph: Graph, references: frozenset[int]) -> bool:
    observation = science.observation
    if graph.is_background(observation) or not has_acquisition(observation):
        return False
    return science.number in references or not looks_like_sky(observation, science.target)
