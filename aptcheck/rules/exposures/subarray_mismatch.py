"""Science and background must use the same subarray."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.companions import TOLD, alike, science_numbers
from aptcheck.background.ramps import Setting
from aptcheck.background.sides import Background
from aptcheck.background.wording import numbered, setting_names
from aptcheck.finding import Evidence, Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("BKG205", severity=Severity.ERROR, draft="warning", suspected=True)
def subarray_mismatch(background: Background, context: Context) -> Iterator[Verdict]:
    """The background uses another subarray than the science.

    ## What
    In a grating setting that both sides take, a science Subarray does not occur among the
    background exposures.

    ## Why
    At level 2 the pipeline gives a background only to exposures of the same subarray, so the
    science gets none.

    ## How to fix
    In APT open both observations, MIRI MRS form, and choose the same Subarray; MRS spectra are
    taken with FULL.

    ## Source
    Association generator of jwst 3.0.0 (level 2 needs equal SUBARRAY), observed 2026-11; JDox,
    "MIRI Detector Subarrays" ("no subarrays are available for the medium-resolution
    spectrometer", read 2026-11).
    """
    shared = [answer for answer in background.answers if answer.science and answer.sky]
    if not shared:
        yield NotApplicable("no setting is taken on both sides")
    if unclear := {
        r.observation.number for a in shared for r in a.science + a.sky if not r.subarray
    }:
        yield NotChecked(f"{numbered('observation', sorted(unclear))}: the subarray is not known")
    wrong = _differences(background)
    if not wrong:
        return
    told_for = alike(context.graph, background, _differences)
    if not told_for:
        yield NotApplicable(TOLD)
        return
    science, other, _ = wrong[0]
    sky = next(a for a in shared if a.setting == wrong[0][2]).sky[0]
    settings = setting_names(setting for *_, setting in wrong)
    yield Fault(
        message=f"The subarray of the background differs from the science in {settings}: science "
        f"{science}, background {other}.",
        fix=f"In observation {sky.observation.number}, MIRI MRS form, set Subarray to {science} as "
        f"in observation {background.sciences[0].number}.",
        at=sky.exposure,
        observation=sky.observation.number,
        related=science_numbers(told_for),
        evidence=Evidence(measured=other, limit=science),
    )


def _differences(background: Background) -> tuple[tuple[str, str, Setting], ...]:
    """Return (science subarrays, background subarrays, setting) where one has no equal."""
    sides = [
        ({r.subarray for r in a.science}, {r.subarray for r in a.sky}, a.setting)
        for a in background.answers
    ]
    return tuple(
        ("/".join(sorted(s for s in science if s)), "/".join(sorted(s for s in sky if s)), setting)
        for science, sky, setting in sides
        if science and sky and None not in science | sky and not science <= sky
    )
