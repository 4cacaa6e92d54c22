"""Extended and the dither pattern should say the same of the source."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.dither_use import BESIDE_TARGET, is_imager_primary
from aptcheck.background.sides import Science
from aptcheck.finding import Evidence, Severity
from aptcheck.rules.context import Context
from aptcheck.rules.excerpt import excerpt
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict

_FITTING = {"YES": "EXTENDED SOURCE", "NO": "POINT SOURCE"}
_OPPOSITE = {"YES": "NO", "NO": "YES"}


@rule("BKG505", severity=Severity.INFO)
def extent_dither_conflict(science: Science, context: Context) -> Iterator[Verdict]:
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
    if is_imager_primary(science.observation):
        yield NotApplicable(BESIDE_TARGET)
        return
    target, mrs = science.target, science.observation.mrs
    if target is None or mrs is None or target.extended not in _FITTING:
        yield NotApplicable(f"the target of observation {science.number} leaves Extended open")
        return
    stated, opposite = target.extended, _OPPOSITE[target.extended]
    used = {exposure.dither for exposure in mrs.exposures}
    wrong = [
        pattern
        for pattern in mrs.dithers
        if pattern.optimized_for == _FITTING[opposite] and pattern.index in used
    ]
    if not wrong:
        return
    yield Fault(
        message=f"Science observation {science.number}: the target has Extended "
        f"{stated}, the dither pattern is optimized for {_FITTING[opposite]}.",
        fix=f"Set Extended of {excerpt(target.name)} in Targets to {opposite}, or Optimized For of "
        f"Dither {wrong[0].index} in observation {science.number}, MIRI MRS form, to "
        f"{_FITTING[stated]}.",
        at=wrong[0],
        observation=science.number,
        target=target.name,
        evidence=Evidence(measured=_FITTING[opposite], limit=_FITTING[stated]),
    )
