from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from aptcheck.background.depth import count_exposures
from aptcheck.rules import Context, Evidence, Fault, NotChecked, Pairs, Verdicts, applies, rule
from aptcheck.rules.dithers.one_position import is_at_one_position
from aptcheck.wording import MIRI_IMAGING, MIRI_LRS, MIRI_MRS, agree, briefly, count, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.finding import SeverityWord
    from aptcheck.mode_names import ModeName
    from aptcheck.model import Observation
    from aptcheck.modes.ramp import Ramp

#: How many exposures a setting has, and at how many positions.
_Taken: TypeAlias = tuple[int, int]

_SEVERITIES: dict[ModeName, SeverityWord] = {"miri-imaging": "warning"}
_WHERE: dict[ModeName, str] = {
    "miri-mrs": " in a wavelength setting",
    "miri-imaging": " in a filter",
    "miri-coronagraphy": " in a mask and filter",
}
#: The rules that judge a single position.
_ONE_POSITION: dict[ModeName, str] = {
    "miri-imaging": "BKG401 and BKG403",
    "miri-coronagraphy": "BKG411",
    "miri-lrs-slit": "BKG401, BKG403 and BKG414",
}
_FIXES: dict[ModeName, str] = {
    "miri-mrs": f"In the {MIRI_MRS} tab of the background, take more, shorter exposures: a 4-Point "
    "dither with Exposures/Dith 2 or 3 instead of more Integrations/Exp. Aim for 10.",
    "miri-imaging": f"In the {MIRI_IMAGING} tab of the background, take more, shorter exposures at "
    "more positions: a dither of 8 points or more (Dither Type CYCLING, or 4-Point-Sets with 2 "
    "sets) instead of more Integrations/Exp.",
    "miri-coronagraphy": "No change at APT's two positions, repeated in the opposite quadrant: "
    "compare the exposures of the background once they are taken, and leave out one that shows a "
    "source.",
    "miri-lrs-slit": f"In the {MIRI_LRS} tab of the background, take more, shorter exposures "
    "instead of more Integrations/Exp. Aim for 10.",
}


