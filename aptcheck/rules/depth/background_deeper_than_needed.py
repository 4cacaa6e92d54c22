"""A master background needs no more than the depth of the science."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.companions import TOLD, companions, science_numbers, users
from aptcheck.background.depth import depths
from aptcheck.background.ramps import ramps_of
from aptcheck.background.sides import Background
from aptcheck.background.unread import unread
from aptcheck.background.wording import numbered, setting_names
from aptcheck.finding import Evidence, Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("BKG302", severity=Severity.INFO, suspected=True)
def background_deeper_than_needed(background: Background, context: Context) -> Iterator[Verdict]:
    """The background is deeper than a master background needs.

    ## What
    With strategy master, the background collects more than 1.5 times the photon time of the
    deepest science it serves, in some wavelength and detector (the limit is a setting).

    ## Why
    The master background is averaged over the whole field, so that its noise is small long before
    it reaches the depth of the science. The time may be better spent on the target.

    ## How to fix
    In APT open the background observation, MIRI MRS form, and lower Integrations/Exp; keep
    Groups/Int equal to the science and at least two dither points.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How are backgrounds used in the JWST pipeline?
    ("the effective depth of the background observations is improved by the sigma-clipped mean",
    read 2026-11); the limit is aptcheck's own judgement.
    """
    together = companions(context.graph, background)
    if together[0] is not background:
        yield NotApplicable(TOLD)
        return
    if any(other.intent.strategy != "master" for other in together):
        yield NotApplicable("the strategy is not master")
        return
    served = {
        side.number: side.observation
        for sky in background.skies
        for other in users(context.graph, background, sky)
        for side in other.sciences
    }
    found = depths(ramps_of(served.values()), ramps_of(background.skies))
    if not found:
        yield NotApplicable("no setting is taken on both sides")
        return
    if unclear := unread(context.proposal, (*served.values(), *background.skies)):
        yield NotChecked(unclear)
        return
    if unknown := [depth.setting for depth in found if depth.ratio is None]:
        yield NotChecked(
            f"{numbered('observation', [o.number for o in background.observations])}: photon time "
            f"in {setting_names(unknown)} not computed, a readout or dither is not known"
        )
    limit = context.thresholds.depth_ratio_max
    deep = [depth for depth in found if depth.ratio is not None and depth.ratio > limit]
    if not deep:
        return
    most = max(deep, key=lambda depth: depth.ratio or 0.0)
    sky = background.skies[0]
    yield Fault(
        message=f"The background is {most.ratio:.3g} times as deep as the science in "
        f"{setting_names(depth.setting for depth in deep)} ({most.sky_s:.0f} s against "
        f"{most.science_s:.0f} s photon time): more than a master background needs.",
        fix=f"In observation {sky.number}, MIRI MRS form, lower Integrations/Exp if you want the "
        "time for the target; keep Groups/Int equal to the science.",
        at=sky.mrs,
        observation=sky.number,
        related=science_numbers(together),
        evidence=Evidence(measured=most.ratio, limit=limit),
    )
