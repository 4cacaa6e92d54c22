from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.incomplete_exposures import require_clear_exposures, unclear_exposures
from aptcheck.remedies.filters import has_spare_exposures, with_filters
from aptcheck.remedies.rows import with_rows
from aptcheck.remedies.users import is_science_too, users_of
from aptcheck.rules import Background, Context, Evidence, Fault, NotChecked, Verdicts, applies, rule
from aptcheck.rules.exposures.near_misses import near_misses
from aptcheck.wording import agree, in_form, listed, numbered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aptcheck.edit import Remedy, Unwritten
    from aptcheck.modes.ramp import Setting


@rule(
    "BKG210",
    severity="error",
    repair="never",
    draft="warning",
    suspected=True,
    modes=("nirspec-ifu",),
)
def filter_differs(background: Background, context: Context) -> Verdicts:
    """The background uses the grating of the science with another filter.

    ## What
    The science uses G140M or G140H with one of the filters F070LP and F100LP, and its background
    observations use the grating only with the other filter. BKG203 then does not report the
    setting. Only an info where the plan does not subtract this background (strategy external or
    none).

    ## Why
    At level 2 the pipeline requires the same filter and gives these exposures no background. At
    level 3 it compares only the grating and the dither pattern, and attaches the background. The
    spectrum of that background covers other wavelengths: the science data beyond them are not only
    left unsubtracted but flagged DO_NOT_USE.

    ## How to fix
    In APT, open the background observation, NIRSpec IFU Spectroscopy tab, and set Grating/Filter of
    the exposure to that of the science, or add an exposure with it.

    ## Source
    Association generator of jwst 3.0.0 run on such a pair, observed 2026-11; master background step
    of jwst 3.0.0 (wavelengths outside the master spectrum), read 2026-11.
    """
    proposal, mode, skies = context.graph.proposal, context.mode, background.skies
    if unclear := unclear_exposures(proposal, [one.observation for one in background.sciences]):
        yield NotChecked(unclear)
    wanted = [match.setting for match in background.matches if match.science]
    applies(wanted or unclear, f"the science has no {mode.called} exposure")
    missed = near_misses(mode, background.matches)
    if not missed:
        return
    require_clear_exposures(proposal, skies)
    names = mode.element_names(missed)
    instead = [other for others in missed.values() for other in others]
    spare = has_spare_exposures(missed, users_of(background, context.graph))
    number = next(
        match.sky[0].observation.number for match in background.matches if match.setting in instead
    )
    change = (
        f"set {mode.element_field} of the exposure to {names}"
        if spare
        else f"add an exposure with {mode.element_field} {names}"
    )
    subtracted = background.intent.subtracts_background
    yield Fault(
        message=f"The science uses {names}, but background "
        f"{numbered('observation', [sky.number for sky in skies])} "
        f"{agree(skies, 'uses', 'use')} {mode.element_names(instead)}. The pipeline attaches it "
        "only at level 3 and flags science data outside its wavelengths DO_NOT_USE.",
        fix=in_form(number, mode.form, change),
        at=next(a.sky[0].exposure for a in background.matches if a.setting in instead),
        about=background,
        observation=number,
        evidence=Evidence(listed(sorted({f for _, f in instead})), listed([f for _, f in missed])),
        severity=None if subtracted else "info",
        cause=(background.sky_numbers, tuple(missed), subtracted),
        remedy=_remedy(background, context, missed, spare=spare),
    )


def _remedy(
    background: Background,
    context: Context,
    missed: Mapping[Setting, Sequence[Setting]],
    *,
    spare: bool,
) -> Remedy | Unwritten | None:
    graph, skies = context.graph, background.skies
    if is_science_too(background, graph):
        return None
    if spare:
        return with_filters(context.mode, skies, missed)
    sciences = [one.observation for one in background.sciences]
    sciences = [one for one in sciences if not one.requirements.time_series]
    return with_rows(graph.proposal, context.mode, skies[0], sciences, missed)
