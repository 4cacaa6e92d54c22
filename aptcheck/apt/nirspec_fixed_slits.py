"""The NIRSpec Fixed Slits template: acquisition, slit, subarray, nods and exposures."""

from __future__ import annotations

from aptcheck.apt.acquisition import read_nirspec_acquisition
from aptcheck.apt.form import Form
from aptcheck.apt.template_fields import alike_word, note_unknown, rows
from aptcheck.model import FixedSlitExposure, FixedSlitTemplate, TargetReference
from aptcheck.modes.nirspec_fixed_slits import vocabulary as known

__all__ = ["read_nirspec_fixed_slits"]


def read_nirspec_fixed_slits(form: Form, target: TargetReference | None) -> FixedSlitTemplate:
    """Read the template of one observation of ``target``."""
    note_unknown(form, known.TEMPLATE_FIELDS, known.UNUSED_PARTS)
    positions = alike_word(form, "PrimaryPositions", tuple(known.PRIMARY_POSITIONS))
    return FixedSlitTemplate.model_construct(
        place=form.place,
        acquisition=read_nirspec_acquisition(
            form, target, known.ACQUISITION_METHODS, known.ACQUISITION_READOUTS
        ),
        slit=form.word("Slit", known.SLITS),
        subarray=form.word("Subarray", known.SUBARRAYS),
        primary_positions=known.PRIMARY_POSITIONS.get(positions or ""),
        subpixel_pattern=form.word("SubpixelPattern", known.SUBPIXEL_PATTERNS),
        exposures=tuple(_exposure(n, row) for n, row in rows(form, "Exposures", "Exposure")),
    )


def _exposure(index: int, form: Form) -> FixedSlitExposure:
    note_unknown(form, known.EXPOSURE_FIELDS)
    return FixedSlitExposure.model_construct(
        place=form.place,
        index=index,
        readout=form.word("ReadoutPattern", known.READOUTS),
        groups=form.count("Groups"),
        integrations=form.count("Integrations"),
        grating=form.word("Grating", known.GRATINGS),
        filter=form.word("Filter", known.FILTERS),
    )
