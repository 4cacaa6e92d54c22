"""Stars without a background, in a mode in which each needs one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.background.appearance import looks_like_sky
from aptcheck.background.declared_elsewhere import declared_elsewhere
from aptcheck.background.grouping import grouped
from aptcheck.background.orphans import orphan
from aptcheck.background.psf_sets import reference_numbers
from aptcheck.background.set_up import has_acquisition
from aptcheck.background.suspicion import is_calibration
from aptcheck.modes.judged import mode_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from aptcheck.background.declared_elsewhere import DeclaredElsewhere
    from aptcheck.background.graph import Graph
    from aptcheck.background.roles import Science
    from aptcheck.model import Target

__all__ = ["BareStar", "bare_stars"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class BareStar:
    """A target, its observations in the mode, and what other targets list in their links."""

    target: Target
    sciences: tuple[Science, ...]
    elsewhere: tuple[DeclaredElsewhere, ...]


def bare_stars(graph: Graph) -> tuple[BareStar, ...]:
    """Return the targets without a background in any observation, in the order of the file.

    Empty in a mode that does not demand one, and in calibration programmes. Targets whose set-up
    shows that a background was meant and went wrong are left out, since other rules report them:
    one that asks for a background, one with a suspected sky, and one at the place of a target whose
    list is on the wrong copy. So are what is called or set up as sky, although no science uses it;
    calibrators that are in no set with a PSF reference; time series; and what takes its background
    from elsewhere.
    """
    if not graph.mode.demands_background or is_calibration(graph.proposal):
        return ()
    references = reference_numbers(graph.live, graph.mode)
    in_sets = references | {o.number for o in graph.live if graph.mode.taken_with(o)}
    reported = _reported_elsewhere(graph)
    bare = {
        target.number: (target, judged)
        for target in graph.proposal.targets
        if (judged := _bare(graph.sciences_of(target), references, reported))
        and not target.asks_for_background
        and (not _is_calibrator(target) or any(one.number in in_sets for one in judged))
    }
    if not bare:
        return ()
    foreign = grouped(declared_elsewhere(graph), lambda found: found.science.target_number)
    return tuple(
        BareStar(target=target, sciences=sciences, elsewhere=tuple(foreign.get(number, ())))
        for number, (target, sciences) in bare.items()
    )


def _bare(
    sciences: Collection[Science], references: frozenset[int], reported: frozenset[int]
) -> tuple[Science, ...]:
    """Return a target's observations that lack a background; none where any has one."""
    if any(science.bonds or science.number in reported for science in sciences):
        return ()
    return tuple(
        science
        for science in sciences
        if science.expects_background and (science.number in references or not _is_of_sky(science))
    )


def _is_of_sky(science: Science) -> bool:
    """Whether an observation is called sky, or set up as one: without acquisition, and repeated."""
    observation, mode = science.observation, mode_of(science.observation)
    set_up = mode is not None and mode.is_repeated(observation) and not has_acquisition(observation)
    return set_up or looks_like_sky(observation, science.target)


def _reported_elsewhere(graph: Graph) -> frozenset[int]:
    """Return the science observations whose background was meant in another way."""
    suspected = {o.number for suspicion in graph.suspicions for o in suspicion.sciences}
    orphans = (orphan(graph, target) for target in graph.proposal.targets)
    copied = {s.number for found in orphans if found is not None for s in found.copied}
    return frozenset(suspected | copied)


def _is_calibrator(target: Target) -> bool:
    return (target.category or "").upper() == "CALIBRATION"
