"""Extended sources need a dedicated background."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.graph import Graph
from aptcheck.background.lacking import lacking
from aptcheck.background.sides import Science
from aptcheck.background.wording import numbered
from aptcheck.finding import Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict

_CALIBRATION = frozenset({"CAL", "COM", "ENG"})
_ELSEWHERE = frozenset({"none", "external"})
_ADVISED = frozenset({"faint-point", "point-in-extended"})


@rule("BKG901", severity=Severity.WARNING, draft="off")
def background_recommended(graph: Graph, context: Context) -> Iterator[Verdict]:
    """MRS science that should have a dedicated background has none.

    ## What
    A science target with Extended YES, or a source whose class is set to extended or
    faint-extended, has no background observation (warning). An info where the class is only
    inferred from the dither pattern, and for faint points and points in extended emission. Reported
    once for the whole proposal; silent with the strategies none and external, for targets of
    category Calibration, and for CAL, COM and ENG programmes. Moving targets have a rule of their
    own.

    ## Why
    An extended source fills the field: there is no annulus to take the background from, and the
    pipeline cannot subtract the zodiacal and thermal light from the cubes. Longward of 20 µm that
    light dominates.

    ## How to fix
    In APT add a sky target and an MRS observation of it with the same exposures, list it under
    Background Targets of the science target, and link both as a SEQUENCE, NON-INTERRUPTIBLE. If sky
    comes from elsewhere, set the strategy to external in the configuration.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", What does this mean for my science program?
    ("Extended source observations should take a dedicated background", read 2026-11).
    """
    if (graph.proposal.category or "").upper() in _CALIBRATION:
        yield NotApplicable("a calibration, commissioning or engineering programme")
        return
    bare = [science for science in lacking(graph) if _is_judged(science)]
    needed = [science.number for science in bare if _is_needed(science)]
    advised = [science.number for science in bare if _is_advised(science)]
    if not needed and not advised:
        return
    parts = []
    if needed:
        parts.append(f"extended science {numbered('observation', needed)} should have one")
    if advised:
        classes = {s.intent.source_class + s.intent.inferred for s in bare if s.number in advised}
        told = f"{numbered('observation', advised)} might need one"
        parts.append(f"{told} ({', '.join(sorted(classes))})")
    numbers = sorted((*needed, *advised))
    yield Fault(
        message=f"No dedicated background: {'; '.join(parts)}.",
        fix="Add a sky target and an MRS observation of it with equal exposures, list it under "
        "Background Targets of the science target and link both as a SEQUENCE, NON-INTERRUPTIBLE.",
        severity=Severity.WARNING if needed else Severity.INFO,
        at=graph.proposal.observation(numbers[0]),
        related=tuple(numbers),
    )


def _is_judged(science: Science) -> bool:
    target = science.target
    return (
        science.intent.strategy not in _ELSEWHERE
        and target is not None
        and not target.is_moving
        and (target.category or "").upper() != "CALIBRATION"
    )


def _is_needed(science: Science) -> bool:
    """Extended by the configuration or, where that is silent, by the target's own word."""
    if science.intent.class_set:
        return science.intent.is_extended
    return science.target is not None and science.target.extended == "YES"


def _is_advised(science: Science) -> bool:
    if _is_needed(science):
        return False
    return science.intent.is_extended or science.intent.source_class in _ADVISED
