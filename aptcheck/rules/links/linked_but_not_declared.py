from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.declared_elsewhere import declared_elsewhere
from aptcheck.background.shared_faults import shared_faults
from aptcheck.modes.mrs.ramps import ramps_of
from aptcheck.rules import Context, Fault, Graph, Observation, Verdicts, applies, rule
from aptcheck.wording import REQUIREMENTS, agree, excerpt, in_targets, named, numbered

if TYPE_CHECKING:
    from aptcheck.background.declared_elsewhere import DeclaredElsewhere


@rule("BKG117", severity="error", draft="warning")
def linked_but_not_declared(graph: Graph, context: Context) -> Verdicts:
    """A science observation is linked with a background that its target does not list.

    ## What
    A non-interruptible link holds an MRS science observation and a sky that another target
    declares, and the target of the science observation does not list that sky. A warning where
    the two have no grating in common, or where the strategy for the science is none. A science
    observation with a sky of its own in the same link merely shares the link.

    ## Why
    The pipeline needs both, the link and the entry in the list of the science target. With the
    link alone the science gets no background.

    ## How to fix
    In APT open the science target in Fixed Targets, tick the background checkbox and choose the
    sky target beside it. If it needs no background, take it out of the link, or set its strategy
    to none in `aptcheck.toml`.

    ## Source
    Association generator of jwst 3.0.0, run on a pool with a linked science target that does not
    list the sky: nothing is attached at level 2.
    """
    applies(graph.skies, "no background is declared and taken")
    for found in shared_faults(declared_elsewhere(graph), lambda pair: pair.sky.target_number):
        sciences = numbered("observation", found.science_numbers)
        wanting = (pair.science.target for pair in found.pairs)
        targets = dict.fromkeys(target.name for target in wanting if target is not None)
        names, sky = named(targets), excerpt(found.first.sky.target_name)
        yield Fault(
            message=f"{numbered('Observation', found.science_numbers)} "
            f"{agree(found.science_numbers, 'is', 'are')} linked with the background {sky} "
            f"({numbered('observation', found.sky_numbers)}), which {names} "
            f"{agree(targets, 'does', 'do')} not list.",
            fix=in_targets(
                f"tick the background checkbox and choose {sky}; or take {sciences} out of the "
                f"link in {REQUIREMENTS}",
                names,
            ),
            at=found.first.link,
            about=found,
            severity=None if any(_needs(pair) for pair in found.pairs) else "warning",
        )


def _needs(pair: DeclaredElsewhere) -> bool:
    """Whether the science would have use for the sky."""
    shared = _gratings(pair.science.observation) & _gratings(pair.sky)
    return bool(shared) and pair.science.intent.strategy != "none"


def _gratings(observation: Observation) -> set[str]:
    return {ramp.setting[0] for ramp in ramps_of([observation])}
