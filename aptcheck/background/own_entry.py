"""Skies observed with the same target as the science they serve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from math import dist
from typing import TYPE_CHECKING

from aptcheck.background.appearance import entry_is_sky, label_calls
from aptcheck.background.grouping import grouped
from aptcheck.background.set_up import answers, has_acquisition, is_recognized_by_set_up
from aptcheck.background.sky_names import Call
from aptcheck.modes.judged import mode_of

if TYPE_CHECKING:
    from aptcheck.background.held import Held
    from aptcheck.model import Observation, Proposal

__all__ = ["OwnEntrySky", "own_entry_skies"]

#: Pointings closer than this, in arcsec, are one place: a correction of the acquisition.
_SAME_PLACE_ARCSEC = 3.0
#: An Offset that takes the MRS off its target even if no name says so: twice the largest field of
#: 7.7 arcsec (JDox, MIRI Medium Resolution Spectroscopy, read 2026-11). In a mode with a wider
#: field it is twice that.
_OTHER_FIELD_ARCSEC = 15.0


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class OwnEntrySky:
    """A sky and the science observations of the same target.

    ``named`` says that its label calls it sky, ``linked`` that a non-interruptible link holds it
    with one of them.
    """

    sky: Observation
    sciences: tuple[Observation, ...]
    named: bool
    linked: bool


def own_entry_skies(
    proposal: Proposal, undeclared: Iterable[Observation], held: Held, shadowed: Set[int]
) -> Iterator[OwnEntrySky]:
    """Yield each sky among the observations of one target, recognized by label or Offset.

    Such a sky can never be declared: a target that lists itself makes all its observations
    background. A moving target is at the same place at another time, unless an Offset says more.
    """
    by_entry = grouped(undeclared, lambda o: o.target_number)
    for number, members in by_entry.items():
        target = proposal.target_of(members[0])
        if number is None or target is None or len(members) < 2 or entry_is_sky(target):
            continue
        calls = label_calls(members)
        sciences = [o for o in members if calls[o.number] is Call.NOT_SKY]
        for sky in members:
            call = calls[sky.number]
            if sky.number in shadowed or (call is Call.NOT_SKY and not _alone(sky, held)):
                continue
            if call is Call.NOT_SKY and not is_recognized_by_set_up(sky):
                continue
            beside = {n for link in held.get(sky.number, ()) for n in link.members}
            others = [o for o in sciences if o is not sky and o.number not in shadowed]
            tied = [o for o in others if o.number in beside]
            if call is Call.NOT_SKY:
                served = [o for o in tied if _is_offset(sky, o)]
            else:
                served = _recognized_by_label(sky, call, tied, others, fixed=not target.is_moving)
            if served:
                yield OwnEntrySky(
                    sky=sky,
                    sciences=tuple(served),
                    named=call is not Call.NOT_SKY,
                    linked=bool(tied),
                )


def _recognized_by_label(
    sky: Observation,
    call: Call,
    tied: list[Observation],
    others: Sequence[Observation],
    *,
    fixed: bool,
) -> list[Observation]:
    """Return the science of an observation labeled sky; none where its place contradicts that."""
    if call is not Call.SKY:
        return [o for o in tied if _arcsec(sky, o) > _other_field(sky)]
    served = tied or [o for o in others if answers(sky, o)]
    apart = [o for o in served if _arcsec(sky, o) > _SAME_PLACE_ARCSEC]
    # On a fixed target the label alone contradicts the entry.
    return apart or (tied if fixed else [])


def _alone(sky: Observation, held: Held) -> bool:
    """Whether a link of only two holds it with a science."""
    return any(len(link.first_place) == 2 for link in held.get(sky.number, ()))


def _is_offset(sky: Observation, science: Observation) -> bool:
    """Whether only the sky is offset, and set up to match the science."""
    offsets = [_offset(sky), _offset(science)]
    if None in offsets or any(offsets[1] or ()):
        return False
    return (
        _arcsec(sky, science) > _other_field(sky)
        and not has_acquisition(sky)
        and answers(sky, science)
    )


def _other_field(sky: Observation) -> float:
    mode = mode_of(sky)
    width, height = mode.tile_pitch(sky) if mode is not None else (0.0, 0.0)
    return max(_OTHER_FIELD_ARCSEC, 2 * width, 2 * height)


def _offset(observation: Observation) -> Sequence[float] | None:
    return observation.requirements.offset_arcsec


def _arcsec(one: Observation, other: Observation) -> float:
    """Return how far two pointings at one target differ; 0 where an Offset cannot be read."""
    here, there = _offset(one), _offset(other)
    return dist(here, there) if here is not None and there is not None else 0.0
