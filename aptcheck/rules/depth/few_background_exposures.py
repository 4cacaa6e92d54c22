"""Pixel subtraction clips outliers only among many background exposures."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.graph import Graph
from aptcheck.background.sides import Background
from aptcheck.background.wording import numbered
from aptcheck.finding import Evidence, Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("BKG303", severity=Severity.INFO, draft="off")
def few_background_exposures(graph: Graph, context: Context) -> Iterator[Verdict]:
    """Pixel subtraction has few background exposures to clip outliers from.

    ## What
    With strategy pixel, a wavelength and detector has fewer than 8 background exposures (dither
    points and mosaic tiles count; the limit is a setting). Reported once a proposal.

    ## Why
    The background step averages the exposures and rejects what lies 3 sigma from their median. A
    single outlier among N values lies at most N / sqrt(N - 1) sigma away: below 3 for N up to 7, so
    that a cosmic-ray shower or a faint star in one of them goes into the result.

    ## How to fix
    In APT open the background observation, MIRI MRS form, and take more, shorter exposures: a
    4-Point dither with Exposures/Dith 2 or 3 instead of more Integrations/Exp. Aim for 10.

    ## Source
    Background step of jwst 3.0.0 (astropy sigma_clip about the median, default 3 sigma); the
    arithmetic and the advice are aptcheck's own.
    """
    planned = [b for b in graph.backgrounds if b.intent.strategy == "pixel"]
    if not planned:
        yield NotApplicable("no background is meant for pixel subtraction")
        return
    limit = context.thresholds.background_exposures_min
    few: dict[int, int] = {}
    sciences: list[int] = []
    for background in planned:
        counts = _counts(background)
        if any(count is None for count in counts):
            numbers = [sky.number for sky in background.skies]
            yield NotChecked(f"{numbered('observation', numbers)}: a dither is not known")
        least = min((count for count in counts if count is not None), default=limit)
        if least < limit:
            sciences.extend(background.science_numbers)
            for sky in background.skies:
                few[sky.number] = min(least, few.get(sky.number, least))
    if few:
        fewest = min(few.values())
        yield Fault(
            message=f"Background {numbered('observation', list(few))}: {fewest} "
            f"exposure{'s' if fewest != 1 else ''} in a wavelength setting, too few for the "
            "3-sigma clip of pixel subtraction to reject one outlier (it takes at least "
            f"{limit}).",
            fix="In the background's MIRI MRS form take more, shorter exposures: a 4-Point dither "
            "with Exposures/Dith 2 or 3 in place of more Integrations/Exp. Aim for 10.",
            at=context.proposal.observation(next(iter(few))),
            related=tuple(dict.fromkeys((*few, *sciences))),
            evidence=Evidence(measured=fewest, limit=limit, unit="exposures"),
        )


def _counts(background: Background) -> list[int | None]:
    """Return the background exposures of each shared setting; None where a dither is not known."""
    return [
        None
        if any(ramp.positions is None for ramp in answer.sky)
        else sum(
            ramp.exposures * (ramp.positions or 0) * ramp.observation.mosaic.tiles
            for ramp in answer.sky
        )
        for answer in background.answers
        if answer.science and answer.sky
    ]
