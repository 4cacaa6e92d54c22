from __future__ import annotations

from aptcheck.background.suspicion import is_calibration
from aptcheck.background.without_background import recommended
from aptcheck.rules import Context, Fault, Graph, Verdicts, applies, rule
from aptcheck.wording import (
    BACKGROUND_CHECKBOX,
    BACKGROUND_LIST,
    FIXED_TARGETS,
    LINK,
    briefly,
    listed,
)


@rule("BKG901", severity="warning", draft="off")
def background_recommended(graph: Graph, context: Context) -> Verdicts:
    """MRS science that should have a dedicated background has none.

    ## What
    A science target with Extended YES, or a source whose class is set to extended or
    faint-extended, has no background observation (warning). An info where the class is only
    inferred from the dither pattern, and for faint points and points in extended emission. Reported
    once for the whole proposal. Silent with the strategies none and external, with annulus where
    the configuration sets it for a source that is not extended, for targets of category
    Calibration, and for CAL, COM and ENG programmes. Moving targets have a rule of their own.

    ## Why
    An extended source fills the field: there is no annulus to take the background from, and the
    pipeline cannot subtract the zodiacal and thermal light from the cubes. Longward of 20 µm that
    light dominates.

    ## How to fix
    In APT add a background target and an MRS observation of it with the same exposures. In Fixed
    Targets tick the background checkbox of the science target and choose the background target in
    its background target list. Link both observations in a Group/Sequence Observations Link with
    Sequence and Non-interruptible ticked. If the background comes from elsewhere, set the strategy
    to external in the configuration.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", What does this mean for my science program?
    ("Extended source observations should take a dedicated background", read 2026-11).
    """
    calibration = is_calibration(graph.proposal)
    applies(not calibration, "a calibration, commissioning or engineering programme")
    extended, others = recommended(graph)
    needed = [science.number for science in extended]
    advised = {science.number: science.intent for science in others}
    parts = []
    if needed:
        parts.append(f"extended science {briefly('observation', needed)} should have one")
    if advised:
        classes = {intent.source_class + intent.inferred for intent in advised.values()}
        words = f"{briefly('observation', advised)} might need one for source class"
        parts.append(f"{words} {listed(sorted(classes))}")
    if parts:
        classes_of = {s.number: s.intent.source_class for s in (*extended, *others)}
        numbers = sorted(classes_of)
        declare = (
            f"In {FIXED_TARGETS}, tick the {BACKGROUND_CHECKBOX} of the science target and choose "
            f"the background target in its {BACKGROUND_LIST}"
        )
        yield Fault(
            message=f"No dedicated background: {'; '.join(parts)}.",
            fix="Add a background target and an MRS observation of it with the same exposures. "
            f"{declare}. Link both observations in a {LINK} with Sequence and Non-interruptible "
            "ticked.",
            severity=None if needed else "info",
            at=graph.proposal.observation(numbers[0]),
            each={number: classes_of[number] for number in numbers},
        )
