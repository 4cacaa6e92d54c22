"""Pixel subtraction needs a background as deep as the science."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aptcheck.background.companions import TOLD, companions, science_numbers
from aptcheck.background.depth import Depth, depths
from aptcheck.background.intent import Intent
from aptcheck.background.ramps import ramps_of
from aptcheck.background.sides import Background
from aptcheck.background.unread import unread
from aptcheck.background.wording import numbered, setting_names
from aptcheck.finding import Evidence, Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("BKG301", severity=Severity.INFO, raised_on_submit=True, suspected=True)
def background_too_shallow(background: Background, context: Context) -> Iterator[Verdict]:
    """The background is not as deep as the science.

    ## What
    In some wavelength and detector the background collects less than 0.9 of the photon time of the
    science (the limit is a setting). Photon time is the sum of exposures, dithers, Nint, Ngroups
    and group time; the science counts per mosaic tile, the background with all its exposures. An
    error with strategy pixel, a warning for a faint extended source, else an info for an extended
    or unknown source.

    ## Why
    Subtracting a shallow background pixel by pixel puts its noise into the science. A master
    background averages over the field, so that a shallow one is often enough for it.

    ## How to fix
    In APT open the background observation, MIRI MRS form, and raise Integrations/Exp or the number
    of dither points; keep Groups/Int equal to the science.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("as deep as their
    science observations") and What does this mean for my science program? (faint extended
    sources), read 2026-11; group times from JDox, "MIRI Detector Readout Overview".
    """
    severity = _severity(background.intent)
    if severity is None:
        yield NotApplicable("neither pixel subtraction nor an extended source is planned")
        return
    together = companions(context.graph, background)
    found = _depths(background, together)
    if not found:
        yield NotApplicable("no setting is taken on both sides")
        return
    if unclear := unread(context.proposal, background.observations):
        yield NotChecked(unclear)
    if unknown := [depth.setting for depth in found if depth.ratio is None]:
        yield NotChecked(
            f"{numbered('observation', [o.number for o in background.observations])}: photon time "
            f"in {setting_names(unknown)} not computed, a readout or dither is not known"
        )
    limit = context.thresholds.depth_ratio_min
    shallow = _shallow(background, together, limit)
    if not shallow:
        return
    told_for = [other for other in together if _shallow(other, together, limit)]
    if _worst(told_for, together, limit) is not background:
        yield NotApplicable(TOLD)
        return
    least = min(shallow, key=lambda depth: depth.ratio or 0.0)
    ratio = least.ratio or 0.0
    sky = background.skies[0]
    yield Fault(
        message=f"The background is {100 * ratio:.3g} % as deep as the science in "
        f"{setting_names(depth.setting for depth in shallow)} ({least.sky_s:.0f} s of "
        f"{least.science_s:.0f} s photon time): {_verdict(background.intent)}.",
        fix=f"In observation {sky.number}, MIRI MRS form, raise Integrations/Exp or the number of "
        f"dither points {1 / ratio:.2g} times and keep Groups/Int equal to the science."
        if ratio
        else f"In observation {sky.number}, MIRI MRS form, give its exposures Groups/Int, "
        "Integrations/Exp and Exposures/Dith above 0.",
        at=sky.mrs,
        observation=sky.number,
        related=science_numbers(told_for),
        evidence=Evidence(measured=ratio, limit=limit),
        severity=severity,
    )


def _severity(intent: Intent) -> Severity | None:
    """Return how much a shallow background weighs; None where its depth is not asked for."""
    if intent.strategy == "pixel":
        return Severity.ERROR
    if not intent.subtracts_background:
        return None
    weights = {
        "faint-extended": Severity.WARNING,
        "extended": Severity.INFO,
        "unknown": Severity.INFO,
    }
    return weights.get(intent.source_class)


def _verdict(intent: Intent) -> str:
    if intent.strategy == "pixel":
        return "too shallow for the pixel subtraction you plan"
    if intent.source_class == "faint-extended":
        return "for a faint extended source a depth comparable to the science is recommended"
    return "enough for the master background, not for pixel subtraction"


def _depths(background: Background, together: Sequence[Background]) -> tuple[Depth, ...]:
    """Compare with all science observations of the same target that share these skies."""
    science = (
        side.observation
        for other in together
        if other.science_target is background.science_target
        for side in other.sciences
    )
    return depths(ramps_of(science), ramps_of(background.skies))


def _shallow(background: Background, together: Sequence[Background], limit: float) -> list[Depth]:
    if _severity(background.intent) is None:
        return []
    found = _depths(background, together)
    return [depth for depth in found if depth.ratio is not None and depth.ratio < limit]


def _worst(
    told_for: Sequence[Background], together: Sequence[Background], limit: float
) -> Background:
    """Return the one to speak for all: the gravest, then the one with the shallowest setting."""

    def weight(background: Background) -> tuple[int, float]:
        severity = _severity(background.intent) or Severity.INFO
        ratios = (depth.ratio or 0.0 for depth in _shallow(background, together, limit))
        return severity.rank, -min(ratios)

    return max(told_for, key=weight)
