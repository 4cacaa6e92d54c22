from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.remedies.dithers import naming
from aptcheck.rules import Context, Fault, NotApplicable, Observation, Verdicts, applies, rule
from aptcheck.wording import agree, count, in_form, numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aptcheck.model import IfuTemplate, ImagingTemplate, MrsTemplate
    from aptcheck.model.templates.exposure import Exposure


@rule("BKG407", severity="warning", modes=("miri-mrs", "miri-imaging", "nirspec-ifu"))
def exposure_without_dither(observation: Observation, context: Context) -> Verdicts:
    """An exposure is not dithered although the observation defines a dither.

    ## What
    A MIRI MRS or MIRI Imaging observation defines a dither, and one of its exposures has None in
    the Dither column; or a NIRSpec IFU observation has a Dither Type, and an exposure has Dither
    cleared. A leakage calibration (Leakcal) may stay undithered. A background without any dithered
    exposure was probably intended so: it is left to BKG401 and BKG403. An IFU background should be
    dithered like the science: it is left to BKG410.

    ## Why
    That wavelength is taken at one position: it is undersampled, keeps its bad pixels, and is
    shallower than the others. Where a dither is defined, an exposure without it is seldom intended.

    ## How to fix
    In APT, open the observation. MIRI Medium Resolution Spectroscopy tab or MIRI Imaging tab:
    choose Dither 1 in the exposure's Dither column, or delete the entry in Dithers if none is
    intended. NIRSpec IFU Spectroscopy tab: tick Dither in the exposure, or set Dither Type to NONE.

    ## Source
    JDox, "MIRI MRS PSF and Dithering" (dithering is necessary for MRS observations), read 2026-11;
    for the other templates the advice is aptcheck's own judgement.
    """
    number, mode = observation.number, context.mode
    found = _table(observation)
    if found is None or not mode.is_live(observation):
        yield NotApplicable(f"no {mode.called} exposures to be taken")
        return
    applies(found.defined, "no dither is defined")
    bare, is_sky = found.bare, context.graph.is_in_a_pair(observation)
    applies(not (is_sky and observation.ifu), "an IFU background: judged by BKG410")
    applies(
        not is_sky or len(bare) < len(found.rows),
        "a background without any dither: judged by BKG401 and BKG403",
    )
    if bare:
        rows = numbered("exposure", [exposure.index for exposure in bare])
        yield Fault(
            message=f"Observation {number} defines {found.defined}, but {rows} of "
            f"{len(found.rows)} {agree(bare, 'uses', 'use')} none.",
            fix=in_form(number, mode.form, f"{found.change} for {rows}"),
            at=bare[0],
            observation=number,
            remedy=naming(observation, bare),
        )


@dataclass(frozen=True, slots=True)
class _Table:
    """The exposures that may be dithered, those that are not, and the dither that is defined."""

    rows: Sequence[Exposure]
    bare: Sequence[Exposure]
    defined: str
    change: str


def _table(observation: Observation) -> _Table | None:
    form = observation.mrs or observation.imaging
    if form is not None:
        return _listed(form)
    return _ticked(observation.ifu) if observation.ifu is not None else None


def _listed(form: MrsTemplate | ImagingTemplate) -> _Table:
    bare = [exposure for exposure in form.exposures if exposure.undithered]
    first = form.dithers[0].index if form.dithers else 1
    defined = count(form.dithers, "dither") if form.dithers else ""
    return _Table(form.exposures, bare, defined, f"choose Dither {first}")


def _ticked(form: IfuTemplate) -> _Table:
    rows = [exposure for exposure in form.exposures if not exposure.leakcal]
    bare = [exposure for exposure in rows if exposure.dithered is False]
    kind = form.dither_type if form.dither_type != "NONE" else None
    return _Table(rows, bare, f"the dither {kind}" if kind else "", "tick Dither")
