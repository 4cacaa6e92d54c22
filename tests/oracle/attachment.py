"""Which background the pipeline gives to each exposure at level 2.

As observed by running the association generator of the ``jwst`` package (3.0.0) on pools: a
background is attached where it is flagged as a background target, shares a background candidate
with the science, and agrees in the setting of the mode (detector arm and grating; filter; mask and
filter; grating and filter; slit, grating and filter) and in the subarray; never to time series.
With the NIRSpec IFU, nods go only with the same nods. Only observations in a non-interruptible link
share a candidate. Ngroups and readout do not matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from aptcheck.modes.matching import matches

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.modes.ramp import Ramp, Setting

__all__ = ["attached"]


def attached(graph: Graph) -> dict[tuple[int, Setting], frozenset[int]]:
    """Return {(science observation, setting): background observations}.

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
                if _alike(match.science) & _alike(match.sky):
                    key = (science.number, match.setting)
                    result[key] = result.get(key, frozenset()) | {sky.number}
    return result


def _alike(ramps: Iterable[Ramp]) -> set[tuple[str | None, str | None]]:
    return {(ramp.subarray, _nod(ramp)) for ramp in ramps}


def _nod(ramp: Ramp) -> str | None:
    form = ramp.observation.ifu
    pattern = form.dither_type if form is not None else None
    dithered = getattr(ramp.exposure, "dithered", None) is not False
    return pattern if pattern is not None and pattern.endswith("NOD") and dithered else None
