"""The facts of the templates of all modes except the MRS."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.model.observation import Observation
from aptcheck.model.templates.exposure import RampExposure
from aptcheck.model.templates.miri_coronagraphy import CoronagraphExposure, CoronagraphyTemplate
from aptcheck.model.templates.miri_imaging import ImagerDither, ImagingTemplate
from aptcheck.model.templates.miri_lrs import LrsTemplate
from aptcheck.model.templates.nirspec_fixed_slits import FixedSlitTemplate
from aptcheck.model.templates.nirspec_ifu import IfuTemplate
from aptcheck.modes.judged import mode_named
from aptcheck.report.outline.fact_words import Numbering, Stated, acquisition_text, joined, these

__all__ = ["form_facts"]


def form_facts(observation: Observation) -> Iterator[Stated]:
    """Yield what a template says, for those read in full except the MRS."""
    if observation.imaging is not None:
        yield from _imaging(observation.imaging)
    if observation.coronagraphy is not None:
        yield from _coronagraphy(observation.coronagraphy)
    if observation.lrs is not None:
        yield from _lrs(observation.lrs)
    if observation.ifu is not None:
        yield from _ifu(observation.ifu)
    if observation.fixed_slits is not None:
        yield from _fixed_slits(observation.fixed_slits)


def _imaging(form: ImagingTemplate) -> Iterator[Stated]:
    yield "subarray", form.subarray
    for dither in form.dithers:
        yield f"dither {dither.index}", _dither(dither)
    numbering = Numbering()
    for exposure in form.exposures:
        name = numbering.of(exposure.filter or "no filter")
        yield f"{name} exposures", exposure.exposures
        yield f"{name} dither", exposure.dither_text
        yield from _ramp(f"{name} ", exposure)


def _dither(dither: ImagerDither) -> str:
    """Return a pattern without the number of another kind, which the file also keeps."""
    kind = dither.dither_type or ""
    points = dither.number_of_points if kind.endswith("CYCLING") else None
    sets = dither.number_of_sets if kind.endswith("SETS") else None
    return joined(
        kind,
        f"points {points}" if points is not None else "",
        f"sets {sets}" if sets is not None else "",
        dither.optimized_for,
        dither.pattern_size,
    )


def _coronagraphy(form: CoronagraphyTemplate) -> Iterator[Stated]:
    yield "acquisition", acquisition_text(form.acquisition)
    yield "acquisition quadrant", form.quadrant
    yield "background quadrant", form.background_quadrant
    yield "second exposure", form.second_exposure
    yield "dither", form.dither
    yield "PSF reference", form.psf_reference
    yield "PSF reference observations", these(form.psf_references)
    numbering = Numbering()
    for exposure in form.exposures:
        name = numbering.of(_mask_and_filter(exposure))
        yield f"{name} exposures", exposure.exposures
        yield from _ramp(f"{name} ", exposure)


def _mask_and_filter(exposure: CoronagraphExposure) -> str:
    setting = exposure.mask or "no mask", exposure.filter or "no filter"
    return mode_named("miri-coronagraphy").setting_names([setting])


def _lrs(form: LrsTemplate) -> Iterator[Stated]:
    yield "acquisition", acquisition_text(form.acquisition)
    yield "subarray", form.subarray
    yield "dither", form.dither_type
    yield "spectral steps", form.spectral_steps
    yield "spatial steps", form.spatial_steps
    for exposure in form.exposures:
        yield "exposures", exposure.exposures
        yield from _ramp("", exposure)


def _ifu(form: IfuTemplate) -> Iterator[Stated]:
    yield "acquisition", acquisition_text(form.acquisition)
    yield "dither", form.dither_type
    yield "dither size", form.dither_size
    yield "dither points", form.number_of_points
    numbering = Numbering()
    for exposure in form.exposures:
        leakcal = " leakcal" if exposure.leakcal else ""
        name = numbering.of(_grating_and_filter(exposure.grating, exposure.filter) + leakcal)
        yield f"{name} dither", exposure.dithered
        yield from _ramp(f"{name} ", exposure)


def _fixed_slits(form: FixedSlitTemplate) -> Iterator[Stated]:
    yield "acquisition", acquisition_text(form.acquisition)
    yield "slit", form.slit
    yield "subarray", form.subarray
    yield "primary positions", form.primary_positions
    yield "subpixel pattern", form.subpixel_pattern
    numbering = Numbering()
    for exposure in form.exposures:
        name = numbering.of(_grating_and_filter(exposure.grating, exposure.filter))
        yield from _ramp(f"{name} ", exposure)


def _grating_and_filter(grating: str | None, taken: str | None) -> str:
    return f"{grating or 'no grating'}/{taken or 'no filter'}"


def _ramp(name: str, exposure: RampExposure) -> Iterator[Stated]:
    yield f"{name}readout", exposure.readout
    yield f"{name}Ngroups", exposure.groups
    yield f"{name}integrations", exposure.integrations
