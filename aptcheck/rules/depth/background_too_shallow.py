from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.depth import below, uncomputed
from aptcheck.background.sharing import numbers_of
from aptcheck.modes.mrs.incomplete_exposures import unclear_exposures
from aptcheck.modes.mrs.setting_words import setting_names
from aptcheck.rules import Context, Evidence, Fault, NotChecked, Severity, Verdicts, applies, rule
from aptcheck.rules.subjects import SharedSkies
from aptcheck.wording import in_mrs_form

if TYPE_CHECKING:
    from aptcheck.background.intent import Intent

_WEIGHTS = {"faint-extended": Severity.WARNING, "extended": Severity.INFO, "unknown": Severity.INFO}
_VERDICTS = {
    Severity.ERROR: "too shallow for the pixel subtraction you plan",
    Severity.WARNING: "for a faint extended source a depth comparable to the science is "
    "recommended",
    Severity.INFO: "enough for the master background, not for pixel subtraction",
}


@rule("BKG301", severity=Severity.INFO, submit="raised", suspected=True)
def background_too_shallow(shared: SharedSkies, context: Context) -> Verdicts:
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
    weighed = [(_severity(user.intent), user) for user in shared.backgrounds]
    planned = [(severity, user) for severity, user in weighed if severity is not None]
    applies(planned, "neither pixel subtraction nor an extended source is planned")
    found = [depth for beside_one in shared.depths.values() for depth in beside_one]
    applies(found, "no setting is taken on both sides")
    observations = shared.observations
    unclear = (
        unclear_exposures(context.graph.proposal, observations),
        uncomputed(observations, found),
    )
    yield from (NotChecked(reason) for reason in unclear if reason is not None)
    limit = context.settings.depth_ratio_min
    lower = {target: below(depths, limit) for target, depths in shared.depths.items()}
    told = [(severity, user) for severity, user in planned if lower[user.target_number]]
    if not told:
        return
    ratios = {target: depths[0].ratio or 0.0 for target, depths in lower.items() if depths}
    severity, worst = max(told, key=lambda one: (one[0].rank, -ratios[one[1].target_number]))
    shallow, ratio = lower[worst.target_number], ratios[worst.target_number]
    _, first = planned[0]
    yield Fault(
        message=f"The background is {100 * ratio:.3g} % as deep as the science in "
        f"{setting_names(depth.setting for depth in shallow)} ({shallow[0].sky_s:.0f} s of "
        f"{shallow[0].science_s:.0f} s photon time): {_VERDICTS[severity]}.",
        fix=in_mrs_form(
            first.skies[0].number,
            f"raise Integrations/Exp or the number of dither points {1 / ratio:.2g} times and keep "
            "Groups/Int equal to the science"
            if ratio
            else "give its exposures Groups/Int, Integrations/Exp and Exposures/Dith above 0",
        ),
        about=first,
        related=numbers_of(user for _, user in told),
        evidence=Evidence(ratio, limit),
        severity=severity,
    )


def _severity(intent: Intent) -> Severity | None:
    """Return how much a shallow background weighs; None where its depth is not asked for."""
    if intent.strategy == "pixel":
        return Severity.ERROR
    return _WEIGHTS.get(intent.source_class) if intent.subtracts_background else None
