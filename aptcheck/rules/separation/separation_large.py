from __future__ import annotations

from aptcheck.background.pair_distance import nearest, pair_distances
from aptcheck.rules import Context, Evidence, Fault, NotChecked, SkyUse, Verdicts, applies, rule
from aptcheck.wording import in_targets, numbered

#: Classes whose emission may reach so far that the sky has to stand farther off; for an unknown
#: class nobody can say, so it is not held against the outer limit either.
_FAR_REACHING = frozenset({"extended", "faint-extended", "point-in-extended", "unknown"})


@rule("BKG601", severity="info", suspected=True)
def separation_large(use: SkyUse, context: Context) -> Verdicts:
    """The sky stands far from its science.

    ## What
    More than 2 arcmin (setting `separation_info_arcmin`) lie between the sky and the nearest
    science tile; beyond 10 arcmin (`separation_warning_arcmin`) it is a warning, unless the source
    is extended, sits in extended emission, or its class is not known. Half an arcsecond
    (`separation_slack_arcsec`) is allowed for rounded coordinates. Positions are those of the
    middle of the observing window, with proper motion and Offset. Where an Offset or a mosaic turns
    with the telescope, the mean over all angles counts. Not judged with Primary Channel = Imager.

    ## Why
    Zodiacal light and cirrus change over the sky: far away the background is another one. There is
    no maximum, and a large source may leave no empty sky nearer.

    ## How to fix
    In APT open Targets, the sky target, and choose empty sky 1 to 2 arcmin from the science target,
    with the 2MASS and WISE images of the Aladin view.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("generally be
    within 1–2 arcmin if feasible", read 2026-11). The 10 arcmin are aptcheck's own judgement.
    """
    limits = context.settings
    notice, alarm = limits.separation_info_arcmin, limits.separation_warning_arcmin
    slack = limits.separation_slack_arcsec / 60
    measured = pair_distances(context.graph, use, context.schedule.year)
    applies(measured, "with Primary Channel = Imager the position angle decides")
    yield from (NotChecked(pair.obstacle) for pair in measured if pair.obstacle is not None)
    far = [pair for pair in nearest(measured) if pair.arcmin > notice + slack]
    if not far:
        return
    distant = [pair for pair in far if pair.arcmin > alarm + slack]
    grave = [pair for pair in distant if pair.intent.source_class not in _FAR_REACHING]
    worst = max(grave or far, key=lambda pair: pair.arcmin)
    sky, intent, limit = worst.edge.sky, worst.intent, alarm if grave else notice
    targets = {pair.science_target for pair in far}
    sciences = sorted({s.edge.science.number for s in measured if s.science_target in targets})
    up_to = "up to " if len(targets) > 1 else ""
    moment = f" in the middle of {context.schedule.window.origin}" if worst.moves else ""
    whose = f" for source class {intent.source_class}{intent.inferred}" if grave else ""
    yield Fault(
        message=f"Background observation {sky.number} stands {up_to}{worst.arcmin:.2f} arcmin from "
        f"science {numbered('observation', sciences)}{moment}; the limit is {limit:g} arcmin"
        f"{whose}.",
        fix=in_targets(
            f"move the sky target to empty sky within {notice:g} arcmin of the science; keep it if "
            "there is none nearer"
        ),
        at=context.graph.proposal.target_of(sky),
        observation=sky.number,
        related=tuple(sciences),
        severity="warning" if grave else None,
        evidence=Evidence(round(worst.arcmin, 4), limit, "arcmin"),
    )
