"""A science observation and its background in any mode, set up as they should be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from aptcheck.testing import (
    Document,
    Link,
    Observation,
    Target,
    coronagraph,
    fixed_slits,
    group,
    ifu,
    image,
    lrs,
    proposal,
    target,
    time_series,
)

__all__ = ["MODES", "SLITLESS", "pair_in", "sky_in"]

Maker = Callable[..., Observation]

#: By what the mode is called: the modes but the MRS in which the pipeline subtracts a background.
MODES: Mapping[str, Maker] = {
    "MIRI imaging": image,
    "MIRI coronagraphy": coronagraph,
    "LRS slit": lrs,
    "NIRSpec IFU": ifu,
    "NIRSpec fixed-slit": fixed_slits,
}
#: The one in which it does not.
SLITLESS: Maker = partial(lrs, subarray="SLITLESSPRISM", special=[time_series()])


def sky_in(make: Maker, number: int, on: int | None = None, **changes: Any) -> Observation:
    """Make the background of a science observation in a mode."""
    if make is coronagraph:
        changes = {"background_quadrant": "2"} | changes
    return make(number, on, **changes)


def pair_in(
    make: Maker,
    *,
    background: Sequence[int] = (2,),
    sky: Mapping[str, Any] | None = None,
    links: Sequence[Link] = (group(1, 2),),
    more_targets: Sequence[Target] = (),
    more_observations: Sequence[Observation] = (),
) -> Document:
    """Observe NGC-1 and its background NGC-1-SKY in a mode; ``sky`` changes the latter."""
    return proposal(
        targets=[
            target(1, background=background),
            target(2, "NGC-1-SKY", north=300),
            *more_targets,
        ],
        observations=[make(1), sky_in(make, 2, **(sky or {})), *more_observations],
        links=links,
    )
