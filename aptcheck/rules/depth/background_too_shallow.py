"""Pixel subtraction needs a background as deep as the science."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import inf

from aptcheck.background.companions import TOLD, companions, science_numbers
from aptcheck.background.depth import Depth, depths
from aptcheck.background.intent import Intent
from aptcheck.background.ramps import ramps_of
from aptcheck.background.sides import Background
from aptcheck.background.unread import unread
from aptcheck.background.wording import numbered, setting_names
from aptcheck.finding import Evidence, Severity
from aptcheck.model import Observation
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
    if _severity(background.intent) is None:
        yield NotApplicable("neither pixel subtraction nor an extended source is planned")
        return
    together = companions(context.graph, background)
    planned = (other for other in together if _severity(other.intent) is not None)
    if next(planned) is not background:
        yield NotApplicable(TOLD)
        return
    found = _depths(together)
    if not any(found.values()):
        yield NotApplicable("no setting is taken on both sides")
        return
    observations = {o.number: o for other in together for o in other.observations}
    if unclear := unread(context.proposal, observations.values()):
        yield NotChecked(unclear)
    if unknown := {d.setting for known in found.values() for d in known if d.ratio is None}:
        yield NotChecked(
            f"{numbered('observation', tuple(observations))}: photon time in "
            f"{setting_names(unknown)} not computed, a readout or dither is not known"
        )
    limit = context.thresholds.depth_ratio_min
    told_for = [other for other in (background, *planned) if _lowest(found[_target(other)]) < limit]
    if not told_for:
        return
    worst = max(told_for, key=lambda other: _weight(other, found))
    intent = worst.intent
    shallow = [d for d in found[_target(worst)] if d.ratio is not None and d.ratio < limit]
    least = min(shallow, key=lambda depth: depth.ratio or 0.0)
    ratio = least.ratio or 0.0
    sky = background.skies[0]
    yield Fault(
        message=f"The background is {100 * ratio:.3g} % as deep as the science in "
        f"{setting_names(depth.setting for depth in shallow)} ({least.sky_s:.0f} s of "
        f"{least.science_s:.0f} s photon time): {_verdict(intent)}.",
        fix=f"In observation {sky.number}, MIRI MRS form, raise Integrations/Exp or the number of "
        f"dither points {1 / ratio:.2g} times and keep Groups/Int equal to the science."
        if ratio
        else f"In observation {sky.number}, MIRI MRS form, give its exposures Groups/Int, "
        "Integrations/Exp and Exposures/Dith above 0.",
        at=sky.mrs,
        observation=sky.number,
        related=science_numbers(told_for),
        evidence=Evidence(measured=ratio, limit=limit),
        severity=_severity(intent),
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


def _target(background: Background) -> int | None:
    return background.science_target.number if background.science_target is not None else None


def _depths(together: Sequence[Background]) -> dict[int | None, tuple[Depth, ...]]:
    """Compare the skies with each science target: all its observations, whatever their intent."""
    sciences: dict[int | None, list[Observation]] = {}
    for background in together:
        observations = (side.observation for side in background.sciences)
        sciences.setdefault(_target(background), []).extend(observations)
    skies = tuple(ramps_of(together[0].skies))
    return {target: depths(ramps_of(side), skies) for target, side in sciences.items()}


def _lowest(known: Sequence[Depth]) -> float:
    return min((depth.ratio for depth in known if depth.ratio is not None), default=inf)


def _weight(
    background: Background, found: Mapping[int | None, Sequence[Depth]]
) -> tuple[int, float]:
    """Order by gravity, then by the shallowest setting."""
    severity = _severity(background.intent) or Severity.INFO
    return severity.rank, -_lowest(found[_target(background)])
