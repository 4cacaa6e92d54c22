from __future__ import annotations

from aptcheck.background.depth import count_exposures
from aptcheck.rules import Context, Evidence, Fault, NotChecked, Pairs, Verdicts, applies, rule
from aptcheck.wording import MRS_FORM, briefly, count, numbered


@rule("BKG303", severity="info", draft="off")
def few_background_exposures(pairs: Pairs, context: Context) -> Verdicts:
    """Pixel subtraction has few background exposures to clip outliers from.

    ## What
    With strategy pixel, a wavelength and detector has fewer than 8 background exposures (dither
    points and mosaic tiles count; the limit is a setting). Reported once a proposal.

    ## Why
    The background step averages the exposures and rejects what lies 3 sigma from their median. A
    single outlier among N values lies at most N / sqrt(N - 1) sigma away: below 3 for N up to 7, so
    that a cosmic-ray shower or a faint star in one of them goes into the result. The pipeline finds
    showers by default (`find_showers` of the jump step); since Build 11.3 a further step,
    `clean_showers`, can subtract what is left of them, and has to be switched on.

    ## How to fix
    In APT open the background observation, MIRI MRS form, and take more, shorter exposures: a
    4-Point dither with Exposures/Dith 2 or 3 instead of more Integrations/Exp. Aim for 10.

    ## Source
    Background step of jwst 3.0.0 (astropy sigma_clip about the median, default 3 sigma); STScI news
    of 2025 on Build 11.3 and the MRS pipeline notebook of 2026-08 for the showers; the arithmetic
    and the advice are aptcheck's own.
    """
    planned = [b for b in pairs.backgrounds if b.intent.strategy == "pixel"]
    applies(planned, "no background is meant for pixel subtraction")
    limit = context.settings.background_exposures_min
    few: dict[int, int] = {}
    for background in planned:
        numbers = [sky.number for sky in background.skies]
        taken = [count_exposures(a.sky) for a in background.matches if a.science and a.sky]
        if None in taken:
            yield NotChecked(f"{numbered('observation', numbers)}: a dither is not known")
        least = min((exposures for exposures in taken if exposures is not None), default=limit)
        if least < limit:
            few |= {number: min(least, few.get(number, least)) for number in numbers}
    if few:
        few = dict(sorted(few.items()))
        fewest = min(few.values())
        yield Fault(
            message=f"Background {briefly('observation', few)}: {count(fewest, 'exposure')} in a "
            "wavelength setting, too few for the 3-sigma clip of pixel subtraction to reject one "
            f"outlier (it takes at least {limit}).",
            fix=f"In the background's {MRS_FORM} take more, shorter exposures: a 4-Point dither "
            "with Exposures/Dith 2 or 3 in place of more Integrations/Exp. Aim for 10.",
            at=context.graph.proposal.observation(next(iter(few))),
            about=pairs.only(skies=few),
            each=few,
            evidence=Evidence(fewest, limit, "exposures"),
        )
