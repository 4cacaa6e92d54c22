"""Moving targets should take a dedicated background."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.lacking import lacking
from aptcheck.background.wording import numbered
from aptcheck.finding import Severity
from aptcheck.model import Target
from aptcheck.rules.context import Context
from aptcheck.rules.excerpt import excerpt
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict

_OTHERWISE = frozenset({"none", "external", "shadow"})


@rule("BKG904", severity=Severity.WARNING, draft="off", raised_on_submit=True)
def moving_target_no_background(target: Target, context: Context) -> Iterator[Verdict]:
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
    if not target.is_moving:
        yield NotApplicable(f"{excerpt(target.name)} is no solar-system target")
        return
    bare = [
        science.number
        for science in lacking(context.graph)
        if science.target is not None
        and science.target.number == target.number
        and science.intent.strategy not in _OTHERWISE
    ]
    if not bare:
        return
    yield Fault(
        message=f"Moving target {excerpt(target.name)} has no dedicated background "
        f"({numbered('observation', bare)}).",
        fix="Add an MRS observation of empty sky near it with equal exposures, list it under "
        "Background Targets and link both as a SEQUENCE, NON-INTERRUPTIBLE.",
        at=target,
        observation=bare[0],
        related=tuple(bare[1:]),
        target=target.name,
    )
