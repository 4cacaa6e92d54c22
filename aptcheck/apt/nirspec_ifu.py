"""The NIRSpec IFU template: acquisition, dither, exposures and their leakage calibrations."""

from __future__ import annotations

from aptcheck.apt.acquisition import read_nirspec_acquisition
from aptcheck.apt.dither_points import read_points
from aptcheck.apt.form import Form
from aptcheck.apt.template_fields import alike_word, note_unknown, rows
from aptcheck.model import IfuExposure, IfuTemplate, TargetReference
from aptcheck.modes.nirspec_ifu import vocabulary as known

__all__ = ["read_nirspec_ifu"]


def read_nirspec_ifu(form: Form, target: TargetReference | None) -> IfuTemplate:
    """Read the template of one observation of ``target``."""
    note_unknown(form, known.TEMPLATE_FIELDS, known.UNUSED_PARTS)
    dither_type = alike_word(form, "DitherType", known.DITHER_TYPES)
    return IfuTemplate.model_construct(
        place=form.place,
        acquisition=read_nirspec_acquisition(
            form, target, known.ACQUISITION_METHODS, known.ACQUISITION_READOUTS
        ),
        dither_type=dither_type,
        dither_size=form.word("DitherSize", known.DITHER_SIZES),
        starting_point=form.count("StartingPoint"),
        number_of_points=read_points(form, dither_type),
        exposures=tuple(_exposure(n, row) for n, row in rows(form, "Exposures", "Exposure")),
    )


def _exposure(index: int, form: Form) -> IfuExposure:
    note_unknown(form, known.EXPOSURE_FIELDS)
    return IfuExposure.model_construct(
        place=form.place,
        index=index,
        readout=form.word("ReadoutPattern", known.READOUTS),
        groups=form.count("Groups"),
        integrations=form.count("Integrations"),
        grating=form.word("Grating", known.GRATINGS),
        filter=form.word("Filter", known.FILTERS),
        leakcal=form.flag("Leakcal") or False,
        dithered=form.flag("Dither"),
    )
