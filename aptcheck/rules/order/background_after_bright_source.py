"""After a bright source, the sky carries its persistence."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.edge import Edge
from aptcheck.background.sides import Background, Science
from aptcheck.background.wording import numbered
from aptcheck.finding import Severity
from aptcheck.model import GroupLink
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG701", severity=Severity.WARNING, raised_on_submit=True)
def background_after_bright_source(background: Background, context: Context) -> Iterator[Verdict]:
    """A background is observed after a bright source.

    ## What
    A science observation flagged as bright (`bright` in the configuration, or the special
    requirement PERSISTENCE RISK) has none of its backgrounds before it in a SEQUENCE link, or
    stands before the background of another science observation in the same sequence. Without a
    SEQUENCE the order is not fixed. Sources that are not flagged are not judged.

    ## Why
    A bright source leaves a glow on the detector that fades over minutes to hours. In the
    background it is subtracted from the science as if it were sky.

    ## How to fix
    In APT number the observations in the wanted order, background first, and link them as a
    SEQUENCE, NON-INTERRUPTIBLE in Special Requirements.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("the background
    should be observed before the science target", read 2026-11).
    """
    if not background.intent.bright:
        yield NotApplicable("no science observation is flagged as bright")
        return
    joined = [science for science in background.sciences if any(e.linked for e in science.edges)]
    if not joined:
        yield NotApplicable("the background is not linked to its science")
        return
    late = [science for science in joined if not _has_sky_before(science)]
    if late:
        yield _behind(late, background)
    behind = [
        (science, link, edge)
        for science in joined
        if science not in late
        for link, edge in _skies_of_others(science, context)
    ]
    if behind:
        yield _spoiled(behind)


def _has_sky_before(science: Science) -> bool:
    return any(
        link.sequence and _stands(link, edge.sky.number) < _stands(link, science.number)
        for edge in science.edges
        for link in edge.links
    )


def _skies_of_others(science: Science, context: Context) -> Iterator[tuple[GroupLink, Edge]]:
    """Yield the pairs of other science observations whose sky follows in the same sequence."""
    for link in context.graph.links_of(science.observation):
        if link.sequence:
            for number in link.members[_stands(link, science.number) + 1 :]:
                sky = context.proposal.observation(number)
                for edge in context.graph.edges_to(sky) if sky is not None else ():
                    if edge.science.number != science.number:
                        yield link, edge


def _behind(late: list[Science], background: Background) -> Fault:
    numbers = [science.number for science in late]
    skies = [sky.number for sky in background.skies]
    ordered = any(link.sequence for science in late for e in science.edges for link in e.links)
    why = "comes after it" if ordered else "has no fixed order without a SEQUENCE"
    return Fault(
        message=f"No background is sure to precede the bright science "
        f"{numbered('observation', numbers)}: background {numbered('observation', skies)} {why}.",
        fix="Number the observations so that the background comes first and link them as a "
        "SEQUENCE, NON-INTERRUPTIBLE in Special Requirements.",
        at=next((link for e in late[0].edges for link in e.links), None),
        observation=skies[0],
        related=tuple(numbers),
    )


def _spoiled(behind: list[tuple[Science, GroupLink, Edge]]) -> Fault:
    _, link, first = behind[0]
    sky = first.sky.number
    bright = sorted({science.number for science, _, edge in behind if edge.sky.number == sky})
    users = {edge.science.number for _, _, edge in behind if edge.sky.number == sky}
    return Fault(
        message=f"Background observation {sky} of science {numbered('observation', sorted(users))} "
        f"comes after the bright science {numbered('observation', bright)} in the same sequence.",
        fix=f"Number the observations so that every background comes before "
        f"{numbered('observation', bright)}, or link them apart.",
        at=link,
        observation=sky,
        related=tuple(sorted({*bright, *users})),
        subject="background of another",
    )


def _stands(link: GroupLink, number: int) -> int:
    return link.members.index(number)
