"""The MIRI MRS template: acquisition, detector, channel, dithers and exposures."""

from __future__ import annotations

from collections.abc import Mapping

from aptcheck.apt.acquisition import read_acquisition
from aptcheck.apt.form import Form
from aptcheck.apt.template_fields import dither_named, note_unknown, rows, upper, yes_or_no
from aptcheck.apt.values import canonical
from aptcheck.model import DitherPattern, MrsExposure, MrsTemplate, TargetReference
from aptcheck.modes.mrs import vocabulary as known

__all__ = ["read_mrs"]


def read_mrs(form: Form, target: TargetReference | None) -> MrsTemplate:
    """Read the template of one observation of ``target``."""
    note_unknown(form, known.TEMPLATE_FIELDS)
    dithers = _dithers(form)
    return MrsTemplate.model_construct(
        place=form.place,
        acquisition=read_acquisition(form, target, known.READOUTS),
        detector=form.word("Detector", known.DETECTORS),
        simultaneous_imaging=yes_or_no(form.word("SimultaneousImaging", known.YES_NO)),
        subarray=form.word("Subarray", known.IMAGER_SUBARRAYS),
        primary_channel=form.word("PrimaryChannel", known.PRIMARY_CHANNELS),
        dithers=dithers,
        exposures=_exposures(form, dithers),
    )


def _dithers(template: Form) -> tuple[DitherPattern, ...]:
    found = rows(template, "Dithers", "MrsDitherSpecification", "Dither")
    return tuple(_dither(n, form) for n, form in found)


def _dither(index: int, form: Form) -> DitherPattern:
    note_unknown(form, known.DITHER_FIELDS)
    return DitherPattern.model_construct(
        place=form.place,
        index=index,
        dither_type=form.word("DitherType", known.DITHER_TYPES),
        optimized_for=_optimized_for(form),
        direction=form.word("Direction", known.DIRECTIONS),
    )


def _optimized_for(form: Form) -> str | None:
    word = canonical(form.text("OptimizedFor") or "")
    if known.is_for_background(word):
        return word
    return form.word("OptimizedFor", known.OPTIMIZED_FOR)


def _exposures(template: Form, dithers: tuple[DitherPattern, ...]) -> tuple[MrsExposure, ...]:
    exposures = template.form("ExposureList")
    if exposures is None:
        return ()
    note_unknown(exposures, ("Exposure",))
    # Schema 39 has one Wavelength for the template, later ones have one for each exposure.
    default = template.word("Wavelength", tuple(known.WAVELENGTHS))
    names = {f"DITHER {dither.index}": dither.index for dither in dithers}
    return tuple(
        _exposure(n, form, names, default) for n, form in exposures.forms("Exposure", "Exposure")
    )


def _exposure(
    index: int, form: Form, dithers: Mapping[str, int], default: str | None
) -> MrsExposure:
    note_unknown(form, known.EXPOSURE_FIELDS)
    wavelength = form.word("Wavelength", tuple(known.WAVELENGTHS)) or default
    return MrsExposure.model_construct(
        place=form.place,
        index=index,
        exposures=form.count("Exposures"),
        wavelength=wavelength,
        gratings=known.WAVELENGTHS.get(wavelength or "", ()),
        dither_text=form.text("Dither"),
        dither=dither_named(form, dithers),
        filter=upper(form.text("Filter")),
        readout=form.word("ReadoutPattern", known.READOUTS),
        groups=form.count("Groups"),
        integrations=form.count("Integrations"),
        readout_long=form.word("ReadoutPatternLong", known.READOUTS),
        readout_short=form.word("ReadoutPatternShort", known.READOUTS),
        groups_long=form.count("GroupsLong"),
        groups_short=form.count("GroupsShort"),
        integrations_long=form.count("IntegrationsLong"),
        integrations_short=form.count("IntegrationsShort"),
        subarray_long=form.word("SubarrayLong", known.SUBARRAYS),
        subarray_short=form.word("SubarrayShort", known.SUBARRAYS),
    )
