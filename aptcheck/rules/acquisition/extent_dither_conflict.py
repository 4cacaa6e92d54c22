from __future__ import annotations

from aptcheck.modes.mrs.dither_positions import used_dithers
from aptcheck.modes.mrs.setting_words import BESIDE_TARGET
from aptcheck.rules import Context, Evidence, Fault, Science, Verdicts, applies, rule
from aptcheck.wording import MRS_FORM, TARGETS, excerpt

_FITTING = {"YES": "EXTENDED SOURCE", "NO": "POINT SOURCE"}


@rule("BKG505", severity="info")
def extent_dither_conflict(science: Science, context: Context) -> Verdicts:
    """The target's Extended and the dither pattern contradict each other.

    ## What
    A science target with Extended YES is dithered with a POINT SOURCE pattern, or one with Extended
    NO with an EXTENDED SOURCE pattern.

    ## Why
    Extended tells the pipeline how to extract; the pattern decides how well the source is sampled.
    One of the two was probably left at what an earlier proposal had.

    ## How to fix
    In APT correct Extended in Targets, or Optimized For in the Dithers table of the MIRI MRS form.

    ## Source
    aptcheck's own judgement; JDox, "MIRI MRS PSF and Dithering" (read 2026-11).
    """
    target, extended = science.target, science.extended or ""
    applies(not science.observation.imager_primary, BESIDE_TARGET)
    applies(
        extended in _FITTING, f"the target of observation {science.number} leaves Extended open"
    )
    opposite = "NO" if extended == "YES" else "YES"
    fitting, chosen = _FITTING[extended], _FITTING[opposite]
    wrong = [p for p in used_dithers(science.observation) if p.optimized_for == chosen]
    if wrong and target is not None:
        yield Fault(
            message=f"Science observation {science.number}: the target has Extended {extended}, "
            f"the dither pattern is optimized for {chosen}.",
            fix=f"Set Extended of {excerpt(target.name)} in {TARGETS} to {opposite}, or Optimized "
            f"For of Dither {wrong[0].index} in observation {science.number}, {MRS_FORM}, to "
            f"{fitting}.",
            at=wrong[0],
            observation=science.number,
            evidence=Evidence(chosen, fitting),
        )
