from __future__ import annotations

from aptcheck.background.without_background import without_background
from aptcheck.rules import Context, Fault, Graph, Science, Verdicts, applies, rule
from aptcheck.wording import BACKGROUND_LIST, LINK, SOLAR_SYSTEM_TARGETS, agree, briefly, named

_OTHERWISE = frozenset({"none", "external", "shadow"})


@rule("BKG904", severity="warning", draft="off", submit="raised")
def moving_target_no_background(graph: Graph, context: Context) -> Verdicts:
    """A moving target has no dedicated background.

    ## What
    A solar-system target is observed with the MRS and has no background observation. Reported once
    for the whole proposal. Silent with the strategies none, external and shadow, and with annulus
    where the configuration sets it.

    ## Why
    The position of a moving target on the detector is less certain, so an annulus around it may be
    off; and the zodiacal light changes along its path.

    ## How to fix
    In APT add a second target in Solar System Targets for the sky next to the body, of
    TYPE=POS_ANGLE with RAD (arcsec), ANG and REF, and an MRS observation of it with the same
    exposures. Choose it in the background target list of the science target, and link both
    observations in a Group/Sequence Observations Link with Sequence and Non-interruptible ticked.
    If the background comes from elsewhere, set the strategy in the configuration.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", Why would I want background observations for my
    data? ("moving targets ... may suffer from improper background subtraction", read 2026-11). In
    the proposals that APT printed, 2021 to 2026, 47 of 48 MRS backgrounds of moving targets are
    targets of TYPE=POS_ANGLE, and one is an Offset.
    """
    moving = [s for s in graph.sciences if s.target is not None and s.target.is_moving]
    applies(moving, "no MRS science on a solar-system target")
    planned = {s.number for s in moving if not _comes_otherwise(s)}
    if found := [s for s in without_background(graph) if s.number in planned]:
        bare = sorted(found, key=lambda science: science.number)
        targets = {s.target.number: s.target for s in bare if s.target is not None}
        numbers = [s.number for s in bare]
        yield Fault(
            message=f"Moving {agree(targets, 'target', 'targets')} "
            f"{named(target.name for target in targets.values())} "
            f"{agree(targets, 'has', 'have')} no dedicated background "
            f"({briefly('observation', numbers)}).",
            fix=f"In {SOLAR_SYSTEM_TARGETS}, add a background target of TYPE=POS_ANGLE next to "
            f"{agree(targets, 'it', 'each')} and choose it in the {BACKGROUND_LIST}. Add an MRS "
            "observation of it with the same exposures, and link both observations in a "
            f"{LINK} with Sequence and Non-interruptible ticked.",
            at=bare[0].target,
            each=dict.fromkeys(numbers),
        )


def _comes_otherwise(science: Science) -> bool:
    intent = science.intent
    annulus_stated = intent.strategy_set and intent.strategy == "annulus"
    return annulus_stated or intent.strategy in _OTHERWISE
