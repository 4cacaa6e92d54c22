from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aptcheck.modes.mrs.setting_words import setting_names
from aptcheck.rules import Context, Fault, Graph, Science, Verdicts, applies, rule
from aptcheck.wording import TARGETS, numbered

if TYPE_CHECKING:
    from aptcheck.modes.mrs.settings import Setting


@rule("BKG115", severity="info")
def several_backgrounds_averaged(graph: Graph, context: Context) -> Verdicts:
    """A science observation has several backgrounds, which will be averaged.

    ## What
    More than one sky observation is in a non-interruptible link with a science observation and
    exposes the same grating and detector arm. Gratings that are split over two sky observations
    are not meant.

    ## Why
    The pipeline attaches them all and averages them. That is what you want of a sky before and
    one after; it is not, if one of them was meant for another science observation.

    ## How to fix
    Nothing, if the average is meant. Otherwise give each background a target entry of its own in
    Targets and list only the one that serves each science target.

    ## Source
    Association generator of jwst 3.0.0: every exposure of a listed target that shares a
    candidate is attached; APT makes the candidates of non-interruptible links alone (its printed
    lists of background observations, 2021 to 2026).
    """
    applies(graph.declared.edges, "no background is declared and taken")
    same: dict[tuple[int, ...], list[int]] = defaultdict(list)
    shared: dict[tuple[int, ...], set[Setting]] = defaultdict(set)
    for science in graph.sciences:
        if doubled := _doubled(science):
            skies = tuple(sorted(set().union(*doubled.values())))
            same[skies].append(science.number)
            shared[skies].update(doubled)
    for skies, sciences in same.items():
        yield Fault(
            message=f"{numbered('Observation', skies)} are all attached to "
            f"{numbered('observation', sciences)} in {setting_names(shared[skies])} and will be "
            "averaged.",
            fix="Nothing, if the average is meant; else give each background a target entry of its "
            f"own in {TARGETS} and list only the one that serves each science target.",
            at=graph.proposal.observation(skies[0]),
            observation=skies[0],
            related=tuple(sciences),
            subject=" ".join(str(number) for number in skies),
        )


def _doubled(science: Science) -> dict[Setting, set[int]]:
    """Return the settings that more than one held sky answers, with those skies."""
    answering: dict[Setting, set[int]] = defaultdict(set)
    for edge in science.edges:
        if edge.held and not science.observation.requirements.time_series:
            for match in edge.matches:
                if match.science and match.sky:
                    answering[match.setting].add(edge.sky.number)
    return {setting: skies for setting, skies in answering.items() if len(skies) > 1}
