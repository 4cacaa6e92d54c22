"""The dithers of a background, and the dither that an exposure names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.edit import Element, Remedy, Unwritten
from aptcheck.modes.mrs.dithers_used import used_dithers
from aptcheck.modes.mrs.vocabulary import is_for_background
from aptcheck.remedies.cost import exposure_cost
from aptcheck.remedies.parts import add_element, set_field
from aptcheck.remedies.versions import SOURCE_DITHERS, too_old

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aptcheck.edit import Edit
    from aptcheck.model import (
        DitherPattern,
        MrsExposure,
        MrsTemplate,
        Observation,
        Proposal,
    )
    from aptcheck.model.templates.exposure import Exposure

__all__ = ["dithered", "naming", "optimized", "with_points"]


def dithered(
    proposal: Proposal, skies: Iterable[Observation], points: int = 2
) -> Remedy | Unwritten | None:
    """Return the remedy that dithers every exposure of some backgrounds.

    It uses a pattern of the background, with its number of points changed if no exposure uses it,
    or else a new point-source pattern, whose positions are the farthest apart of those seen in a
    file. None for a time series.
    """
    skies = tuple(skies)
    if any(sky.requirements.time_series for sky in skies):
        return None
    edits: list[Edit | None] = []
    changes = []
    for sky in skies:
        if sky.mrs is None:
            return None
        found = _pattern(proposal, sky, points)
        if isinstance(found, Unwritten):
            return found
        pattern, element = found
        patterns = (*(one for one in sky.mrs.dithers if one.index != pattern.index), pattern)
        if element is not None:
            edits.append(add_element(sky.mrs, element, "Dithers"))
        elif pattern not in sky.mrs.dithers:
            edits.append(set_field(pattern, "DitherType", f"{points}-Point"))
        own = [e for e in sky.mrs.exposures if e.dither != pattern.index and not _moves(sky.mrs, e)]
        edits += [set_field(exposure, "Dither", f"Dither {pattern.index}") for exposure in own]
        exposures = tuple(_named(e, pattern) if e in own else e for e in sky.mrs.exposures)
        changes.append((sky, sky.mrs.changed(dithers=patterns, exposures=exposures)))
    return Remedy.of("unsafe", edits, exposure_cost(changes))


def _pattern(
    proposal: Proposal, sky: Observation, points: int
) -> tuple[DitherPattern, Element | None] | Unwritten:
    """Return the pattern to use, and the element that adds it if the background has none."""
    from aptcheck.model import DitherPattern

    present = sky.mrs.dithers if sky.mrs is not None else ()
    used = {exposure.dither for exposure in (sky.mrs.exposures if sky.mrs is not None else ())}
    for pattern in present:
        fits = not sky.imager_primary or is_for_background(pattern.optimized_for)
        idle = pattern.index not in used
        if fits and (pattern.points or 0) >= (2 if idle else points):
            other = idle and pattern.points != points
            return pattern.changed(dither_type=f"{points}-POINT") if other else pattern, None
    if sky.imager_primary:
        return Unwritten(
            "With Primary Channel = Imager the dither must be optimized for BACKGROUND: choose it "
            "in APT, since aptcheck does not know how a file spells it."
        )
    if old := too_old(proposal, SOURCE_DITHERS, "a dither optimized for a source"):
        return old
    if present:
        return Unwritten("The Dithers table has a dither that does not move the telescope.")
    words = {
        "DitherType": f"{points}-Point",
        "OptimizedFor": "POINT SOURCE",
        "Direction": "NEGATIVE",
    }
    new = DitherPattern.model_construct(
        index=1,
        dither_type=f"{points}-POINT",
        optimized_for="POINT SOURCE",
        direction="NEGATIVE",
    )
    fields = tuple(Element(name, text) for name, text in words.items())
    return new, Element("MrsDitherSpecification", children=fields)


def _moves(mrs: MrsTemplate, exposure: MrsExposure) -> bool:
    pattern = mrs.pattern(exposure)
    return pattern is not None and (pattern.points or 0) > 1


def _named(exposure: MrsExposure, pattern: DitherPattern) -> MrsExposure:
    return exposure.changed(dither=pattern.index, dither_text=f"Dither {pattern.index}")


def naming(observation: Observation, exposures: Sequence[Exposure]) -> Remedy | None:
    """Return the remedy that makes some exposures use the first dither of their observation.

    For the MRS and the imager, whose forms have a list of dithers.
    """
    mrs = observation.mrs
    form = mrs or observation.imaging
    if form is None or not form.dithers:
        return None
    name = f"Dither {form.dithers[0].index}"
    edits = [set_field(exposure, "Dither", name) for exposure in exposures]
    if mrs is None:
        return Remedy.of("unsafe", edits)
    first = mrs.dithers[0]
    bare = {exposure.index for exposure in exposures}
    changed = tuple(_named(e, first) if e.index in bare else e for e in mrs.exposures)
    cost = exposure_cost([(observation, mrs.changed(exposures=changed))])
    return Remedy.of("unsafe", edits, cost)


def with_points(observations: Iterable[Observation], points: int) -> Remedy | None:
    """Return the remedy that gives the dithers used by some observations this many points."""
    edits: list[Edit | None] = []
    changes = []
    for observation in observations:
        mrs = observation.mrs
        few = [one for one in used_dithers(observation) if (one.points or 0) < points]
        if mrs is None or not few:
            continue
        edits += [set_field(pattern, "DitherType", f"{points}-Point") for pattern in few]
        more = {one.index: one.changed(dither_type=f"{points}-POINT") for one in few}
        dithers = tuple(more.get(one.index, one) for one in mrs.dithers)
        changes.append((observation, mrs.changed(dithers=dithers)))
    return Remedy.of("unsafe", edits, exposure_cost(changes))


def optimized(patterns: Iterable[DitherPattern], source: str) -> Remedy | None:
    """Return the remedy that optimizes dithers for another kind of source."""
    return Remedy.of("unsafe", [set_field(pattern, "OptimizedFor", source) for pattern in patterns])
