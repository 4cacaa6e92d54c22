from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aptcheck.background.pair_distance import PairDistance, nearest, pair_distances
from aptcheck.background.sharing import numbers_of
from aptcheck.mode_names import SUBTRACTED_MODES
from aptcheck.rules import Context, Evidence, Fault, NotChecked, Pairs, Verdicts, applies, rule
from aptcheck.rules.target_folders import folders_of
from aptcheck.wording import agree, briefly, in_targets, listed, named

if TYPE_CHECKING:
    from aptcheck.finding import SeverityWord
    from aptcheck.model import Observation

#: Classes whose emission may reach so far that the background has to be farther off. Nothing is
#: known of an unknown class, so the outer limit does not apply to it either.
_FAR_REACHING = frozenset({"extended", "faint-extended", "point-in-extended", "unknown"})

_DEGREE = 60.0  # arcmin
_IMAGE = 2.0  # arcmin: the longer side of MIRI's image, 113 arcsec (SIAF)


@rule("BKG601", severity="info", suspected=True, modes=SUBTRACTED_MODES)
def separation_large(pairs: Pairs, context: Context) -> Verdicts:
    """The background is far from the science observation it serves.

    ## What
    The background is more than 2 arcmin (setting `separation_info_arcmin`) from the nearest science
    tile; beyond 10 arcmin (`separation_warning_arcmin`) it is a warning, unless the source is
    extended, sits in extended emission, or its class is not known. Half an arcsecond
    (`separation_slack_arcsec`) is allowed for rounded coordinates. Positions are those of the
    middle of the observing window, with proper motion and Offset. Where an Offset or a mosaic turns
    with the telescope, the mean over all angles counts. Not judged with Primary Channel = Imager.
    Between images, whose fields alone are up to 2 arcmin across, both limits are 2 arcmin larger.
    Reported once for the whole proposal, or once for each mode, with warnings and infos separate.

    ## Why
    Zodiacal light and cirrus change over the sky: far away the background is different. There is
    no maximum, and a large source may leave no empty sky nearer: a third of the accepted programmes
    with a background have one beyond 2 arcmin.

    ## How to fix
    In APT open the background target in Fixed Targets and move it to empty sky 1 to 2 arcmin from
    the science target, with the 2MASS and WISE images of View in Aladin.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("generally be
    within 1–2 arcmin if feasible", read 2026-11). That the same applies in the other modes is
    inferred. The 10 arcmin are aptcheck's own judgement.
    """
    limits = context.settings
    notice, alarm = (
        limit + (_IMAGE if context.mode.name == "miri-imaging" else 0.0)
        for limit in (limits.separation_info_arcmin, limits.separation_warning_arcmin)
    )
    slack = limits.separation_slack_arcsec / 60
    uses = [pair_distances(context.graph, use, context.schedule.year) for use in pairs.sky_uses]
    measured = [one for use in uses for one in use]
    applies(measured, "with Primary Channel = Imager the position angle decides")
    yield from (
        NotChecked(one.obstacle, one.bond.size) for one in measured if one.obstacle is not None
    )
    noted: list[tuple[Observation, PairDistance]] = []
    grave: list[tuple[Observation, PairDistance]] = []
    for use in uses:
        far = [one for one in nearest(use) if one.arcmin > notice + slack]
        distant = [one for one in far if one.arcmin > alarm + slack]
        too_far = [one for one in distant if one.intent.source_class not in _FAR_REACHING]
        targets = {one.science_target for one in too_far or far}
        by_sky: dict[int, list[PairDistance]] = defaultdict(list)
        skies = {sky.number: sky for one in use for sky in one.bond.skies}
        for one in use:
            for sky in one.bond.skies if one.science_target in targets else ():
                by_sky[sky.number].append(one)
        for number, beside in by_sky.items():
            (grave if too_far else noted).extend((skies[number], one) for one in nearest(beside))
    if grave:
        yield _fault("warning", grave, (notice, alarm), pairs, context)
    if noted:
        yield _fault("info", noted, (notice, notice), pairs, context)


def _fault(
    severity: SeverityWord,
    far: list[tuple[Observation, PairDistance]],
    limits: tuple[float, float],
    pairs: Pairs,
    context: Context,
) -> Fault:
    notice, limit = limits
    each: dict[int, float] = {}
    for sky, one in far:
        each[sky.number] = max(round(one.arcmin, 4), each.get(sky.number, 0.0))
    each = dict(sorted(each.items()))
    first = min((sky for sky, _ in far), key=lambda sky: sky.number)
    about = pairs.only(skies=each)
    targets = {one.science_target for _, one in far}
    sciences = numbers_of(bond for bond in about.bonds if bond.science.target_number in targets)
    distance = _distance(min(each.values()), max(each.values()))
    whose = briefly("observation", sciences)
    moment = (
        f" in the middle of {context.schedule.window.origin}"
        if any(one.moves for _, one in far)
        else ""
    )
    classes = listed(sorted({f"{o.intent.source_class}{o.intent.inferred}" for _, o in far}))
    whom = f" for source class {classes}" if severity == "warning" else ""
    return Fault(
        message=f"Background {briefly('observation', each)} "
        f"{agree(each, 'is', 'are')} {distance} from science {whose}{moment}; the limit is "
        f"{limit:g} arcmin{whom}.",
        fix=in_targets(
            f"move {named(sky.target_name for sky, _ in far)} to empty sky within {notice:g} "
            "arcmin of the science, if there is any",
            folder=folders_of(map(context.graph.proposal.target_of, (sky for sky, _ in far))),
        ),
        at=context.graph.proposal.target_of(first),
        about=about,
        related=sciences,
        each=each,
        severity=severity,
        evidence=Evidence(max(each.values()), limit, "arcmin"),
    )


def _distance(least: float, most: float) -> str:
    """Return ``2.50 arcmin`` or ``2.50 to 7.10 arcmin``; beyond a degree, in degrees."""
    (low, unit), (high, other) = _measured(least), _measured(most)
    if unit != other:
        return f"{low} {unit} to {high} {other}"
    return f"{high} {unit}" if low == high else f"{low} to {high} {unit}"


def _measured(arcmin: float) -> tuple[str, str]:
    return (f"{arcmin:.2f}", "arcmin") if arcmin <= _DEGREE else (f"{arcmin / 60:.1f}", "degrees")
