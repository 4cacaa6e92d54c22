"""A point source wants the dither that is made for it."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.dither_use import (
    BESIDE_TARGET,
    is_imager_primary,
    names_unknown_dither,
    used_dithers,
)
from aptcheck.background.sides import Science
from aptcheck.finding import Evidence, Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("BKG404", severity=Severity.WARNING)
def point_not_point_dither(science: Science, context: Context) -> Iterator[Verdict]:
    """An isolated point source is dithered for extended sources.

    ## What
    The source is an isolated point (set in the configuration, or Extended NO in the target form)
    and an exposure uses a dither Optimized For EXTENDED SOURCE. Time series and the patterns of
    early APT versions (ALL, Channel 1 to 4) are left alone.

    ## Why
    Point-source dithers move the source far across the field, so that each position gives a
    background to the others and the undersampled profile is well sampled; the small steps of the
    extended pattern do neither. JDox recommends the point-source pattern for isolated points.

    ## How to fix
    In APT open the science observation, MIRI MRS form, Dithers, and set Optimized For to POINT
    SOURCE.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", What does this mean for my science program?
    ("should use the point source-optimized dither patterns"), and "MIRI MRS PSF and Dithering",
    read 2026-11.
    """
    if is_imager_primary(science.observation):
        yield NotApplicable(BESIDE_TARGET)
        return
    intent, target = science.intent, science.target
    stated = intent.class_set or (target is not None and target.extended == "NO")
    if intent.source_class != "isolated-point" or not stated:
        yield NotApplicable("not stated to be an isolated point source")
        return
    if science.observation.requirements.time_series:
        yield NotApplicable("a time series")
        return
    if names_unknown_dither(science.observation):
        yield NotChecked(f"observation {science.number}: a dither is not known")
    used = used_dithers(science.observation)
    wrong = next((p for p in used if p.optimized_for == "EXTENDED SOURCE"), None)
    if wrong is None:
        return
    yield Fault(
        message=f"Observation {science.number} dithers an isolated point source{intent.inferred} "
        "with a pattern optimized for EXTENDED SOURCE.",
        fix=f"In observation {science.number}, MIRI MRS form, Dithers, set Optimized For of dither "
        f"{wrong.index} to POINT SOURCE.",
        at=wrong,
        observation=science.number,
        evidence=Evidence(measured="EXTENDED SOURCE", limit="POINT SOURCE"),
    )
