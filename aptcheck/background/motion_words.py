"""How a message tells proper motions."""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING

from aptcheck.wording import listed

if TYPE_CHECKING:
    from aptcheck.model import ProperMotion

__all__ = ["differing_fields", "motion_words"]

#: In mas and years: far below what the imager can show.
_TOLERANCE = 0.01


def motion_words(motion: ProperMotion) -> str:
    """Return ``a proper motion of 12, -4.5 mas/yr and a parallax of 3 mas``."""
    ra, dec = motion.ra_mas_per_year or 0, motion.dec_mas_per_year or 0
    drift = [f"a proper motion of {ra:g}, {dec:g} mas/yr"] if ra or dec else []
    parallax = [f"a parallax of {motion.parallax_mas:g} mas"] if motion.parallax_mas else []
    return listed(drift + parallax)


def differing_fields(one: ProperMotion, other: ProperMotion) -> list[str]:
    """Return the fields of APT that differ; an epoch means nothing where neither moves."""
    if not (one.moves or other.moves):
        return []
    fields = (
        ("RA Proper Motion", one.ra_mas_per_year, other.ra_mas_per_year),
        ("Dec Proper Motion", one.dec_mas_per_year, other.dec_mas_per_year),
        ("Annual Parallax", one.parallax_mas, other.parallax_mas),
        ("Epoch", one.epoch, other.epoch),
    )
    return [name for name, a, b in fields if not isclose(a or 0.0, b or 0.0, abs_tol=_TOLERANCE)]
