from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.incomplete_exposures import require_clear_exposures, unclear_exposures
from aptcheck.rules import Background, Context, Evidence, Fault, NotChecked, Verdicts, applies, rule
from aptcheck.rules.exposures.near_misses import near_misses
from aptcheck.wording import agree, in_form, listed, numbered

if TYPE_CHECKING:
    from aptcheck.finding import SeverityWord
    from aptcheck.modes.ramp import Setting

#: Slits that the rules of level 3 treat as the same slit as any other (jwst 3.0.0).
_ANY = frozenset({"S200A1", "S200A2"})


@rule(
    "BKG211",
    severity="error",
    repair="never",
    draft="warning",
    suspected=True,
    modes=("nirspec-fs",),
)
def slit_differs(background: Background, context: Context) -> Verdicts:
    """Background and science use different slits.

    ## What
    The science uses a grating and filter in one fixed slit, and its background observations use
    them only in other slits. BKG203 then does not report the setting. A warning where the pipeline
    still attaches the background at level 3; only an info where the plan does not subtract it
    (strategy external or none).

    ## Why
    The pipeline gives a background only to exposures in the same slit, always at level 2 and mostly
    at level 3, so the science gets none. The exception at level 3 is S200A1 and S200A2 read out in
    one subarray that holds both slits (ALLSLITS or FULL): there a background in one of them is
    attached to the science in the other. The same was seen between these two and the slits S400A1
    and S1600A1, in both directions.

    ## How to fix
    In APT, open the background observation, NIRSpec Fixed Slit Spectroscopy tab, and set Slit to
    that of the science and Subarray to match.

    ## Source
    Association generator of jwst 3.0.0, run on pairs of slits, observed 2026-11 (level 2 needs
    equal FXD_SLIT; level 3 too, unless one of the two is S200A1 or S200A2). No public file has a
    background in fixed slits.
    """
    proposal, mode, skies = context.graph.proposal, context.mode, background.skies
    if unclear := unclear_exposures(proposal, [one.observation for one in background.sciences]):
        yield NotChecked(unclear)
    wanted = {match.setting for match in background.matches if match.science}
    applies(wanted or unclear, f"the science has no {mode.called} exposure")
    missed = near_misses(mode, background.matches)
    if not missed:
        return
    require_clear_exposures(proposal, skies)
    own: SeverityWord | None = None if background.intent.subtracts_background else "info"
    for attached in (False, True):
        alike = {
            setting: instead
            for setting, instead in missed.items()
            if _is_attached(background, setting, instead) == attached
        }
        if not alike:
            continue
        others = [other for instead in alike.values() for other in instead]
        slits, taken = ({slit for slit, *_ in side} for side in (alike, others))
        sky = next(a.sky[0] for a in background.matches if a.setting in others)
        number, slit = sky.observation.number, listed(sorted(slits))
        fix = (
            in_form(number, mode.form, f"set Slit to {slit} and Subarray to match")
            if len(slits) == 1 and wanted.isdisjoint(others)
            else f"Add another background observation and, in its {mode.form} tab, set Slit to "
            f"{slit}."
        )
        yield Fault(
            message=f"The science uses {mode.element_names(alike)}, but background "
            f"{numbered('observation', [sky.number for sky in skies])} "
            f"{agree(skies, 'uses', 'use')} {listed(sorted(taken))}. "
            + (
                "The pipeline attaches it only at level 3."
                if attached
                else "The pipeline does not attach it at level 2 or level 3."
            ),
            fix=fix,
            at=sky.exposure,
            about=background,
            observation=number,
            evidence=Evidence(listed(sorted(taken)), slit),
            severity=own or ("warning" if attached else None),
            cause=(background.sky_numbers, tuple(alike), own),
            subject="level 3" if attached else "",
        )


def _is_attached(background: Background, setting: Setting, instead: list[Setting]) -> bool:
    """Whether level 3 attaches exposures of some other slits to those of a setting."""
    ramps = {match.setting: match for match in background.matches}
    subarrays = {ramp.subarray for ramp in ramps[setting].science}
    offered = {ramp.subarray for other in instead for ramp in ramps[other].sky}
    one_of_both = not _ANY.isdisjoint((setting[0], *(other[0] for other in instead)))
    return one_of_both and None not in subarrays and subarrays <= offered
