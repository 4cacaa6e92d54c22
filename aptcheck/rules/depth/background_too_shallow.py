from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from aptcheck.background.depth import Depth, below, uncomputed
from aptcheck.background.sharing import SharedSkies, numbers_of
from aptcheck.modes.incomplete_exposures import unclear_exposures
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
from aptcheck.wording import agree, briefly, in_form

if TYPE_CHECKING:
    from aptcheck.background.roles import Background
    from aptcheck.model import Observation, Proposal
    from aptcheck.modes.mode import Mode

_Weight: TypeAlias = tuple[Severity, str]

_PLANNED = "too shallow for the pixel subtraction you plan"
_FAINT = "a faint extended source should have a background about as deep as the science"
_USUAL = "subtracted pixel by pixel, it is noisier than the science"

#: The possible verdicts on a shallow background, the worst first.
_WEIGHTS = (
    (Severity.ERROR, _PLANNED),
    (Severity.WARNING, _FAINT),
    (Severity.INFO, _PLANNED),
    (Severity.INFO, _FAINT),
    (Severity.INFO, _USUAL),
)


@rule(
    "BKG301",
    severity="warning",
    submit="raised",
    suspected=True,
    modes=("miri-mrs", "miri-imaging", "miri-lrs-slit", "nirspec-ifu", "nirspec-fs"),
)
def background_too_shallow(pairs: Pairs, context: Context) -> Verdicts:
    """The background is not as deep as the science.

    ## What
    In some setting the background collects less than 0.9 of the photon time of the science (the
    limit is configurable). A setting is a wavelength and detector of the MRS, elsewhere a filter,
    or a grating and filter. Photon time is exposures x dithers x integrations x groups x group
    time; outside the MRS aptcheck counts groups, where both sides have the same readout and
    subarray, otherwise the depth is not checked. The science counts per mosaic tile, the background
    with all its exposures. Each is reported once for the whole proposal.

    An error where you set strategy pixel, a warning where you set the source class faint-extended;
    both only an info for NIRSpec, where pixel subtraction is skipped once the grating wheel has
    moved between science and background. Also an info for MIRI imaging and the LRS slit, which
    subtract pixel by pixel unless you set another strategy. Silent for all other sources, where a
    shallow background is what is recommended: the pairs table of the report shows its depth. Silent
    also for MIRI coronagraphy: there a background must match the exposures of the star it serves
    (BKG201, 202, 212), at the two positions that APT gives it, however many points the star's
    dither has.

    ## Why
    Subtracting a shallow background pixel by pixel puts its noise into the science. A master
    background averages over the field, so a shallow one is enough for it: half of the backgrounds
    in the public files of accepted programmes have a half or a quarter of the time of the science.
    Images: the background of 4 in 14 accepted programmes has half of it or less in some filter.
    Coronagraphs: that of 7 in 9 has less than 0.9, mostly 0.44 of a star in a 9-point grid.

    ## How to fix
    In APT open the template's tab of the background observation and raise Integrations/Exp or the
    number of dither points; keep Groups/Int equal to the science.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("as deep as their
    science observations") and What does this mean for my science program? (faint extended
    sources), read 2026-11; group times from JDox, "MIRI Detector Readout Overview". For NIRSpec,
    STScI's technical review checklist of 2025-12-08 (a background may be shorter if it is measured
    from a larger region), and the background step of jwst 3.0.0 (GWA_XTIL and GWA_YTIL). The shares
    are of the proposals that APT printed, 2021 to 2026.
    """
    mode, pairs = context.mode, pairs.attached
    applies(pairs.bonds, "a time series gets no background (BKG114)")
    shared = [one for one in pairs.shared_skies if any(_weight(b, mode) for b in one.backgrounds)]
    applies(shared, "neither pixel subtraction nor a faint extended source is planned")
    compared = [one for one in shared if any(one.depths.values())]
    applies(compared, "no setting is taken on both sides")
    for one in compared:
        yield from map(NotChecked, _unclear(one, context.graph.proposal))
    limit = context.settings.depth_ratio_min
    found = [shallow for one in compared if (shallow := _shallow(one, limit, mode)) is not None]
    for weight in _WEIGHTS:
        alike = [shallow for shallow in found if shallow.weight == weight]
        if alike:
            yield _fault(weight, alike, limit, pairs, mode)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Shallow:
    """Backgrounds that are too shallow, for which science, and their depths, worst first."""

    weight: _Weight
    skies: tuple[Observation, ...]
    sciences: tuple[int, ...]
    depths: Sequence[Depth]

    @property
    def ratio(self) -> float:
        return self.depths[0].ratio or 0.0


