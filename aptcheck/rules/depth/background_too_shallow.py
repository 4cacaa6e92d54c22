from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.background.depth import Depth, below, uncomputed
from aptcheck.background.sharing import SharedSkies, numbers_of
from aptcheck.modes.mrs.incomplete_exposures import unclear_exposures
from aptcheck.modes.mrs.setting_words import setting_names
from aptcheck.rules import (
    Context,
    Evidence,
    Fault,
    NotChecked,
    Pairs,
    Severity,
    Verdicts,
    applies,
    rule,
)
from aptcheck.wording import MRS_FORM, agree, briefly, in_mrs_form

if TYPE_CHECKING:
    from aptcheck.background.roles import Background
    from aptcheck.model import Observation, Proposal

_VERDICTS = {
    Severity.ERROR: "too shallow for the pixel subtraction you plan",
    Severity.WARNING: "for a faint extended source a depth comparable to the science is "
    "recommended",
}


@rule("BKG301", severity="warning", submit="raised", suspected=True)
def background_too_shallow(pairs: Pairs, context: Context) -> Verdicts:
    """The background is not as deep as the science.

    ## What
    In some wavelength and detector the background collects less than 0.9 of the photon time of the
    science (the limit is a setting). Photon time is the sum of exposures, dithers, Nint, Ngroups
    and group time; the science counts per mosaic tile, the background with all its exposures. An
    error with strategy pixel, a warning where the source class is set to faint-extended; each is
    reported once for the whole proposal. Silent for all other sources, where a shallow background
    is what is recommended: the pairs table of the report shows its depth.

    ## Why
    Subtracting a shallow background pixel by pixel puts its noise into the science. A master
    background averages over the field, so that a shallow one is enough for it: half of the
    backgrounds in the public files of accepted programmes have a half or a quarter of the time of
    their science.

    ## How to fix
    In APT open the background observation, MIRI MRS form, and raise Integrations/Exp or the number
    of dither points; keep Groups/Int equal to the science.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("as deep as their
    science observations") and What does this mean for my science program? (faint extended
    sources), read 2026-11; group times from JDox, "MIRI Detector Readout Overview".
    """
    shared = [one for one in pairs.shared_skies if any(map(_weight, one.backgrounds))]
    applies(shared, "neither pixel subtraction nor a faint extended source is planned")
    compared = [one for one in shared if any(one.depths.values())]
    applies(compared, "no setting is taken on both sides")
    for one in compared:
        yield from map(NotChecked, _unclear(one, context.graph.proposal))
    limit = context.settings.depth_ratio_min
    found = [shallow for one in compared if (shallow := _shallow(one, limit)) is not None]
    for severity in (Severity.ERROR, Severity.WARNING):
        alike = [shallow for shallow in found if shallow.severity is severity]
        if alike:
            yield _fault(severity, alike, limit, pairs)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Shallow:
    """Skies that are too shallow, for whom, and the depths that are, the worst first."""

    severity: Severity
    skies: tuple[Observation, ...]
    sciences: tuple[int, ...]
    depths: Sequence[Depth]

    @property
    def ratio(self) -> float:
        return self.depths[0].ratio or 0.0


def _weight(user: Background) -> Severity | None:
    """Return how much a shallow background weighs; None where its depth is not asked for."""
    intent = user.intent
    if intent.strategy == "pixel":
        return Severity.ERROR
    faint = intent.source_class == "faint-extended" and intent.subtracts_background
    return Severity.WARNING if faint else None


def _unclear(shared: SharedSkies, proposal: Proposal) -> Iterator[str]:
    found = [depth for beside_one in shared.depths.values() for depth in beside_one]
    unclear = (
        unclear_exposures(proposal, shared.observations),
        uncomputed(shared.observations, found),
    )
    return (str(reason) for reason in unclear if reason is not None)


def _shallow(shared: SharedSkies, limit: float) -> _Shallow | None:
    """Return what is worst of skies that are used together, None where they are deep enough."""
    lower = {target: below(depths, limit) for target, depths in shared.depths.items()}
    told = [
        (severity, user)
        for user in shared.backgrounds
        if (severity := _weight(user)) is not None and lower[user.target_number]
    ]
    if not told:
        return None

    def badness(one: tuple[Severity, Background]) -> tuple[int, float]:
        severity, user = one
        return severity.rank, -(lower[user.target_number][0].ratio or 0.0)

    severity, worst = max(told, key=badness)
    return _Shallow(
        severity=severity,
        skies=shared.skies,
        sciences=numbers_of(user for _, user in told),
        depths=lower[worst.target_number],
    )


def _fault(severity: Severity, found: Sequence[_Shallow], limit: float, pairs: Pairs) -> Fault:
    each: dict[int, float] = {}
    for one in found:
        for sky in one.skies:
            each[sky.number] = min(one.ratio, each.get(sky.number, one.ratio))
    each = dict(sorted(each.items()))
    worst = min(found, key=lambda one: one.ratio)
    least, most = f"{100 * worst.ratio:.3g}", f"{100 * max(each.values()):.3g}"
    settings = {depth.setting for one in found for depth in one.depths}
    seconds = worst.depths[0]
    change = (
        f"raise Integrations/Exp or the number of dither points "
        f"{agree(each, '', 'up to ')}{1 / worst.ratio:.2g} times and "
        "keep Groups/Int equal to the science"
        if worst.ratio
        else "give its exposures Groups/Int, Integrations/Exp and Exposures/Dith above 0"
    )
    return Fault(
        message=f"Background {briefly('observation', each)} "
        f"{agree(each, 'is', 'are')} {least if least == most else f'{least} to {most}'} % as deep "
        f"as the science in {setting_names(settings)} ({seconds.sky_s:.0f} s of "
        f"{seconds.science_s:.0f} s photon time{agree(found, '', ' at worst')}): "
        f"{_VERDICTS[severity]}.",
        fix=in_mrs_form(next(iter(each)), change)
        if len(each) == 1
        else f"In the {MRS_FORM} of each, {change}.",
        about=pairs.only(skies=each),
        related=tuple(dict.fromkeys(number for one in found for number in one.sciences)),
        each=each,
        severity=severity,
        evidence=Evidence(worst.ratio, limit),
    )