@rule(
    "BKG303",
    severity="info",
    draft="off",
    modes=("miri-mrs", "miri-imaging", "miri-coronagraphy", "miri-lrs-slit"),
)
def few_background_exposures(pairs: Pairs, context: Context) -> Verdicts:
    """Pixel subtraction has too few background exposures to reject outliers.

    ## What
    With strategy pixel, which MIRI imaging, MIRI coronagraphy and the LRS slit have unless you set
    another, a setting (wavelength and detector of the MRS, filter, mask and filter) has fewer than
    8 background exposures (dither points and mosaic tiles count; the limit is configurable).
    Reported once per proposal.

    A warning for MIRI imaging, because its field is so large that stars and galaxies are in it
    almost anywhere. There also an info where 8 exposures are taken at fewer than 8 positions,
    because a star is in all exposures of its position. In every mode but the MRS a background at a
    single position is left to the rules that judge it: BKG401, BKG403, BKG411 (coronagraphs),
    BKG414 (the LRS).

    ## Why
    The background step averages the exposures and rejects values more than 3 sigma from their
    median. A single outlier among N values is at most N / sqrt(N - 1) sigma away: below 3 for N up
    to 7, so that a cosmic-ray shower or a faint star in one of them goes into the result. In an
    image the star leaves a hole of 1 / N of its light in each science exposure: 25 % of it for 4,
    14 % for 7, none from 8 on. The pipeline finds showers by default (`find_showers` of the jump
    step); since Build 11.3 a further step, `clean_showers`, can subtract what remains of them, and
    has to be switched on.

    ## How to fix
    In APT open the template's tab of the background observation and take more, shorter exposures:
    with the MRS a 4-Point dither with Exposures/Dith 2 or 3 instead of more Integrations/Exp,
    aiming for 10; in images a dither with 8 points or more. A coronagraph's background must repeat
    the science exactly: leave it, and look at its exposures before you trust their average.

    ## Source
    Background step of jwst 3.0.0 (astropy sigma_clip about the median, default 3 sigma), its
    sigma-clipping run on stars in 2 to 8 exposures, 2026-11; STScI news of 2025 on Build 11.3 and
    the MRS pipeline notebook of 2026-08 for the showers; the arithmetic and the advice are
    aptcheck's own. Of 14 accepted imaging programmes with backgrounds that APT printed, 2021 to
    2026, 13 have fewer than 8 exposures in some filter, mostly 4.
    """
    proposal, mode = context.graph.proposal, context.mode
    pairs = pairs.attached
    applies(pairs.bonds, "a time series gets no background (BKG114)")
    planned = [b for b in pairs.backgrounds if b.intent.strategy == "pixel"]
    applies(planned, "no background is meant for pixel subtraction")
    planned = [b for b in planned if not all(map(_is_made_by_apt, b.skies))]
    applies(planned, "taken at the positions that APT sets for the background of a coronagraph")
    images = mode.name == "miri-imaging"
    if mode.name != "miri-mrs":
        planned = [b for b in planned if not is_at_one_position(b.skies, proposal, mode)]
        applies(planned, f"taken at one position, judged by {_ONE_POSITION[mode.name]}")
    limit = context.settings.background_exposures_min
    few: dict[int, _Taken] = {}
    repeated: dict[int, _Taken] = {}
    for background in planned:
        numbers = [sky.number for sky in background.skies]
        taken = [_taken(match.sky) for match in background.matches if match.science and match.sky]
        if None in taken:
            yield NotChecked(f"{numbered('observation', numbers)}: a dither is not known")
        least = min((one for one in taken if one is not None), default=(limit, limit))
        if least[0] < limit:
            few |= {number: min(least, few.get(number, least)) for number in numbers}
        elif images and (positions := [one for one in taken if one and one[1] < limit]):
            worst = min(positions, key=lambda one: one[1])
            repeated |= dict.fromkeys(numbers, worst)
    repeated = {number: one for number, one in repeated.items() if number not in few}
    for taken_by, severity in ((few, _SEVERITIES.get(mode.name)), (repeated, None)):
        if taken_by:
            yield _fault(taken_by, severity, limit, pairs, context)


def _is_made_by_apt(sky: Observation) -> bool:
    """Whether APT chose the positions: two, and these again in the opposite quadrant."""
    form = sky.coronagraphy
    return form is not None and form.dither == "BACKGROUND" and form.second_exposure is True


def _taken(ramps: Iterable[Ramp]) -> _Taken | None:
    """Return how many exposures and positions there are, None where a dither is not known."""
    ramps = tuple(ramps)
    exposures, positions = count_exposures(ramps), count_exposures(ramps, repeats=False)
    return None if exposures is None or positions is None else (exposures, positions)


def _fault(
    taken_by: dict[int, _Taken],
    severity: SeverityWord | None,
    limit: int,
    pairs: Pairs,
    context: Context,
) -> Fault:
    mode = context.mode
    taken_by = dict(sorted(taken_by.items()))
    exposures, positions = min(taken_by.values())
    few = exposures < limit
    outlier = "one outlier" if few else "a star at one of them"
    where = "" if few else f" at {count(positions, 'position')}"
    clip = (
        f"{where}, too few for the 3-sigma clip of pixel subtraction to reject {outlier} (at least "
        f"{limit} are needed)"
    )
    hole = ""
    if mode.name == "miri-imaging" and exposures and positions:
        star = "A star in one leaves" if exposures == positions else "A star leaves"
        hole = f" {star} a hole of {100 / positions:.0f} % of its light."
    return Fault(
        message=f"Background {briefly('observation', taken_by)} "
        f"{agree(taken_by, 'has', 'have as few as')} {count(exposures, 'exposure')}"
        f"{_WHERE.get(mode.name, '')}{clip}.{hole}",
        fix=_FIXES[mode.name],
        at=context.graph.proposal.observation(next(iter(taken_by))),
        about=pairs.only(skies=taken_by),
        each={number: one[0] if few else one[1] for number, one in taken_by.items()},
        severity=severity,
        evidence=Evidence(
            exposures if few else positions, limit, "exposures" if few else "positions"
        ),
        subject="" if few else "positions",
    )
