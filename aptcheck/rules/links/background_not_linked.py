from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aptcheck.background.shared_faults import SharedFault, shared_faults
from aptcheck.background.sharing import connected, numbers_of
from aptcheck.modes.ramps import ramps_of
from aptcheck.remedies.links import newly_linked
from aptcheck.rules import (
    SUBTRACTED_MODES,
    Context,
    Fault,
    Graph,
    NotApplicable,
    Verdicts,
    applies,
    rule,
)
from aptcheck.rules.links.back_to_back import back_to_back
from aptcheck.wording import LINK, agree, excerpt, in_requirements, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aptcheck.background.bond import Bond
    from aptcheck.modes.ramp import Setting

#: The fix names no more links than these.
_MOST = 4


@rule(
    "BKG104",
    severity="error",
    repair="association",
    draft="warning",
    modes=SUBTRACTED_MODES,
)
def background_not_linked(graph: Graph, context: Context) -> Verdicts:
    """A science observation is not linked with its background.

    ## What
    The target of a science observation lists a background target, and no observation of that
    target in the same mode is in a group or sequence with the science observation. Each science
    observation is judged by itself: a link of another one of the same target does not help. A
    target group needs no link. Silent for the moving targets of the strategy shadow: their
    background is taken at the same place at another time, by an After Observation Link or dates
    that let the target leave the field.

    ## Why
    The link makes the observatory take both close in time, and it shows the pipeline which
    observations belong together. An unlinked science observation gets no background. When the data
    arrive, look for the products of a background candidate, `c1NNN` in the name of the association:
    those have the background; the archive omits level-2 products of the observation alone (`oNNN`)
    that would only repeat them.

    ## How to fix
    In APT open Special Requirements of the science observation and add a Group/Sequence
    Observations Link of the science observation and its background, with Sequence and
    Non-interruptible ticked.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("should then be
    linked together as a non-interruptible sequence", read 2026-11); association generator of jwst
    3.0.0: an unlinked second science observation of a linked target gets nothing at level 2; jwst
    change 9501 for the products. APT agrees: it lists the backgrounds of a science observation only
    from a common non-interruptible link (of lists that it printed from 2021 to 2026 671 of 671 with
    the MRS, 349 of 350 in other modes). The generator does the same in every mode. Shadows: jwst
    issue 9210 (open; the pipeline has no associations for them yet, so subtract them yourself).
    """
    sciences = [s for s in graph.sciences if s.number not in graph.held_by_undeclared]
    if len(sciences) < len(graph.sciences):
        yield NotApplicable("an undeclared background is linked instead (BKG102)")
    pairs = back_to_back(sciences)
    applies(pairs, "no background is declared and taken")
    reported: dict[int, set[int]] = defaultdict(set)
    for users in shared_faults(pairs, lambda bond: bond.sky.target_number):
        loose = [
            part
            for bond in users.pairs
            if not bond.linked
            for part in _unreported(bond, reported, context.graph)
        ]
        if not loose:
            continue
        apart, sky = SharedFault(tuple(loose)), loose[0].sky
        numbers, name = apart.science_numbers, excerpt(sky.target_name)
        joined = numbers_of(bond for bond in users.pairs if bond.linked)
        linked = [number for number in joined if number not in numbers]
        others = f"; only {numbered('observation', linked)} {agree(linked, 'is', 'are')}"
        yield Fault(
            message=f"{numbered('Observation', numbers)} {agree(numbers, 'is', 'are')} not linked "
            f"with {agree(numbers, 'its', 'their')} background {name} "
            f"({numbered('observation', apart.sky_numbers)}){others if linked else ''}.",
            fix=_fix(loose),
            at=apart.first.science,
            about=apart,
            observation=sky.number,
            remedy=newly_linked(graph.proposal, _joined(_free(loose, graph))),
        )


def _unreported(bond: Bond, reported: dict[int, set[int]], graph: Graph) -> Iterator[Bond]:
    """Yield the pairs of a bond that were not already reported the other way round.

    Two targets that list each other lack one link, not two. ``reported`` has the missing partners
    of each background that is also science.
    """
    again = {science.number for science in bond.sciences if reported.get(science.number)}
    mutual = [number for number in bond.sky_numbers if graph.science(number) is not None]
    for number in mutual:
        reported[number].update(bond.science_numbers)
    fresh = bond.only(sciences={*bond.science_numbers} - again)
    if fresh is not None:
        yield fresh
    for number in sorted(again):
        part = bond.only(sciences={number}, skies=bond.sky_numbers - reported[number])
        if part is not None:
            yield part


def _fix(loose: Sequence[Bond]) -> str:
    """Return ``... add a link of observations 1 and 2 ...``, or the several links to add."""
    links = _joined(loose)
    ticked = "with Sequence and Non-interruptible ticked"
    if len(links) == 1:
        return in_requirements(f"add a {LINK} of {numbered('observation', links[0])} {ticked}")
    shown = [numbered("observation", members) for members in links[:_MOST]]
    if len(links) > _MOST:
        shown.append(f"{len(links) - _MOST} more like these")
    return in_requirements(f"add these {LINK}s {ticked}: {'; '.join(shown)}")


def _joined(loose: Sequence[Bond]) -> list[list[int]]:
    """Return the observations of each link that is missing."""
    return sorted(sorted(members) for members in {*connected(loose).values()})


def _free(loose: Sequence[Bond], graph: Graph) -> Sequence[Bond]:
    """Return the pairs without skies bound by another link, if the rest covers the same."""
    bound = graph.proposal.links.binding_by_member
    free = [
        part
        for bond in loose
        if (part := bond.only(skies=bond.sky_numbers - bound.keys())) is not None
    ]
    return free if _takes(free) == _takes(loose) else loose


def _takes(bonds: Sequence[Bond]) -> set[tuple[int, Setting]]:
    """Return the settings in which each science observation has a background."""
    return {
        (number, ramp.setting)
        for bond in bonds
        for ramp in ramps_of(bond.skies)
        for number in bond.science_numbers
    }
