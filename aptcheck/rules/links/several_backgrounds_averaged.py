from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aptcheck.modes.ramps import ramps_of
from aptcheck.rules import SUBTRACTED_MODES, Context, Fault, Graph, Verdicts, applies, rule
from aptcheck.rules.target_folders import folders_of
from aptcheck.wording import numbered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.background.bond import Bond
    from aptcheck.modes.ramp import Setting


@rule("BKG115", severity="info", modes=SUBTRACTED_MODES)
def several_backgrounds_averaged(graph: Graph, context: Context) -> Verdicts:
    """A science observation has several backgrounds, which will be averaged.

    ## What
    More than one background observation is in a non-interruptible link with a science observation
    and exposes the same setting: grating and detector arm of the MRS, elsewhere grating, filter,
    mask, slit. Gratings or filters that are split over two background observations are fine.

    ## Why
    The pipeline attaches them all and averages them. That is right for one background before and
    one after the science, but not if one of them was meant for another science observation.

    ## How to fix
    No action if you mean the average. Otherwise give each background observation a target of its
    own in Fixed Targets, and list for each science target only the one that serves it.

    ## Source
    Association generator of jwst 3.0.0: every exposure of a listed target that shares a
    candidate is attached; APT makes the candidates of non-interruptible links alone (its printed
    lists of background observations, 2021 to 2026).
    """
    applies(graph.declared.bonds, "no background is declared and taken")
    same: dict[tuple[int, ...], list[int]] = defaultdict(list)
    shared: dict[tuple[int, ...], set[Setting]] = defaultdict(set)
    bonds = {id(science.bonds): science.bonds for science in graph.sciences}
    taken = {key: _doubled(own) for key, own in bonds.items()}
    for science in graph.sciences:
        if science.observation.requirements.time_series:
            continue
        own = {ramp.kind for ramp in ramps_of((science.observation,))}
        doubled = {k[0]: skies for k, skies in taken[id(science.bonds)].items() if k in own}
        if doubled:
            skies = tuple(sorted(set().union(*doubled.values())))
            same[skies].append(science.number)
            shared[skies].update(doubled)
    for skies, sciences in same.items():
        yield Fault(
            message=f"The pipeline attaches {numbered('observation', skies)} to "
            f"{numbered('observation', sciences)} in {context.mode.setting_names(shared[skies])} "
            "and averages them.",
            fix=f"No action if you mean the average. Otherwise, in {_folders(skies, graph)}, give "
            "each background observation a target of its own and list for each science target only "
            "the one that serves it.",
            at=graph.proposal.observation(skies[0]),
            observation=skies[0],
            related=tuple(sciences),
            subject=" ".join(str(number) for number in skies),
        )


def _folders(skies: Iterable[int], graph: Graph) -> str:
    taken = filter(None, map(graph.proposal.observation, skies))
    return folders_of(map(graph.proposal.target_of, taken))


def _doubled(bonds: Iterable[Bond]) -> dict[tuple[Setting, str | None], set[int]]:
    """Return the kinds of ramps that several linked backgrounds take, and which ones do."""
    taking: dict[tuple[Setting, str | None], set[int]] = defaultdict(set)
    for bond in bonds:
        for ramp in ramps_of(bond.skies if bond.held else ()):
            taking[ramp.kind].add(ramp.observation.number)
    return {kind: skies for kind, skies in taking.items() if len(skies) > 1}
