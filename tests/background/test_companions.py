"""Science sides that use the same skies."""

from __future__ import annotations

from aptcheck.background.companions import alike, companions, science_numbers, users
from aptcheck.background.graph import build
from aptcheck.model import GroupLink, Links, Proposal, Target, TargetReference
from tests.background.model import mrs, row


def shared_sky(*groups: int, sky: int = 9) -> Proposal:
    """One sky, observation and target 9, for science observations 1, 2, ..."""
    listed = (TargetReference(number=sky),)
    numbers = range(1, len(groups) + 1)
    return Proposal(
        targets=(
            *(Target(number=n, name=f"T{n}", backgrounds=listed) for n in numbers),
            Target(number=sky, name="BLANK"),
        ),
        observations=(
            *(mrs(n, row(groups=g)) for n, g in zip(numbers, groups, strict=True)),
            mrs(sky, row()),
        ),
        links=Links(groups=(GroupLink(non_interruptible=True, members=(*numbers, sky)),)),
    )


def test_all_who_use_the_same_skies_are_companions():
    graph = build(shared_sky(10, 20, 20))
    first, second, third = graph.backgrounds
    assert companions(graph, second) == (first, second, third)
    assert science_numbers(companions(graph, second)) == (1, 2, 3)
    assert users(graph, first, first.skies[0]) == (first, second, third)


def test_the_first_of_those_with_one_fault_speaks_for_all():
    graph = build(shared_sky(10, 20, 20))
    first, second, third = graph.backgrounds

    def fault(background):
        return [ramp.groups for answer in background.answers for ramp in answer.unanswered]

    assert alike(graph, second, fault) == (second, third)
    assert alike(graph, third, fault) == ()
    assert alike(graph, first, fault) == (first,)
