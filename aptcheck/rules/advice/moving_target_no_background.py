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
    In APT add a second entry under Solar System Targets for the sky beside the body, of
    TYPE=POS_ANGLE with RAD (arcsec), ANG and REF, and an MRS observation of it with equal
    exposures. List it as the background of the target and link both observations as Sequence,
    Non-interruptible. If sky comes otherwise, set the strategy in the configuration.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", Why would I want background observations for my
    data? ("moving targets ... may suffer from improper background subtraction", read 2026-11). In
    the proposals that APT printed, 2021 to 2026, 47 of 48 MRS skies of moving targets are entries
    of TYPE=POS_ANGLE, and one is an Offset.
    """
    name = excerpt(target.name)
    applies(target.is_moving, f"{name} is no solar-system target")
    own = context.graph.sciences_of(target)
    planned = {science.number for science in own if science.intent.strategy not in _OTHERWISE}
    if bare := [s.number for s in without_background(context.graph) if s.number in planned]:
        yield Fault(
            message=f"Moving target {name} has no dedicated background "
            f"({numbered('observation', bare)}).",
            fix="Add a Solar System target of TYPE=POS_ANGLE for the sky beside it and an MRS "
            "observation of that with equal exposures, list it as its background and link both as "
            "Sequence, Non-interruptible.",
            at=target,
            observation=bare[0],
            related=tuple(bare[1:]),
        )
