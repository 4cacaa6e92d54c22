"""The facts of a target."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.model.target import ProperMotion, Target
from aptcheck.report.outline.fact_words import Stated, joined, reference_text
from aptcheck.wording import BACKGROUND_CHECKBOX, BACKGROUND_LIST

__all__ = ["target_facts"]


def target_facts(target: Target) -> Iterator[Stated]:
    """Yield what the form of a target says."""
    yield "name", target.name
    yield "kind", target.kind.removesuffix("TargetType")
    yield "position", _position(target)
    yield "proper motion", _motion(target.motion)
    yield "body", target.body
    yield "extended", target.extended
    yield "category", target.category
    yield "description", ", ".join(target.keywords)
    yield BACKGROUND_CHECKBOX, target.background_required
    yield BACKGROUND_LIST, "; ".join(reference_text(one) for one in target.backgrounds)


def _position(target: Target) -> str | None:
    if target.ra_deg is None or target.dec_deg is None:
        return target.coordinates_text
    return f"{target.ra_deg:.6f} {target.dec_deg:+.6f} deg"


def _motion(motion: ProperMotion) -> str | None:
    if not motion.moves:
        return None
    parts = (motion.ra_mas_per_year or 0.0, motion.dec_mas_per_year or 0.0)
    parallax = f"parallax {motion.parallax_mas:g} mas" if motion.parallax_mas else ""
    epoch = f"epoch {motion.epoch:g}" if motion.epoch is not None else ""
    return joined(f"{parts[0]:g}, {parts[1]:g} mas/yr", parallax, epoch)
