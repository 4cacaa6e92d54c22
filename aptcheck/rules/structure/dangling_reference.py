from __future__ import annotations

from aptcheck.background.grouping import grouped
from aptcheck.rules import Context, Fault, Proposal, Verdicts, rule
from aptcheck.wording import FIXED_TARGETS, agree, excerpt, in_requirements, in_targets, numbered


@rule("APT002", severity="error")
def dangling_reference(proposal: Proposal, context: Context) -> Verdicts:
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


def _observed(proposal: Proposal) -> Verdicts:
    pointed = [(o, o.target) for o in proposal.observations if o.target is not None]
    lost = [(o, target) for o, target in pointed if proposal.target(target) is None]
    for text, found in grouped(lost, lambda pair: pair[1].text).items():
        numbers = [observation.number for observation, _ in found]
        told = numbered("observation", numbers)
        yield Fault(
            message=f"The target of {told}, {excerpt(text)!r}, is not in the file.",
            fix=f"In {told} choose the Target again, or add the missing entry to {FIXED_TARGETS}.",
            at=found[0][1],
            observation=numbers[0],
            related=tuple(numbers[1:]),
            subject=f"target {text}",
        )


def _listed(proposal: Proposal) -> Verdicts:
    for target in proposal.targets:
        lost = [reference for reference in target.backgrounds if proposal.target(reference) is None]
        for text, found in grouped(lost, lambda reference: reference.text).items():
            yield Fault(
                message=f"Target {excerpt(target.name)} lists {excerpt(text)!r} as a background "
                "target, which is not in the file.",
                fix=in_targets(
                    "choose the background target again from the list under the background "
                    "checkbox",
                    excerpt(target.name),
                ),
                at=found[0],
                target=target.name,
                subject=f"background {text}",
            )


def _linked(proposal: Proposal) -> Verdicts:
    for link in proposal.links.all:
        known = sorted({n for n in link.members if proposal.observation(n) is not None})
        unknown = sorted(set(link.members).difference(known))
        lost = [f"observation {number}" for number in unknown]
        lost += [repr(excerpt(text)) for text in dict.fromkeys(link.dangling)]
        if lost:
            held = f"A link of {numbered('observation', known)}" if known else "A link"
            yield Fault(
                message=f"{held} names {', '.join(lost[:12])}, which {agree(lost, 'is', 'are')} "
                "not in the file.",
                fix=in_requirements(
                    "open the link, remove the member that no longer exists and add the "
                    "observation that is meant"
                ),
                at=link,
                related=tuple(known),
                subject=f"link {' '.join(lost)}",
            )
