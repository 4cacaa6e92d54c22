"""References must name something in the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from aptcheck.background.wording import numbered
from aptcheck.finding import Severity
from aptcheck.model import Node, Proposal
from aptcheck.rules.context import Context
from aptcheck.rules.excerpt import excerpt
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, Verdict


@rule("APT002", severity=Severity.ERROR)
def dangling_reference(proposal: Proposal, context: Context) -> Iterator[Verdict]:
    """A reference names nothing in the file.

    ## What
    The Target of an observation, an entry of a target's list of background targets, or a member
    of a link names a target or an observation that the file does not hold. `NONE` is not a name.

    ## Why
    The observation has nowhere to point, the background is not declared, or the link does not
    hold what it seems to hold. It comes from files that were edited or put together outside APT.

    ## How to fix
    In APT open the form that the finding names (the observation, the target in Fixed Targets, or
    the link in its Special Requirements) and choose the target or observation again.

    ## Source
    aptcheck's own judgement; in 170 published APT files every reference names what it should.
    """
    yield from _observed(proposal)
    yield from _listed(proposal)
    yield from _linked(proposal)


def _observed(proposal: Proposal) -> Iterator[Fault]:
    missing = defaultdict(list)
    for observation in proposal.observations:
        reference = observation.target
        if reference is not None and proposal.target(reference) is None:
            missing[reference.text].append(observation)
    for text, found in missing.items():
        first, *others = found
        told = numbered("observation", [o.number for o in found])
        yield Fault(
            message=f"The target of {told}, {excerpt(text)!r}, is not in the file.",
            fix=f"In {told} choose the Target again, or add the missing entry to Targets.",
            at=first.target,
            observation=first.number,
            related=tuple(o.number for o in others),
            subject=f"target {text}",
        )


def _listed(proposal: Proposal) -> Iterator[Fault]:
    for target in proposal.targets:
        seen = set()
        for reference in target.backgrounds:
            if proposal.target(reference) is not None or reference.text in seen:
                continue
            seen.add(reference.text)
            yield Fault(
                message=f"Target {excerpt(target.name)} lists {excerpt(reference.text)!r} as a "
                "background target, which is not in the file.",
                fix=f"In Targets, entry {excerpt(target.name)}, choose the background target "
                "again from the list under the background checkbox.",
                at=reference,
                target=target.name,
                subject=f"background {reference.text}",
            )


def _linked(proposal: Proposal) -> Iterator[Fault]:
    links = proposal.links
    members: list[tuple[Node, tuple[int | None, ...], tuple[str, ...]]] = [
        *((group, group.members, group.dangling) for group in links.groups),
        *((same, same.members, same.dangling) for same in links.same_orient),
        *((late, (late.observation, late.after), late.dangling) for late in links.after),
        *((turn, (turn.observation, turn.origin), turn.dangling) for turn in links.orient_from),
    ]
    for link, numbers, texts in members:
        named = [number for number in numbers if number is not None]
        known = sorted({n for n in named if proposal.observation(n) is not None})
        lost = [f"observation {n}" for n in sorted({*named} - {*known})]
        lost += [repr(excerpt(text)) for text in dict.fromkeys(texts)]
        if not lost:
            continue
        held = f"A link of {numbered('observation', known)}" if known else "A link"
        yield Fault(
            message=f"{held} names {', '.join(lost[:12])}, which is not in the file.",
            fix="In Special Requirements open the link, remove the member that no longer exists "
            "and add the observation that is meant.",
            at=link,
            related=tuple(known),
            subject=f"link {' '.join(lost)}",
        )
