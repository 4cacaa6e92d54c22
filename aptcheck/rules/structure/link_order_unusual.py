from __future__ import annotations

from aptcheck.rules import Context, Fault, Proposal, Verdicts, applies, rule
from aptcheck.wording import REQUIREMENTS


@rule("APT006", severity="info")
def link_order_unusual(proposal: Proposal, context: Context) -> Verdicts:
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
    applies(sequences, "no SEQUENCE link")
    for link in sequences:
        if list(link.members) != sorted(link.members):
            members = ", ".join(str(number) for number in link.members[:12])
            yield Fault(
                message=f"A sequence lists its observations as {members}, not in ascending order; "
                "aptcheck takes the order as listed.",
                fix="Number the observations in the order in which they are to be executed, so "
                f"that the sequence in {REQUIREMENTS} ascends.",
                at=link,
                related=tuple(sorted(link.members)),
                subject=f"members {members}",
            )
