from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.mrs.dithers_used import names_unknown_dither, used_dithers
from aptcheck.modes.mrs.setting_words import BESIDE_TARGET
from aptcheck.remedies.dithers import optimized
from aptcheck.rules import Context, Evidence, Fault, Graph, NotChecked, Verdicts, applies, rule
from aptcheck.wording import MIRI_MRS, agree, briefly, in_mrs_form, listed, numbered

if TYPE_CHECKING:
    from aptcheck.model import DitherPattern


@rule("BKG404", severity="warning")
def point_not_point_dither(graph: Graph, context: Context) -> Verdicts:
    """An isolated point source has a dither for extended sources.

    ## What
    The source is an isolated point (set in the configuration, or Extended is NO in Fixed Targets)
    and an exposure uses a dither with Optimized For EXTENDED SOURCE; the message names all such
    dithers. Time series and the patterns of early APT versions (ALL, Channel 1 to 4) are not
    judged. Reported once for the whole proposal.

    ## Why
    Point-source dithers move the source far across the field, so that each position provides a
    background for the others and the undersampled profile is well sampled; the small steps of the
    extended pattern do neither. JDox recommends the point-source pattern for isolated points. The
    background annulus of a point source is sigma-clipped since jwst 2.0.0: that removes a neighbor
    from it, but does not replace the dithers.

    ## How to fix
    In APT, open the science observation, MIRI Medium Resolution Spectroscopy tab, Dithers, and set
    Optimized For to POINT SOURCE.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", What does this mean for my science program?
    ("should use the point source-optimized dither patterns"), and "MIRI MRS PSF and Dithering",
    read 2026-11. The clipping: jwst 2.0.0, change 9953 (issue 9845).
    """
    applies(graph.sciences, "no MRS science observation")
    aimed = [science for science in graph.sciences if not science.observation.imager_primary]
    applies(aimed, BESIDE_TARGET)
    points = [science for science in aimed if science.stated_point]
    applies(points, "not declared an isolated point source")
    dithered = [s for s in points if not s.observation.requirements.time_series]
    applies(dithered, "a time series")
    places: list[DitherPattern] = []
    by_dithers: dict[tuple[int, ...], list[int]] = {}
    classes: set[str] = set()
    for science in sorted(dithered, key=lambda science: science.number):
        observation, number = science.observation, science.number
        if names_unknown_dither(observation):
            yield NotChecked(f"observation {number}: a dither is not known")
        used = used_dithers(observation)
        if wrong := [pattern for pattern in used if pattern.optimized_for == "EXTENDED SOURCE"]:
            places += wrong
            by_dithers.setdefault(tuple(pattern.index for pattern in wrong), []).append(number)
            classes.add(science.intent.inferred)
    if places:
        yield _fault(by_dithers, classes, places)


def _fault(
    by_dithers: dict[tuple[int, ...], list[int]], classes: set[str], places: list[DitherPattern]
) -> Fault:
    """Return the fault of observations, by the numbers of their dithers."""
    numbers = sorted(number for own in by_dithers.values() for number in own)
    # Where some classes are set and others inferred, not all are in doubt.
    inferred = classes.pop() if len(classes) == 1 else " (some inferred)"
    alike = len(by_dithers) == 1
    dithers = (
        numbered("dither", next(iter(by_dithers)))
        if alike
        else listed(
            f"{numbered('dither', indices)} of {briefly('observation', own)}"
            for indices, own in by_dithers.items()
        )
    )
    several = not alike or len(next(iter(by_dithers))) > 1
    change = f"Dithers, set Optimized For of {dithers} to POINT SOURCE"
    return Fault(
        message=f"{briefly('Observation', numbers)} {agree(numbers, 'uses', 'use')} "
        f"{'dither patterns' if several else 'a dither pattern'} optimized for EXTENDED SOURCE on "
        f"{agree(numbers, 'an isolated point source', 'isolated point sources')}{inferred} "
        f"({dithers}).",
        fix=in_mrs_form(numbers[0], change)
        if len(numbers) == 1
        else f"In the {MIRI_MRS} tab of each, {change}.",
        at=places[0],
        each=dict.fromkeys(numbers, "EXTENDED SOURCE"),
        evidence=Evidence("EXTENDED SOURCE", "POINT SOURCE"),
        remedy=optimized(places, "POINT SOURCE"),
    )
