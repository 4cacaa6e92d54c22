"""The ramps of observations in any mode, and the light that they collect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.judged import mode_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aptcheck.model import Observation
    from aptcheck.modes.mode import Mode
    from aptcheck.modes.ramp import Ramp, Setting

__all__ = ["elements_of", "nods_of", "of_kind", "photon_groups", "photon_seconds", "ramps_of"]


def ramps_of(observations: Iterable[Observation]) -> Iterator[Ramp]:
    """Yield the ramps of observations; nothing for one that aptcheck does not judge."""
    for observation in observations:
        known = observation.worked_out
        # A dozen rules need them, in different combinations of observations.
        if "ramps" not in known:
            mode = mode_of(observation)
            known["ramps"] = () if mode is None else tuple(mode.ramps(observation))
        yield from known["ramps"]


def elements_of(observation: Observation) -> frozenset[Setting]:
    """Return what an observation exposes: gratings, filters, or the mode's equivalent."""
    known = observation.worked_out
    if "elements" not in known:
        mode = mode_of(observation)
        known["elements"] = frozenset(
            mode.element(ramp.setting) for ramp in ramps_of((observation,)) if mode is not None
        )
    found: frozenset[Setting] = known["elements"]
    return found


def nods_of(observation: Observation, mode: Mode) -> frozenset[bool | None]:
    """Return whether there are nodded ramps, and others; None for one that is not known."""
    return frozenset(mode.is_nodded(ramp) for ramp in ramps_of((observation,)))


def of_kind(kind: tuple[Setting, str | None], ramps: Iterable[Ramp]) -> tuple[Ramp, ...]:
    """Return the ramps that the pipeline compares with a kind; if none, those of its setting.

    A background in another subarray only is then still the one that was meant.
    """
    setting = tuple(ramp for ramp in ramps if ramp.setting == kind[0])
    return tuple(ramp for ramp in setting if ramp.kind == kind) or setting


def photon_seconds(ramps: Iterable[Ramp]) -> float | None:
    """Return the sum of Nexp x Ndither x Nint x Ngroups x t_group; None if any is unknown."""
    total = 0.0
    for ramp in ramps:
        if (seconds := ramp.seconds) is None:
            return None
        total += seconds
    return total


def photon_groups(ramps: Iterable[Ramp]) -> int | None:
    """Return the sum of Nexp x Ndither x Nint x Ngroups; None if any is unknown.

    Also None if the ramps differ in readout or subarray, and so in group time.
    """
    total = 0
    kinds = set()
    for ramp in ramps:
        if (taken := ramp.groups_taken) is None or ramp.readout is None:
            return None
        total += taken
        kinds.add((ramp.readout, ramp.subarray))
    return total if len(kinds) < 2 else None
