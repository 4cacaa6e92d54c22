"""How faint the catalogues see, beside how faint the science does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aptcheck.background.graph import Graph
from aptcheck.background.wording import listed, numbered
from aptcheck.finding import Severity
from aptcheck.rules.context import Context
from aptcheck.rules.field import NO_FIELD
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict

if TYPE_CHECKING:
    from aptcheck.contamination.judgement import FieldJudgement


@rule("SKY105", severity=Severity.INFO)
def catalogue_depth(graph: Graph, context: Context) -> Iterator[Verdict]:
    """What 2MASS and WISE cannot rule out in the background fields.

    ## What
    For each band in use, the flux density down to which a source would have been listed: a star
    without infrared excess, and a source of any colour. Fainter ones may be there. A catalogue
    that was not supplied is named.

    ## Why
    WISE does not see all that the MRS sees: in W3 it stops at about 730 µJy. A clean field is clean
    down to this depth, no deeper.

    ## How to fix
    Nothing. Where the depth does not do, look for deeper images (Spitzer, JWST) of the place.

    ## Source
    2MASS 10 sigma limit (Skrutskie et al. 2006, AJ 131, 1163); AllWISE Explanatory Supplement,
    sensitivity in unconfused sky.
    """
    if not context.fields:
        yield NotApplicable(NO_FIELD)
        return
    if not context.catalogue_asked:
        yield NotChecked("no catalogue was asked")
        return
    judged = (context.field_judgement(observation) for observation in context.fields)
    known = [judgement for judgement in judged if judgement is not None and not judgement.reason]
    if not known:
        yield NotChecked("no field was checked")
        return
    suppliers = dict.fromkeys(name for judgement in known for name in judgement.suppliers)
    missing = known[0].missing
    lacking = f" {listed(missing)} was not supplied." if missing else ""
    numbers = [judgement.observation.number for judgement in known]
    surveys = known[0].surveys
    verb = "know" if len(surveys) > 1 else "knows"
    fields = "the fields" if len(numbers) > 1 else "the field"
    yield Fault(
        message=f"{listed(surveys)} ({', '.join(suppliers)}) {verb}, in {fields} of "
        f"{numbered('observation', numbers)}, only what is brighter than (µJy: a star without "
        f"infrared excess / a source of any colour / the science at 10 sigma): {_depths(known)}. "
        f"Fainter ones cannot be ruled out.{lacking}",
        fix="Where that is not deep enough, look for deeper images of the place.",
    )


def _depths(judgements: list[FieldJudgement]) -> str:
    """Tell the depth in each band, beside the smallest limit that the science sets there."""
    told: dict[str, tuple[str, float]] = {}
    for judgement in judgements:
        for limit, depth in zip(judgement.limits, judgement.depths, strict=True):
            _, least = told.get(limit.band, ("", limit.ujy))
            reached = f"{_rounded(depth.star_ujy)} / {_rounded(depth.any_ujy)}"
            told[limit.band] = reached, min(limit.ujy, least)
    return ", ".join(
        f"{band} {reached} / {_rounded(least)}" for band, (reached, least) in sorted(told.items())
    )


def _rounded(ujy: float | None) -> str:
    return "unknown" if ujy is None else f"{float(f'{ujy:.2g}'):.0f}"
