from __future__ import annotations

from aptcheck.background.shared_faults import shared_faults
from aptcheck.rules import Context, Fault, Graph, Verdicts, applies, rule
from aptcheck.wording import in_requirements, numbered


@rule("BKG105", severity="error", draft="warning")
def link_interruptible(graph: Graph, context: Context) -> Verdicts:
    """The link of science and background may be interrupted.

    ## What
    A science observation and its background share a link, but none that is NON-INTERRUPTIBLE. One
    good link suffices.

    ## Why
    Other programmes may be scheduled between the two, up to the time the link allows, or without
    bound. Zodiacal and telescope background, hot pixels and the detector's striping change in the
    meantime, and what is subtracted is not what was there.

    ## How to fix
    In APT open Special Requirements of the science observation, edit the Group/Sequence
    Observations Link and tick NON-INTERRUPTIBLE (the time interval goes away).

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("a
    non-interruptible sequence", read 2026-11).
    """
    tied = [edge for edge in graph.declared.edges if edge.links]
    applies(tied, "no linked background")
    loose = [edge for edge in tied if not edge.non_interruptible and not edge.in_target_group]
    for found in shared_faults(loose, lambda edge: edge.links[0].members):
        link = found.first.links[0]
        gap = "the link is not NON-INTERRUPTIBLE"
        if link.within_days is not None:
            gap = (
                f"the link lets other observations come between them for {link.within_days:g} days"
            )
        both = numbered("observation", sorted({*found.science_numbers, *found.sky_numbers}))
        yield Fault(
            message=f"{numbered('Observation', found.science_numbers)} and the background "
            f"{numbered('observation', found.sky_numbers)} are linked, but {gap}.",
            fix=in_requirements(
                f"edit the Group/Sequence Observations Link of {both} and tick NON-INTERRUPTIBLE"
            ),
            at=link,
            about=found,
        )
