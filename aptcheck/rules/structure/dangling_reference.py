from __future__ import annotations

from aptcheck.background.grouping import grouped
from aptcheck.rules import Context, Fault, Proposal, Verdicts, rule
from aptcheck.wording import (
    BACKGROUND_LIST,
    FIXED_TARGETS,
    agree,
    excerpt,
    in_requirements,
    in_targets,
    listed,
    numbered,
)


@rule("APT002", severity="error")
def dangling_reference(proposal: Proposal, context: Context) -> Verdicts:
    """A reference names a target or observation that is not in the file.

    ## What
    The Target of an observation, an entry of a background target list, or a member of a link names
    a target or an observation that is not in the file. `NONE` does not count as a name.

    ## Why
    The observation has nowhere to point, the background is not declared, or the link does not
    connect what it seems to connect. Such files were edited or assembled outside APT.

    ## How to fix
    In APT open what the finding names (the observation, the target in Fixed Targets, or the link in
    Special Requirements) and choose the target or observation again.

    ## Source
    aptcheck's own judgement; in 170 published APT files no reference is broken.
    """
    yield from _observed(proposal)
    yield from _listed(proposal)
    yield from _linked(proposal)


def _observed(proposal: Proposal) -> Verdicts:
    pointed = [(o, o.target) for o in proposal.observations if o.target is not None]
    lost = [(o, target) for o, target in pointed if proposal.target(target) is None]
    for text, found in grouped(lost, lambda pair: pair[1].text).items():
        numbers = [observation.number for observation, _ in found]
        those = numbered("observation", numbers)
        yield Fault(
            message=f"The target of {those}, {excerpt(text)!r}, is not in the file.",
            fix=f"In {those}, choose Target again, or add the missing target to {FIXED_TARGETS}.",
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
                message=f"Target {excerpt(target.name)} lists the background target "
                f"{excerpt(text)!r}, which is not in the file.",
                fix=in_targets(
                    f"choose the background target again in the {BACKGROUND_LIST}",
                    target.name,
                    folder=target.folder,
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
                message=f"{held} names {listed(lost[:12])}, which {agree(lost, 'is', 'are')} "
                "not in the file.",
                fix=in_requirements(
                    "edit the link: remove the member that does not exist and add the observation "
                    "that you mean",
                    known,
                ),
                at=link,
                related=tuple(known),
                subject=f"link {' '.join(lost)}",
            )
