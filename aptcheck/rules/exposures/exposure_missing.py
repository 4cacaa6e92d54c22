from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.incomplete_exposures import require_clear_exposures, unclear_exposures
from aptcheck.modes.ramps import ramps_of
from aptcheck.remedies.exposures import with_gratings
from aptcheck.remedies.rows import with_rows
from aptcheck.rules import Background, Context, Evidence, Fault, NotChecked, Verdicts, applies, rule
from aptcheck.rules.exposures.near_misses import is_kin
from aptcheck.wording import agree, in_form, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.edit import Remedy, Unwritten
    from aptcheck.mode_names import ModeName
    from aptcheck.model import Observation
    from aptcheck.modes.mode import Mode
    from aptcheck.modes.ramp import Setting


#: What happens to the science exposures without a background; for the MRS the page says it.
_LACKS: dict[ModeName, str] = {
    "miri-imaging": " The images in {names} keep their background.",
    "miri-coronagraphy": " The images in {names} keep their background.",
    "nirspec-ifu": " The exposures in {names} get no background at level 2 or level 3.",
    "nirspec-fs": " The exposures in {names} get no background at level 2 or level 3.",
}
#: Modes in which each exposure chooses its dither; the pipeline compares that of the IFU.
_DITHER: dict[ModeName, str] = {
    "miri-mrs": ", and the dither of the other exposures",
    "miri-imaging": ", and the dither of the other exposures",
    "nirspec-ifu": ", and Dither set the same way",
}


@rule(
    "BKG203",
    severity="error",
    repair="never",
    draft="warning",
    suspected=True,
    modes=("miri-mrs", "miri-imaging", "miri-coronagraphy", "nirspec-ifu", "nirspec-fs"),
)
def exposure_missing(background: Background, context: Context) -> Verdicts:
    """A grating or filter of the science has no background exposure.

    ## What
    The science uses a setting that none of its background observations covers: a Wavelength Range
    of the MRS (SHORT(A), MEDIUM(B) or LONG(C); ALL is all three), a filter of MIRI imaging, a mask
    and filter of MIRI coronagraphy, a grating and filter of the NIRSpec IFU, or a slit, grating and
    filter of its fixed slits. Two background observations may share the settings. The same IFU
    grating with another filter is left to BKG210, another slit to BKG211. Only an info where the
    plan does not subtract this background (strategy annulus, external or none).

    ## Why
    At level 2 the pipeline gives a background only to exposures in the same grating and filter, so
    these get none. Images are subtracted only at level 2: those in the missing filter keep all
    their background and, with a coronagraph, the glow sticks. At level 3 the MRS continues silently
    with a master background that has a gap where the grating is missing; NIRSpec spectra in the
    missing grating get none at all.

    ## How to fix
    In APT, open the background observation, the template's tab, and add an exposure with the
    missing Wavelength Range (MRS), Filter, Coron Mask/Filter or Grating/Filter and with the
    readout, Groups/Int and dither of the science exposure.

    ## Source
    jwst issues 8244 and 8213; association generator of jwst 3.0.0 (level 2 needs equal BAND, or
    equal FILTER and GRATING), observed 2026-11 in each mode.
    """
    proposal, mode, skies = context.graph.proposal, context.mode, background.skies
    element, names = mode.element, mode.element_names
    wanted = dict.fromkeys(element(a.setting) for a in background.matches if a.science)
    covered = {element(match.setting) for match in background.matches if match.sky}
    if unclear := unclear_exposures(
        proposal, [science.observation for science in background.sciences]
    ):
        yield NotChecked(unclear)
    applies(wanted or unclear, f"the science has no {mode.called} exposure")
    # BKG210 and BKG211 report those that are nearly covered
    missing = tuple(one for one in wanted if not is_kin(mode, one, covered))
    if not missing:
        return
    require_clear_exposures(proposal, skies)
    subtracted = background.intent.subtracts_background
    lacks = _LACKS.get(mode.name, "") if subtracted else ""
    uses = f"{agree(skies, 'uses', 'use')} only {names(covered)}"
    has_none = f"{agree(skies, 'has', 'have')} no {mode.called} exposure"
    every = [science.observation for science in background.sciences]
    # a time series gets no background
    sciences = [one for one in every if not one.requirements.time_series] or every
    taking = sorted({_most(sciences, mode, one).number for one in missing})
    yield Fault(
        message=f"The science uses {names(missing)}, but background "
        f"{numbered('observation', [sky.number for sky in skies])} {uses if covered else has_none}."
        f"{lacks.format(names=names(missing))}",
        fix=in_form(
            skies[0].number,
            mode.form,
            f"add {agree(missing, 'an exposure', 'exposures')} with {mode.element_field} "
            f"{names(missing)}, the readout and Groups/Int of {numbered('observation', taking)}"
            + _DITHER.get(mode.name, ""),
        ),
        about=background,
        evidence=Evidence(len(covered), len(covered) + len(missing)),
        severity=None if subtracted else "info",
        cause=(background.sky_numbers, missing, subtracted),
        remedy=None
        if context.graph.science(skies[0].number) is not None
        else _remedy(context, skies[0], sciences, missing),
    )


def _remedy(
    context: Context,
    sky: Observation,
    sciences: Iterable[Observation],
    missing: Iterable[Setting],
) -> Remedy | Unwritten | None:
    proposal, mode = context.graph.proposal, context.mode
    if sky.mrs is not None:
        return with_gratings(proposal, sky, sciences, missing)
    return with_rows(proposal, mode, sky, sciences, missing)


def _most(sciences: Iterable[Observation], mode: Mode, element: Setting) -> Observation:
    """Return the observation that exposes the most detectors in an element, or the first such."""

    def settings(science: Observation) -> int:
        own = {ramp.setting for ramp in ramps_of([science])}
        return sum(mode.element(setting) == element for setting in own)

    return max(sciences, key=settings)
