from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.grouping import grouped
from aptcheck.background.sequence import has_sky_before, spoiled
from aptcheck.remedies.links import preceded
from aptcheck.rules import (
    EVERY_MODE,
    Background,
    Context,
    Fault,
    Graph,
    NotApplicable,
    Proposal,
    Science,
    Verdicts,
    applies,
    rule,
)
from aptcheck.rules.links.back_to_back import SHADOW
from aptcheck.wording import LINK, agree, in_requirements, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.background.sequence import Spoiled


@rule("BKG701", severity="warning", submit="raised", modes=EVERY_MODE)
def background_after_bright_source(graph: Graph, context: Context) -> Verdicts:
    """A background is observed after a bright source.

    ## What
    A science observation flagged as bright (`bright` in the configuration, or the special
    requirement Persistence Risk, which is not open to proposers) has none of its backgrounds before
    it in a sequence. Or it comes before the background of another science observation in the same
    sequence, whether or not it has a background of its own. The order is that of the link's list;
    in a group it is not fixed. Sources that are not flagged are not judged, nor is the background
    of the strategy shadow, unless the link is non-interruptible. Each mode is judged by itself,
    though MIRI's imager, coronagraphs and LRS share a detector.

    ## Why
    A bright source leaves a trace on the detector. A glow fades over minutes to hours; after
    saturation the pixels may also read too low, by 1.7 % of the source at 21 µm and still by a
    tenth of that five hours later. In the background it is subtracted from the science as if it
    were sky.

    ## How to fix
    In APT open Special Requirements and edit the Group/Sequence Observations Link: tick Sequence
    and Non-interruptible, and put the background before the bright source in the link. An APT older
    than November 2024 takes the order from the observation numbers.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("the background
    should be observed before the science target", read 2026-11); deficit after saturation:
    arXiv:2512.15477, measured on the imager in F2100W. For NIRSpec it is inferred. That a sequence
    is reordered in the link: 39 proposals that APT printed from November 2024 on.
    """
    bright = [science for science in graph.sciences if science.intent.bright]
    applies(bright, "no science observation is flagged as bright")
    for background in graph.declared.backgrounds:
        if background.intent.bright:
            joined = [science for science in background.sciences if _is_joined(science)]
            if not joined:
                loose = numbered("observation", background.science_numbers)
                unlinked = f"{loose} and the background are not linked"
                yield NotApplicable(SHADOW if background.uses_shadow else unlinked)
            elif late := [science for science in joined if not has_sky_before(science)]:
                yield _unpreceded(late, background, graph.proposal)
    for found in grouped(spoiled(graph, bright), lambda one: one.after).values():
        yield _spoiled(found)


def _is_joined(science: Science) -> bool:
    """Whether it is linked with a background; a shadow only if nothing may come between."""
    if science.uses_shadow:
        return any(bond.non_interruptible for bond in science.bonds)
    return any(bond.linked for bond in science.bonds)


def _unpreceded(late: list[Science], background: Background, proposal: Proposal) -> Fault:
    numbers = [science.number for science in late]
    skies = [sky.number for sky in background.skies]
    why = f"{agree(skies, 'has', 'have')} no fixed order, because Sequence is not ticked"
    if any(bond.sequence is not None for science in late for bond in science.bonds):
        why = f"{agree(skies, 'comes', 'come')} after {agree(numbers, 'it', 'them')}"
    links = (link for bond in late[0].bonds for link in bond.links)
    link = next(links, None)
    return Fault(
        message="No background is guaranteed to run before the bright science "
        f"{numbered('observation', numbers)}: background {numbered('observation', skies)} {why}.",
        fix=_fix(skies, numbers),
        at=link,
        observation=skies[0],
        related=tuple(numbers),
        remedy=None if link is None else preceded(proposal, link, skies, numbers),
    )


def _spoiled(found: list[Spoiled]) -> Fault:
    skies = sorted({one.sky.number for one in found})
    served = sorted({number for one in found for number in one.served})
    bright = found[0].after
    come = f"{agree(skies, 'comes', 'come')} after"
    return Fault(
        message=f"Background {numbered('observation', skies)} of science "
        f"{numbered('observation', served)} {come} the bright science "
        f"{numbered('observation', bright)} in the same sequence.",
        fix=f"{_fix(skies, bright)} Or put them in separate links.",
        at=found[0].link,
        observation=skies[0],
        related=tuple(sorted({*bright, *served, *skies[1:]})),
        subject="background of another",
    )


def _fix(skies: Iterable[int], bright: Iterable[int]) -> str:
    return in_requirements(
        f"edit the {LINK}: tick Sequence and Non-interruptible, and put "
        f"{numbered('observation', skies)} before {numbered('observation', bright)}"
    )
