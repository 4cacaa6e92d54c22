from __future__ import annotations

from aptcheck.modes.mrs.dither_positions import names_unknown_dither, used_dithers
from aptcheck.modes.mrs.setting_words import BESIDE_TARGET
from aptcheck.rules import Context, Evidence, Fault, NotChecked, Science, Verdicts, applies, rule
from aptcheck.wording import agree, in_mrs_form, numbered


@rule("BKG404", severity="warning")
def point_not_point_dither(science: Science, context: Context) -> Verdicts:
    """An isolated point source is dithered for extended sources.

    ## What
    The source is an isolated point (set in the configuration, or Extended NO in the target form)
    and an exposure uses a dither Optimized For EXTENDED SOURCE; the message names all such dithers.
    Time series and the patterns of early APT versions (ALL, Channel 1 to 4) are left alone.

    ## Why
    Point-source dithers move the source far across the field, so that each position gives a
    background to the others and the undersampled profile is well sampled; the small steps of the
    extended pattern do neither. JDox recommends the point-source pattern for isolated points. The
    sky annulus of a point source is sigma-clipped since jwst 2.0.0: that takes a neighbour out of
    it, and is no substitute for the dithers.

    ## How to fix
    In APT open the science observation, MIRI MRS form, Dithers, and set Optimized For to POINT
    SOURCE.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", What does this mean for my science program?
    ("should use the point source-optimized dither patterns"), and "MIRI MRS PSF and Dithering",
    read 2026-11. The clipping: jwst 2.0.0, change 9953 (issue 9845).
    """
    observation, intent, number = science.observation, science.intent, science.number
    applies(not observation.imager_primary, BESIDE_TARGET)
    applies(science.stated_point, "not stated to be an isolated point source")
    applies(not observation.requirements.time_series, "a time series")
    if names_unknown_dither(observation):
        yield NotChecked(f"observation {number}: a dither is not known")
    used = used_dithers(observation)
    if wrong := [pattern for pattern in used if pattern.optimized_for == "EXTENDED SOURCE"]:
        dithers = numbered("dither", (pattern.index for pattern in wrong))
        yield Fault(
            message=f"Observation {number} dithers an isolated point source{intent.inferred} with "
            f"{agree(wrong, 'a pattern', 'patterns')} optimized for EXTENDED SOURCE ({dithers}).",
            fix=in_mrs_form(number, f"Dithers, set Optimized For of {dithers} to POINT SOURCE"),
            at=wrong[0],
            observation=number,
            evidence=Evidence("EXTENDED SOURCE", "POINT SOURCE"),
        )
