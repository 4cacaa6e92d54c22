"""The MIRI Imaging template: subarray, dithers, and a list of filters."""

from __future__ import annotations

from collections.abc import Mapping

from aptcheck.apt.dither_points import read_points
from aptcheck.apt.form import Form
from aptcheck.apt.template_fields import alike_word, dither_named, note_unknown, rows
from aptcheck.apt.values import canonical
from aptcheck.model import ImagerDither, ImagerExposure, ImagingTemplate
from aptcheck.modes.miri_imaging import vocabulary as known

__all__ = ["read_miri_imaging"]


def read_miri_imaging(form: Form) -> ImagingTemplate:
    """Read the template of one observation."""
    note_unknown(form, known.TEMPLATE_FIELDS)
    dithers = _dithers(form)
    return ImagingTemplate.model_construct(
        place=form.place,
        subarray=form.word("Subarray", known.SUBARRAYS),
        dithers=dithers,
        exposures=_exposures(form, {f"DITHER {one.index}": one.index for one in dithers}),
    )


def _dithers(template: Form) -> tuple[ImagerDither, ...]:
    found = rows(template, "Dithers", "DitherSpecification", "Dither")
    return tuple(_dither(n, form) for n, form in found)


def _dither(index: int, form: Form) -> ImagerDither:
    note_unknown(form, known.DITHER_FIELDS)
    dither_type = _dither_type(form)
    return ImagerDither.model_construct(
        place=form.place,
        index=index,
        dither_type=dither_type,
        optimized_for=form.word("OptimizeFor", known.OPTIMIZED_FOR),
        pattern_size=form.word("PatternSize", known.PATTERN_SIZES),
        number_of_points=read_points(form, dither_type),
        number_of_sets=form.count("NumberOfSets"),
    )


def _dither_type(form: Form) -> str | None:
    word = canonical(form.text("DitherType") or "")
    return (
        word if known.is_for_parallel(word) else alike_word(form, "DitherType", known.DITHER_TYPES)
    )


def _exposures(template: Form, dithers: Mapping[str, int]) -> tuple[ImagerExposure, ...]:
    return tuple(
        _exposure(n, form, dithers) for n, form in rows(template, "Filters", "FilterConfig")
    )


def _exposure(index: int, form: Form, dithers: Mapping[str, int]) -> ImagerExposure:
    note_unknown(form, known.EXPOSURE_FIELDS)
    return ImagerExposure.model_construct(
        place=form.place,
        index=index,
        readout=form.word("ReadoutPattern", known.READOUTS),
        groups=form.count("Groups"),
        integrations=form.count("Integrations"),
        filter=form.word("Filter", known.FILTERS),
        exposures=form.count("Exposures"),
        dither_text=form.text("Dither"),
        dither=dither_named(form, dithers),
    )
