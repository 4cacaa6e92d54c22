from __future__ import annotations

from aptcheck.rules import Context, Fault, Graph, NotChecked, Verdicts, applies, rule
from aptcheck.wording import LINK, REQUIREMENTS, excerpt, named


@rule(
    "BKG113",
    severity="info",
    modes={"miri-mrs", "miri-lrs-slit", "nirspec-ifu", "nirspec-fs"},
)
def target_group_shared_sky(graph: Graph, context: Context) -> Verdicts:
    """A target group contains a background and more than one science target.

    ## What
    A target group has a member that another member lists as its background, and at least two
    science members that are observed in one mode. The group itself marks no member as background;
    the background target list of the science target in Fixed Targets does. APT offers target groups
    in these modes only.

    ## Why
    The observatory takes the members as one observation, in the order of their numbers, and they
    must be close together, within 30 to 80 arcsec. In the pipeline the science members of such a
    group may be mixed, and their products may have the same name. For APT the background needs no
    other link with the members of its group, and serves no other group.

    ## How to fix
    Make a target group of each science target with its background, and number the background so
    that the order is right. Or drop the group and link the observations in a Group/Sequence
    Observations Link with Sequence and Non-interruptible ticked. Otherwise check the association
    files after the first delivery.

    ## Source
    jwst issue 8939; JDox, "Target Groups" (the form, the distances and the order of the members,
    read 2026-11); proposals that APT printed, 22 with target groups, 2021 to 2026.
    """
    proposal = graph.proposal
    unclear = any("TargetGroup" in f"{odd.field} {odd.text}" for odd in proposal.oddities)
    if unclear:
        yield NotChecked("the form of a target group in the file is not known (APT004)")
    applies(unclear or proposal.target_groups, "no target group")
    observed = {observation.target_number for observation in graph.live}
    for group in proposal.target_groups:
        members = [member for member in group.members if member.number in observed]
        skies = [member for member in members if member.number in graph.listed]
        sciences = [member for member in members if member.number not in graph.listed]
        if skies and len(sciences) > 1:
            yield Fault(
                message=f"Target group {excerpt(group.name)} contains the background "
                f"{named(sky.name for sky in skies)} and {len(sciences)} science targets "
                f"({named(science.name for science in sciences)}), which the pipeline may mix.",
                fix="Make a target group of each science target with its background. Or drop the "
                f"group and, in {REQUIREMENTS}, link the observations in a {LINK} with Sequence "
                "and Non-interruptible ticked.",
                at=group,
                target=group.name,
                cause=id(group),
                subject=f"group {group.name}",
            )
