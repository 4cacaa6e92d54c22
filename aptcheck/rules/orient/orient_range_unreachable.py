"""What is asked of the position angle must be possible."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.contamination.aperture import aperture_of, as_requirement
from aptcheck.contamination.swept import NoField
from aptcheck.contamination.wording import angle_words
from aptcheck.finding import Angles, Severity
from aptcheck.model import Node, Observation
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict
from aptcheck.sky.orient import orient_ranges


@rule("ORI105", severity=Severity.ERROR)
def orient_range_unreachable(observation: Observation, context: Context) -> Iterator[Verdict]:
    """The telescope cannot take the position angles that are asked for.

    ## What
    The Aperture PA Ranges of an MRS observation, with its orient links, hold no angle that the
    telescope can take on any date of the observing window (and of the observation's own After,
    Before and Between). They are angles of its own aperture: V3PA for the MRS, V3PA + 4.835 with
    Primary Channel = Imager.

    ## Why
    The observation cannot be scheduled, and its background with it.

    ## How to fix
    In APT open Special Requirements of the observation and set the Aperture PA Range to angles that
    the finding names, or run the Visit Planner, which shows them.

    ## Source
    JDox, "JWST Position Angles, Ranges, and Offsets" (read 2026-11); angles as APT's Visit Planner
    computes them (docs/validation.md).
    """
    if not observation.is_mrs or observation.is_out:
        yield NotApplicable("no MRS observation asks for a position angle")
        return
    asked = context.opportunities.asked(observation)
    if asked is None:
        yield NotApplicable("no MRS observation asks for a position angle")
        return
    possible = context.opportunities.dated(observation)
    if isinstance(possible, NoField):
        yield NotChecked(possible.reason.rstrip("."))
        return
    if not possible.spans:
        yield NotChecked(
            f"observation {observation.number} cannot be taken at any angle in the window"
        )
        return
    if not possible.allowed.intersection(asked).is_empty:
        return
    requirements = observation.requirements
    own = orient_ranges(requirements.orients, aperture_of(observation).v3_ideal_angle)
    linked = own is None or not possible.allowed.intersection(own).is_empty
    node: Node = requirements.orients[0] if requirements.orients else requirements
    telescope = possible.allowed.intervals
    yield Fault(
        message=f"The position angles asked of observation {observation.number}"
        + (" by its orient links" if linked else "")
        + f" ({angle_words(asked)}) are not possible in {context.window.origin}: the telescope can "
        f"take {angle_words(possible.allowed)}.",
        fix=f"In Special Requirements of observation {observation.number}, set "
        f"{as_requirement(possible.allowed, observation)}"
        + (", and change the orient links to fit." if linked else ", or a part of it."),
        at=node,
        observation=observation.number,
        angles=Angles(allowed=telescope, clean=telescope),
    )
