"""Several science targets around one sky in a target group."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.graph import Graph
from aptcheck.background.wording import listed
from aptcheck.finding import Severity
from aptcheck.rules.context import Context
from aptcheck.rules.excerpt import excerpt
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("BKG113", severity=Severity.INFO)
def target_group_shared_sky(graph: Graph, context: Context) -> Iterator[Verdict]:
    """A target group holds a background and more than one science target.

    ## What
    A target group has a member flagged as background and at least two science members that are
    observed with the MRS.

    ## Why
    The observatory takes the members as one observation. In the pipeline the science members of
    such a group may be mixed, and their products may carry the same name.

    ## How to fix
    Make a group of each science target with its sky, or drop the group and link the observations
    as SEQUENCE, NON-INTERRUPTIBLE. Else check the association files after the first delivery.

    ## Source
    jwst issue 8939.
    """
    groups = graph.proposal.target_groups
    if any("TargetGroup" in f"{odd.field} {odd.text}" for odd in graph.proposal.oddities):
        yield NotChecked("the form of a target group in the file is not known (APT004)")
    elif not groups:
        yield NotApplicable("no target group")
    observed = {
        o.target.number
        for o in graph.proposal.observations
        if o.is_mrs and not o.is_out and o.target is not None
    }
    for group in groups:
        members = [m for m in group.members if m.number in observed]
        sciences = [m for m in members if m.number not in group.flagged]
        skies = [m for m in members if m.number in group.flagged]
        if not skies or len(sciences) < 2:
            continue
        names = listed([excerpt(member.name) for member in sciences[:12]])
        yield Fault(
            message=f"Target group {excerpt(group.name)} holds the background "
            f"{listed([excerpt(member.name) for member in skies[:12]])} and {len(sciences)} "
            f"science targets ({names}), which the pipeline may mix.",
            fix="Make a target group of each science target with its background, or link the "
            "observations as SEQUENCE, NON-INTERRUPTIBLE in Special Requirements instead.",
            at=group,
            target=group.name,
            subject=f"group {group.name}",
        )
