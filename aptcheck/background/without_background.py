"""Science observations without a background, where nothing says that one was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.appearance import looks_like_sky
from aptcheck.background.declared_elsewhere import declared_elsewhere
from aptcheck.background.orphans import is_copy_of, orphan
from aptcheck.background.suspicion import is_calibration

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.background.roles import Science

__all__ = ["recommended", "without_background"]

_ELSEWHERE = frozenset({"none", "external"})
_ADVISED = frozenset({"extended", "faint-extended", "faint-point", "point-in-extended"})


def without_background(graph: Graph) -> tuple[Science, ...]:
    """Return the science observations that might be advised to take a background.

    Those whose set-up shows that a background was meant and went wrong are left out, since other
    rules report them: a target that asks for one, a suspected sky, a sky that another target
    declares or whose list is on a copy, and sky beside the same place with Primary Channel =
    Imager. So is what is called sky, although no science uses it.
    """
    meant = {o.number for suspicion in graph.suspicions for o in suspicion.sciences}
    meant |= {found.science.number for found in declared_elsewhere(graph)}
    orphans = (orphan(graph, target) for target in graph.proposal.targets)
    meant |= {s.number for found in orphans if found is not None for s in found.copied}
    imaged = [
        science.target
        for science in graph.sciences
        if science.target is not None
        and science.observation.is_beside_target
        and science.intent.strategy != "none"
    ]
    return tuple(
        science
        for science in graph.sciences
        if not science.bonds
        and science.number not in meant
        and not _asks(science)
        and not looks_like_sky(science.observation, science.target)
        and not science.observation.is_beside_target
        and not (science.target is not None and is_copy_of(science.target, imaged))
    )


def recommended(graph: Graph) -> tuple[tuple[Science, ...], tuple[Science, ...]]:
    """Return those of them that should have a background, and those that might need one.

    By number. None in a calibration, commissioning or engineering programme; none that moves, is a
    calibrator, or gets its background from elsewhere.
    """
    if is_calibration(graph.proposal):
        return (), ()
    found = [science for science in without_background(graph) if _is_judged(science)]
    bare = sorted(found, key=lambda science: science.number)
    needed = tuple(science for science in bare if science.stated_extended)
    advised = tuple(
        science
        for science in bare
        if not science.stated_extended and science.intent.source_class in _ADVISED
    )
    return needed, advised


def _is_judged(science: Science) -> bool:
    target = science.target
    if target is None or target.is_moving or (target.category or "").upper() == "CALIBRATION":
        return False
    intent = science.intent
    if intent.strategy == "annulus" and intent.strategy_set:
        return science.stated_extended
    return intent.strategy not in _ELSEWHERE


def _asks(science: Science) -> bool:
    target = science.target
    return target is not None and target.asks_for_background
