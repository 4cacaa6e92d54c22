from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING

from aptcheck.edit import Remedy
from aptcheck.modes.judged import modes_of
from aptcheck.remedies.acquired import is_acquired
from aptcheck.remedies.moving import still_edits
from aptcheck.rules import (
    EVERY_MODE,
    Context,
    Fault,
    NotApplicable,
    NotChecked,
    SkyUse,
    Target,
    Verdicts,
    applies,
    known,
    rule,
)
from aptcheck.wording import excerpt, in_targets, listed

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.model import ProperMotion

_FIELDS = ("Proper Motion RA", "Proper Motion Dec", "Epoch of Position", "Parallax")

#: In mas and years: far below what the imager can show.
_TOLERANCE = 0.01


@rule("BKG504", severity="warning", suspected=True, modes=EVERY_MODE)
def background_proper_motion(use: SkyUse, context: Context) -> Verdicts:
    """A background target moves, or a copy of the science target does not move with it.

    ## What
    A background target has a proper motion or a parallax. With Primary Channel = Imager it is the
    reverse: the background target is a copy of the science target, and proper motion, parallax or
    epoch of the two differ. A background target that serves several modes is reported once.

    ## Why
    A background target made by copying the science target keeps its motion, and the pointing drifts
    off the chosen blank field. A copy with a different motion or epoch takes the imager off the
    source.

    ## How to fix
    In APT, open the background target in Fixed Targets and empty Proper Motion RA, Proper Motion
    Dec, Epoch of Position and Parallax. For a copy, enter the values of the science target.

    ## Source
    aptcheck's own judgement; JDox, "MIRI MRS Dedicated Sky Observations" asks for "the same
    coordinates" with Primary Channel = Imager (read 2026-11).
    """
    target = context.graph.proposal.target_of(use.skies[0])
    if target is None or target.is_moving:
        yield NotApplicable(f"observation {use.skies[0].number} is not on a fixed target")
    elif target.motion.unread:
        name = excerpt(target.name)
        yield NotChecked(f"the proper motion or parallax of {name} cannot be read")
    elif all(sky.imager_primary for sky in use.skies):
        yield from _copy(use, target, context)
    elif target.motion.moves:
        name = excerpt(target.name)
        yield Fault(
            message=f"Background target {name} has {_motion_words(target.motion)}: its position "
            "drifts away from the chosen field.",
            fix=in_targets(f"open {name} and empty {listed(_FIELDS)}"),
            at=target,
            about=use,
            cause=id(target),
            remedy=None
            if _is_science(target, context.graph) or is_acquired(context.graph.proposal, target)
            else Remedy.of("unsafe", still_edits(context.graph.proposal, target)),
        )


def _is_science(target: Target, graph: Graph) -> bool:
    """Whether a target is, or may be, a science target too, in any mode."""
    if graph.sciences_of(target):
        return True
    is_sky = target.number in graph.listed and not target.backgrounds
    taken = (other for other in graph.observations_of(target) if not other.is_out)
    return not is_sky and any(mode is not graph.mode for mode in modes_of(taken))


def _copy(use: SkyUse, target: Target, context: Context) -> Verdicts:
    """Compare with the science target; where several share the copy, one equal is enough."""
    copy = excerpt(target.name)
    sciences = (context.graph.proposal.target_of(bond.science) for _, bond in use.bonds)
    fixed = [science for science in sciences if science is not None and not science.is_moving]
    applies(fixed, f"{copy} serves no fixed science target")
    unread = [excerpt(science.name) for science in fixed if science.motion.unread]
    known(not unread, f"the proper motion or parallax of {listed(unread)} cannot be read")
    parted = [_differing_fields(target.motion, science.motion) for science in fixed]
    if all(parted):
        original, fields = excerpt(fixed[0].name), listed(parted[0])
        yield Fault(
            message=f"Background target {copy} is observed with Primary Channel = Imager as a copy "
            f"of {original}, but differs from it in {fields}.",
            fix=in_targets(f"copy {fields} from {original} to {copy}"),
            at=target,
            about=use,
        )


def _motion_words(motion: ProperMotion) -> str:
    """Return ``a proper motion of 12, -4.5 mas/yr and a parallax of 3 mas``."""
    ra, dec = motion.ra_mas_per_year or 0, motion.dec_mas_per_year or 0
    drift = [f"a proper motion of {ra:g}, {dec:g} mas/yr"] if ra or dec else []
    parallax = [f"a parallax of {motion.parallax_mas:g} mas"] if motion.parallax_mas else []
    return listed(drift + parallax)


def _differing_fields(one: ProperMotion, other: ProperMotion) -> list[str]:
    """Return the fields of APT that differ; an epoch means nothing where neither moves."""
    if not (one.moves or other.moves):
        return []
    fields = (
        ("Proper Motion RA", one.ra_mas_per_year, other.ra_mas_per_year),
        ("Proper Motion Dec", one.dec_mas_per_year, other.dec_mas_per_year),
        ("Parallax", one.parallax_mas, other.parallax_mas),
        ("Epoch of Position", one.epoch, other.epoch),
    )
    return [name for name, a, b in fields if not isclose(a or 0.0, b or 0.0, abs_tol=_TOLERANCE)]