def _weight(user: Background, mode: Mode) -> _Weight | None:
    """Return how bad a shallow background is, and why; None where its depth does not matter."""
    intent = user.intent
    # NIRSpec: level 2 subtracts no pixels once the grating wheel has moved
    nirspec = mode.strategy == "master" and mode.name != "miri-mrs"
    if intent.strategy == "pixel" and intent.strategy_set:
        return Severity.INFO if nirspec else Severity.ERROR, _PLANNED
    if intent.source_class == "faint-extended" and intent.subtracts_background:
        return Severity.INFO if nirspec else Severity.WARNING, _FAINT
    return (Severity.INFO, _USUAL) if intent.strategy == "pixel" else None


def _unclear(shared: SharedSkies, proposal: Proposal) -> Iterator[str]:
    found = [depth for beside_one in shared.depths.values() for depth in beside_one]
    unclear = (
        unclear_exposures(proposal, shared.observations),
        uncomputed(shared.observations, found),
    )
    return (str(reason) for reason in unclear if reason is not None)


def _shallow(shared: SharedSkies, limit: float, mode: Mode) -> _Shallow | None:
    """Return the worst of backgrounds that are used together, None if all are deep enough."""
    lower = {target: below(depths, limit) for target, depths in shared.depths.items()}
    found = [
        (weight, user)
        for user in shared.backgrounds
        if (weight := _weight(user, mode)) is not None and lower[user.target_number]
    ]
    if not found:
        return None

    def badness(one: tuple[_Weight, Background]) -> tuple[int, float]:
        weight, user = one
        return -_WEIGHTS.index(weight), -(lower[user.target_number][0].ratio or 0.0)

    weight, worst = max(found, key=badness)
    return _Shallow(
        weight=weight,
        skies=shared.skies,
        sciences=numbers_of(user for _, user in found),
        depths=lower[worst.target_number],
    )


def _fault(
    weight: _Weight, found: Sequence[_Shallow], limit: float, pairs: Pairs, mode: Mode
) -> Fault:
    severity, verdict = weight
    each: dict[int, float] = {}
    for one in found:
        for sky in one.skies:
            each[sky.number] = min(one.ratio, each.get(sky.number, one.ratio))
    each = dict(sorted(each.items()))
    worst = min(found, key=lambda one: one.ratio)
    least, most = f"{100 * worst.ratio:.3g}", f"{100 * max(each.values()):.3g}"
    settings = {depth.setting for one in found for depth in one.depths}
    change = (
        f"multiply Integrations/Exp or the number of dither points by "
        f"{agree(each, '', 'up to ')}{1 / worst.ratio:.2g}; keep Groups/Int equal to the science"
        if worst.ratio
        else "set Groups/Int, Integrations/Exp and Exposures/Dith above 0"
    )
    return Fault(
        message=f"Background {briefly('observation', each)} "
        f"{agree(each, 'is', 'are')} {least if least == most else f'{least} to {most}'} % as deep "
        f"as the science in {mode.setting_names(settings)} ({worst.depths[0].words}"
        f"{agree(found, '', ' at worst')}): {verdict}.",
        fix=in_form(next(iter(each)), mode.form, change)
        if len(each) == 1
        else f"In the {mode.form} tab of each, {change}.",
        about=pairs.only(skies=each),
        related=tuple(dict.fromkeys(number for one in found for number in one.sciences)),
        each=each,
        severity=severity,
        evidence=Evidence(worst.ratio, limit),
    )
