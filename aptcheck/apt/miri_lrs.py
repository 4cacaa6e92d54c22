"""The MIRI LRS template: acquisition, subarray, one ramp, and its dither or map."""

from __future__ import annotations

from aptcheck.apt.acquisition import read_acquisition
from aptcheck.apt.form import Form
from aptcheck.apt.template_fields import alike_word, note_unknown
from aptcheck.model import LrsExposure, LrsTemplate, TargetReference
from aptcheck.modes.miri_lrs import vocabulary as known

__all__ = ["read_miri_lrs"]


def read_miri_lrs(form: Form, target: TargetReference | None) -> LrsTemplate:
    """Read the template of one observation of ``target``."""
    note_unknown(form, known.TEMPLATE_FIELDS, known.UNUSED_PARTS)
    return LrsTemplate.model_construct(
        place=form.place,
        acquisition=read_acquisition(form, target, known.ACQUISITION_READOUTS),
        subarray=form.word("Subarray", known.SUBARRAYS),
        dither_type=alike_word(form, "DitherType", known.DITHER_TYPES),
        spectral_steps=form.count("NumberOfSpectralSteps"),
        spatial_steps=form.count("NumberOfSpatialSteps"),
        exposures=_exposures(form),
    )


def _exposures(form: Form) -> tuple[LrsExposure, ...]:
    """Return the one exposure of the form; none where its fields are absent."""
    if not any(form.has(name) for name in known.EXPOSURE_FIELDS):
        return ()
    exposure = LrsExposure.model_construct(
        place=form.place,
        index=1,
        readout=form.word("ReadoutPattern", known.READOUTS),
        groups=form.count("Groups"),
        integrations=form.count("Integrations"),
        exposures=form.count("Exposures"),
    )
    return (exposure,)
