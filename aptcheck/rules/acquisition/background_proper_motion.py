"""Blank sky does not move; the clone of a moving source moves with it."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose

from aptcheck.background.sharing import SkyUse
from aptcheck.background.sides import Background
from aptcheck.background.wording import listed
from aptcheck.finding import Severity
from aptcheck.model import ProperMotion, Target
from aptcheck.rules.context import Context
from aptcheck.rules.excerpt import excerpt
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG504", severity=Severity.WARNING, suspected=True)
def background_proper_motion(background: Background, context: Context) -> Iterator[Verdict]:
    """The sky target moves, or the clone of a science target does not move with it.

    ## What
    A background target carries a proper motion or a parallax. With Primary Channel = Imager the
    reverse: the target is a clone of the science target, and proper motion, parallax or epoch of
    the two differ.

    ## Why
    A sky position made by copying the science target keeps its motion, and the chosen blank field
    is left behind. A clone with another motion or epoch takes the imager off the source.

    ## How to fix
    In APT open Targets, the background target: empty Proper Motion, Epoch and Annual Parallax. For
    a clone copy them from the science target.

    ## Source
    aptcheck's own judgement; JDox, "MIRI MRS Dedicated Sky Observations" asks for "the same
    coordinates" with Primary Channel = Imager (read 2026-11).
    """
    for use in context.graph.uses(background):
        sky = use.skies[0]
        target = context.proposal.target_of(sky)
        if target is None or target.is_moving:
            yield NotApplicable(f"observation {sky.number} is not on a fixed target")
            continue
        if all(sky.mrs is not None and sky.mrs.imager_primary for sky in use.skies):
            yield from _clone(use, target, context)
        elif target.motion.moves:
            name = excerpt(target.name)
            yield Fault(
                message=f"Background target {name} has {_told(target.motion)}: the position moves "
                "away from the field that was chosen.",
                fix=f"In Targets, open {name} and empty Proper Motion, Epoch and Annual Parallax.",
                at=target,
                observation=sky.number,
                related=use.science_numbers,
                target=target.name,
            )


def _clone(use: SkyUse, target: Target, context: Context) -> Iterator[Verdict]:
    """Compare with the science target; where several share the clone, one equal is enough."""
    sciences = [context.proposal.target_of(edge.science) for _, edge in use.pairs()]
    fixed = [science for science in sciences if science is not None and not science.is_moving]
    if not fixed:
        yield NotApplicable(f"the science targets of {excerpt(target.name)} have no proper motion")
        return
    parted = [_differences(target.motion, science.motion) for science in fixed]
    if not all(parted):
        return
    clone, original = excerpt(target.name), excerpt(fixed[0].name)
    fields = listed(parted[0])
    yield Fault(
        message=f"Background target {clone} is observed with Primary Channel = Imager as a clone "
        f"of {original}, but differs from it in {fields}.",
        fix=f"In Targets, copy {fields} from {original} to {clone}.",
        at=target,
        observation=use.skies[0].number,
        related=use.science_numbers,
        target=target.name,
    )


def _differences(one: ProperMotion, other: ProperMotion) -> list[str]:
    """Name what differs; an epoch means nothing where neither moves."""
    if not (one.moves or other.moves):
        return []
    fields = (
        ("RA Proper Motion", one.ra_mas_per_year, other.ra_mas_per_year),
        ("Dec Proper Motion", one.dec_mas_per_year, other.dec_mas_per_year),
        ("Annual Parallax", one.parallax_mas, other.parallax_mas),
        ("Epoch", one.epoch, other.epoch),
    )
    # 0.01 mas and 0.01 yr are far below what the imager can show
    return [name for name, a, b in fields if not isclose(a or 0.0, b or 0.0, abs_tol=0.01)]


def _told(motion: ProperMotion) -> str:
    parts = []
    if motion.ra_mas_per_year or motion.dec_mas_per_year:
        parts.append(
            f"a proper motion of {motion.ra_mas_per_year or 0:g}, "
            f"{motion.dec_mas_per_year or 0:g} mas/yr"
        )
    if motion.parallax_mas:
        parts.append(f"a parallax of {motion.parallax_mas:g} mas")
    return listed(parts)
