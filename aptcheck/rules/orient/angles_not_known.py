"""Where position angles cannot be computed, say so."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.sides import Background
from aptcheck.background.wording import numbered
from aptcheck.contamination.need import needs_geometry
from aptcheck.contamination.swept import NoField
from aptcheck.finding import Severity
from aptcheck.model import Observation
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("ORI106", severity=Severity.INFO, raised_on_submit=True)
def angles_not_known(background: Background, context: Context) -> Iterator[Verdict]:
    """The position angles of a background cannot be computed.

    ## What
    The background has a moving target or one without coordinates, or it cannot be observed in the
    observing window: which position angles the telescope may take is not known, and nothing that
    leans on them is checked.

    ## Why
    Not checked is not clean: at some angle a star may stand in the sky field.

    ## How to fix
    Give the target coordinates in APT's Targets form, or check with `--dates` for the dates at
    which it can be observed. For a moving target, run APT's Visit Planner and look at the field at
    the angles it shows.

    ## Source
    aptcheck's own judgement; moving targets need an ephemeris, which aptcheck does not ask for.
    """
    for use in context.graph.uses(background):
        told: dict[str, list[Observation]] = {}
        for sky in use.skies:
            obstacle = _obstacle(sky, context)
            if obstacle is None:
                if not needs_geometry(sky, context.opportunities):
                    yield NotApplicable("nothing asks for the angles of a background")
            elif obstacle.told is not None:
                yield NotChecked(f"{obstacle.reason.rstrip('.')} ({obstacle.told})")
            else:
                told.setdefault(obstacle.reason, []).append(sky)
        for reason, skies in told.items():
            target = context.proposal.target_of(skies[0])
            numbers = [sky.number for sky in skies]
            yield Fault(
                message=f"The position angles of background {numbered('observation', numbers)} "
                f"are not known: {reason.rstrip('.')}.",
                fix="Run APT's Visit Planner and look at the field at the angles it shows; for a "
                "fixed target, give it coordinates or check with --dates.",
                at=target,
                observation=numbers[0],
                related=use.science_numbers,
                target=target.name if target is not None else None,
            )


def _obstacle(sky: Observation, context: Context) -> NoField | None:
    """Return why angles are not known; sums are done only where something asks for the angles."""
    opportunities = context.opportunities
    place = opportunities.place(sky)
    if isinstance(place, NoField):
        return place
    if not needs_geometry(sky, opportunities):
        return None
    swept = context.swept(sky)
    if isinstance(swept, NoField):
        return swept
    return NoField(swept.unknown) if swept.unknown is not None else None
