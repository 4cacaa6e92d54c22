"""A science observation and its background in another mode than the MRS."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from aptcheck.testing import (
    SKY_KEYWORD,
    Document,
    Link,
    Observation,
    Target,
    group,
    proposal,
    target,
)

Builder = Callable[..., Observation]


def pair_of(
    build: Builder,
    *,
    science: dict[str, Any] | None = None,
    sky: dict[str, Any] | None = None,
    both: dict[str, Any] | None = None,
    extended: str = "NO",
    declared: bool = True,
    skies: int = 1,
    science_target: dict[str, Any] | None = None,
    sky_target: dict[str, Any] | None = None,
    more_targets: Sequence[Target] = (),
    more_observations: Sequence[Observation] = (),
    links: Sequence[Link] | None = None,
) -> Document:
    """Make observation 1 and its background 2 (and 3, ...), declared and linked, with changes.

    The keywords are those of the builder: `image`, `coronagraph`, `lrs`, `ifu`, `fixed_slits`;
    those of the targets are of `target`.
    """
    numbers = range(2, 2 + skies)
    on_source: dict[str, Any] = {"background": [2] if declared else [], "extended": extended}
    on_sky: dict[str, Any] = {"north": 400, "category": "Calibration", "keywords": [SKY_KEYWORD]}
    of_sky = {"label": "NGC-1 background", **(both or {}), **(sky or {})}
    return proposal(
        targets=[
            target(1, "NGC-1", **on_source | (science_target or {})),
            target(2, "NGC-1-SKY", **on_sky | (sky_target or {})),
            *more_targets,
        ],
        observations=[
            build(1, 1, **(both or {}), **(science or {})),
            *(build(number, 2, **of_sky) for number in numbers),
            *more_observations,
        ],
        links=[group(1, *numbers)] if links is None else links,
    )
