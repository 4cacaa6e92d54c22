"""Whether the timing requirements let a background be taken beside its science."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.model import AfterLink, Observation

__all__ = ["keeps_apart"]

_SECONDS_PER_DAY = 86_400.0


def keeps_apart(
    links: Iterable[AfterLink], one: Observation, other: Observation
) -> AfterLink | None:
    """Return the AFTER link of two observations whose minimum interval parts them, if any.

    An interval that the earlier observation fills by itself (its science time, which APT writes
    down) lets the later one follow at once. Only a link between the two is looked at.
    """
    pair = {one.number: one, other.number: other}
    for link in links:
        if {link.observation, link.after} != set(pair) or not link.min_days:
            continue
        earlier = pair[link.after] if link.after is not None else one
        if link.min_days * _SECONDS_PER_DAY > (earlier.science_duration_s or 0):
            return link
    return None
