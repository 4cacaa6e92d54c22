from __future__ import annotations

from aptcheck.background.without_background import without_background
from aptcheck.rules import Context, Fault, Target, Verdicts, applies, rule
from aptcheck.wording import excerpt, numbered

_OTHERWISE = frozenset({"none", "external", "shadow"})


@rule("BKG904", severity="warning", draft="off", submit="raised")
def moving_target_no_background(target: Target, context: Context) -> Verdicts:
    """A moving target has no dedicated background.

    ## What
    A solar-system target is observed with the MRS and has no background observation. Silent with
    the strategies none, external and shadow.

    ## Why
    The position of a moving target on the detector is less certain, so an annulus around it may be
    off; and the zodiacal light changes along its path.

    ## How to fix
    In APT add an MRS observation of empty sky near the target (the same body with an Offset, or a
    position along its path) with equal exposures, list it under Background Targets and link both as
    a SEQUENCE, NON-INTERRUPTIBLE. If sky comes otherwise, set the strategy in the configuration.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", Why would I want background observations for my
    data? ("moving targets ... may suffer from improper background subtraction", read 2026-11).
    """
    name = excerpt(target.name)
    applies(target.is_moving, f"{name} is no solar-system target")
    own = context.graph.sciences_of(target)
    planned = {science.number for science in own if science.intent.strategy not in _OTHERWISE}
    if bare := [s.number for s in without_background(context.graph) if s.number in planned]:
        yield Fault(
            message=f"Moving target {name} has no dedicated background "
            f"({numbered('observation', bare)}).",
            fix="Add an MRS observation of empty sky near it with equal exposures, list it under "
            "Background Targets and link both as a SEQUENCE, NON-INTERRUPTIBLE.",
            at=target,
            observation=bare[0],
            related=tuple(bare[1:]),
        )
