"""A sequence in an order APT is not known to write."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.finding import Severity
from aptcheck.model import Proposal
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("APT006", severity=Severity.INFO)
def link_order_unusual(proposal: Proposal, context: Context) -> Iterator[Verdict]:
    """A sequence does not list its observations in ascending order.

    ## What
    The observations of a link with SEQUENCE stand in another order than their numbers.

    ## Why
    In every published APT file the list ascends, so it cannot be told whether such a sequence is
    executed as listed or by number. aptcheck takes the list as it stands.

    ## How to fix
    Number the observations in the order in which they are to be executed: in APT change Number in
    the observation forms, then look at the sequence in Special Requirements.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations" ("by numbering the observations in the desired
    order", read 2026-11); 108 of 108 links in 169 published files ascend.
    """
    sequences = [link for link in proposal.links.groups if link.sequence]
    if not sequences:
        yield NotApplicable("no SEQUENCE link")
    for link in sequences:
        if list(link.members) == sorted(link.members):
            continue
        listed = ", ".join(str(number) for number in link.members[:12])
        yield Fault(
            message=f"A sequence lists its observations as {listed}, not in ascending order; "
            "aptcheck takes the order as listed.",
            fix="Number the observations in the order in which they are to be executed, so that "
            "the sequence in Special Requirements ascends.",
            at=link,
            related=tuple(sorted(set(link.members))),
            subject=f"members {listed}",
        )
