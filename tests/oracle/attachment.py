"""Which exposures the pipeline will give which background.

As the association generator of the ``jwst`` package (3.0.0) does it, observed by running it on
pools: a background is attached at level 2 where it is flagged as a background target, shares a
background candidate with the science, and agrees in detector arm, grating and subarray; never to
time series. Only what is held non-interruptibly shares a candidate. Ngroups and readout play no part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.mrs.matching import matches

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.modes.mrs.settings import Setting

__all__ = ["attached"]


def attached(graph: Graph) -> dict[tuple[int, Setting], frozenset[int]]:
    """Return {(science observation, (grating, arm)): background observations}.

    A science observation whose target is itself listed, by another or by itself, is processed as
    a background and gets none; settings without any background are left out.
    """
    result: dict[tuple[int, Setting], frozenset[int]] = {}
    for science in graph.sciences:
        target = science.target
        if target is None or target.number in graph.listed:
            continue
        if any(reference.number == target.number for reference in target.backgrounds):
            continue
        if science.observation.requirements.time_series:
            continue
        for sky in (sky for bond in science.bonds if bond.held for sky in bond.skies):
            if sky.requirements.time_series:
                continue
            for match in matches([science.observation], [sky]):
                subarrays = {ramp.subarray for ramp in match.science}
                if subarrays & {ramp.subarray for ramp in match.sky}:
                    key = (science.number, match.setting)
                    result[key] = result.get(key, frozenset()) | {sky.number}
    return result
