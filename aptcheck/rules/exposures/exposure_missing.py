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


#: What becomes of the science in what its background lacks, said where the pages of the MRS do not.
_LACKS: dict[ModeName, str] = {
    "miri-imaging": " The images in {names} stay unsubtracted.",
    "miri-coronagraphy": " The images in {names} stay unsubtracted.",
    "nirspec-ifu": " In {names} the science gets no background, neither at level 2 nor at level 3.",
    "nirspec-fs": " In {names} the science gets no background, neither at level 2 nor at level 3.",
}
#: Modes whose exposures choose a dither one by one; the pipeline compares that of the IFU.
_DITHER: dict[ModeName, str] = {
    "miri-mrs": ", and the dither of the other exposures",
    "miri-imaging": ", and the dither of the other exposures",
    "nirspec-ifu": ", and its Dither box",
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
    The science takes something that none of its background observations takes: with the MRS a
    wavelength setting (SHORT(A), MEDIUM(B) or LONG(C); ALL is all three), with MIRI imaging a
    filter, with MIRI coronagraphy a mask and filter, with the NIRSpec IFU a grating and filter,
    with its fixed slits a slit, grating and filter. Two background observations may share the work.
    The same grating with another filter of the IFU is left to BKG210, another slit to BKG211. Only
    an info where the plan does not subtract this background (strategy annulus, external or none).

    ## Why
    At level 2 the pipeline gives a background only to exposures of the same grating and filter, so
    these get none. Images are subtracted at level 2 alone: those of the missing filter stay with
    all their background and, of a coronagraph, with the glow sticks. At level 3 the MRS goes on
    silently with a master background that has a hole where the grating is missing; NIRSpec spectra
    of the missing grating get none at all.

    ## How to fix
    In APT open the background observation, its template form, and add an exposure with the missing
    Wavelength (MRS), Filter, Coron Mask/Filter or Grating/Filter, and the readout, Groups/Int and
    dither of the science exposure.

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
    applies(wanted or unclear, f"the science takes no {mode.called} exposure")
    # BKG210 and BKG211 speak of those that are nearly covered
    missing = tuple(one for one in wanted if not is_kin(mode, one, covered))
    if not missing:
        return
    require_clear_exposures(proposal, skies)
    subtracted = background.intent.subtracts_background
    lacks = _LACKS.get(mode.name, "") if subtracted else ""
    takes = f"{agree(skies, 'takes', 'take')} no {mode.called} exposure"
    covers = f"{agree(skies, 'covers', 'cover')} {names(covered)} only"
    every = [science.observation for science in background.sciences]
    # a time series gets no background
    sciences = [one for one in every if not one.requirements.time_series] or every
    taking = sorted({_most(sciences, mode, one).number for one in missing})
    yield Fault(
        message=f"No background exposure in {names(missing)}, which the science takes: "
        f"{numbered('observation', [sky.number for sky in skies])} {covers if covered else takes}."
        f"{lacks.format(names=names(missing))}",
        fix=in_form(
            skies[0].number,
            mode.form,
            f"add an exposure with {mode.element_field} {names(missing)}, the readout and "
            f"Groups/Int of {numbered('observation', taking)}" + _DITHER.get(mode.name, ""),
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
    """Return the first of those that expose most detectors in an element."""

    def settings(science: Observation) -> int:
        own = {ramp.setting for ramp in ramps_of([science])}
        return sum(mode.element(setting) == element for setting in own)

    return max(sciences, key=settings)
