"""A pair of observations that passes every rule, and the changes that a test makes to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Unpack

from aptcheck.testing.document import Document, Whole, proposal
from aptcheck.testing.links import Link, group
from aptcheck.testing.observations import Observation, mrs
from aptcheck.testing.targets import Target, target

__all__ = ["SKY_KEYWORD", "Changes", "pair"]

SKY_KEYWORD = "Telescope/sky background"
"""The target keyword that marks a target as a background in APT."""

Changes = Mapping[str, Any]


def pair(
    *,
    science: Changes | None = None,
    sky: Changes | None = None,
    both: Changes | None = None,
    science_target: Changes | None = None,
    sky_target: Changes | None = None,
    link: Changes | None = None,
    links: Sequence[Link] | None = None,
    more_targets: Sequence[Target] = (),
    more_observations: Sequence[Observation] = (),
    more_links: Sequence[Link] = (),
    **document: Unpack[Whole],
) -> Document:
    """Make a pair of observations that passes every rule, with changes.

    Observation 1 is science on target 1. Observation 2 is its background on target 2, 90 arcseconds
    north. The background is declared and linked (Sequence, Non-interruptible). Both targets have
    Extended YES, both observations have the same exposures and a dither for extended sources, and
    neither has a target acquisition.

    Parameters
    ----------
    science, sky, both : mapping, optional
        Keywords of `mrs` for observation 1, for observation 2, or for both.
    science_target, sky_target : mapping, optional
        Keywords of `target`.
    link : mapping, optional
        Keywords of `group`.
    links : sequence of links, optional
        Replaces the default link.
    more_targets, more_observations, more_links : sequence
        Added to the pair.
    **document
        Any other keyword of `proposal`.
    """
    either = both or {}
    first: dict[str, Any] = {
        "number": 1,
        "label": "NGC-1 science",
        **either,
        **(science or {}),
    }
    second: dict[str, Any] = {
        "number": 2,
        "label": "NGC-1 background",
        **either,
        **(sky or {}),
    }
    on_source: dict[str, Any] = {
        "number": 1,
        "name": "NGC-1",
        "background": [2],
        **(science_target or {}),
    }
    on_sky: dict[str, Any] = {
        "number": 2,
        "name": "NGC-1-SKY",
        "north": 90,
        "category": "Calibration",
        "keywords": [SKY_KEYWORD],
        **(sky_target or {}),
    }
    joined = [group(1, 2, **(link or {}))] if links is None else [*links]
    return proposal(
        targets=[target(**on_source), target(**on_sky), *more_targets],
        observations=[mrs(**first), mrs(**second), *more_observations],
        links=[*joined, *more_links],
        **document,
    )
