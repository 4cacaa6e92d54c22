from __future__ import annotations

from aptcheck.rules import Context, Fault, FieldJudgement, Graph, Verdicts, applies, known, rule
from aptcheck.wording import agree, listed, numbered


@rule("SKY105", severity="info", catalogue="used")
def catalogue_depth(graph: Graph, context: Context) -> Verdicts:
    """What 2MASS and WISE cannot rule out in the background fields.

    ## What
    For each band in use, the flux density down to which a source would have been listed: a star
    without infrared excess, and a source of any colour. Fainter ones may be there. A catalogue
    that was not supplied is named.

    ## Why
    WISE does not see all that the MRS sees: in W3 it stops at about 730 µJy. A clean field is clean
    down to this depth, no deeper. The limits of the science are those of the Exposure Time
    Calculator. The MRS loses throughput toward long wavelengths: half of it at 25 µm within two
    years, and about another tenth over four years. Where the calculator knew of less loss, the
    science is less deep than it says.

    ## How to fix
    Nothing. Where the depth does not do, look for deeper images (Spitzer, JWST) of the place.

    ## Source
    2MASS 10 sigma limit (Skrutskie et al. 2006, AJ 131, 1163); AllWISE Explanatory Supplement,
    sensitivity in unconfused sky. Throughput: Law et al. 2025, AJ; STScI news of 2023-09-29.
    """
    applies(context.sky.fields, "no background is taken")
    known(context.sky.asked, "no catalogue was asked")
    checked = [field for field in context.sky.judgements if not field.reason]
    known(checked, "no field was checked")
    numbers = [field.observation.number for field in checked]
    suppliers = dict.fromkeys(name for field in checked for name in field.suppliers)
    surveys, missing = checked[0].surveys, checked[0].missing
    lacking = f" {listed(missing)} {agree(missing, 'was', 'were')} not supplied." if missing else ""
    yield Fault(
        message=f"{listed(surveys)} ({', '.join(suppliers)}) {agree(surveys, 'knows', 'know')}, in "
        f"{agree(numbers, 'the field', 'the fields')} of {numbered('observation', numbers)}, only "
        "what is brighter than (µJy: a star without infrared excess / a source of any colour / "
        f"the science at 10 sigma): {_depths(checked)}. Fainter ones cannot be ruled out."
        f"{lacking}",
        fix="Where that is not deep enough, look for deeper images of the place.",
    )


def _depths(fields: list[FieldJudgement]) -> str:
    """Tell the depth in each band, beside the smallest limit that the science sets there."""
    told: dict[str, tuple[str, float]] = {}
    for field in fields:
        for limit, depth in zip(field.limits, field.depths, strict=True):
            _, least = told.get(limit.band, ("", limit.ujy))
            reached = f"{_rounded(depth.star_ujy)} / {_rounded(depth.any_ujy)}"
            told[limit.band] = reached, min(limit.ujy, least)
    return ", ".join(
        f"{band} {reached} / {_rounded(least)}" for band, (reached, least) in sorted(told.items())
    )


def _rounded(ujy: float | None) -> str:
    return "unknown" if ujy is None else f"{float(f'{ujy:.2g}'):.0f}"
