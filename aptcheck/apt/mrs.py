"""The MIRI MRS template: acquisition, detector, channel, dithers and exposures."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Literal

from aptcheck.apt import values
from aptcheck.apt.form import Form
from aptcheck.apt.values import canonical
from aptcheck.model import Acquisition, DitherPattern, MrsExposure, MrsTemplate, TargetReference
from aptcheck.modes.mrs import vocabulary as known

__all__ = ["read_acquisition", "read_mrs"]


def read_mrs(form: Form, target: TargetReference | None) -> MrsTemplate:
    """Read the template of one observation of ``target``."""
    _note_unknown(form, known.TEMPLATE_FIELDS)
    dithers = _dithers(form)
    return MrsTemplate.model_construct(
        place=form.place,
        acquisition=read_acquisition(form, target),
        detector=form.word("Detector", known.DETECTORS),
        simultaneous_imaging=_yes_or_no(form.word("SimultaneousImaging", known.YES_NO)),
        subarray=form.word("Subarray", known.IMAGER_SUBARRAYS),
        primary_channel=form.word("PrimaryChannel", known.PRIMARY_CHANNELS),
        dithers=dithers,
        exposures=_exposures(form, dithers),
    )


def _dithers(template: Form) -> tuple[DitherPattern, ...]:
    dithers = template.form("Dithers")
    if dithers is None:
        return ()
    _note_unknown(dithers, ("MrsDitherSpecification",))
    return tuple(_dither(n, form) for n, form in dithers.forms("MrsDitherSpecification", "Dither"))


def _dither(index: int, form: Form) -> DitherPattern:
    _note_unknown(form, known.DITHER_FIELDS)
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
    _note_unknown(exposures, ("Exposure",))
    # Schema 39 has one Wavelength for the template, later ones have it in each exposure.
    default = template.word("Wavelength", tuple(known.WAVELENGTHS))
    names = {f"DITHER {dither.index}": dither.index for dither in dithers}
    return tuple(
        _exposure(n, form, names, default) for n, form in exposures.forms("Exposure", "Exposure")
    )


def _exposure(
    index: int, form: Form, dithers: Mapping[str, int], default: str | None
) -> MrsExposure:
    _note_unknown(form, known.EXPOSURE_FIELDS)
    wavelength = form.word("Wavelength", tuple(known.WAVELENGTHS)) or default
    return MrsExposure.model_construct(
        place=form.place,
        index=index,
        exposures=form.count("Exposures"),
        wavelength=wavelength,
        gratings=known.WAVELENGTHS.get(wavelength or "", ()),
        dither_text=form.text("Dither"),
        dither=_dither_named(form, dithers),
        filter=_upper(form.text("Filter")),
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


def _dither_named(form: Form, dithers: Mapping[str, int]) -> int | None:
    text = form.text("Dither")
    if text is None or canonical(text) == "NONE":
        return None
    index = dithers.get(canonical(text))
    if index is None:
        form.odd("Dither", text, ("None", *(f"Dither {n}" for n in islice(dithers.values(), 9))))
    return index


def _note_unknown(form: Form, names: tuple[str, ...]) -> None:
    for name in form.names:
        if name not in names:
            form.odd(name, form.text(name) or "", names)


def _yes_or_no(word: str | None) -> bool | None:
    return {"YES": True, "NO": False}.get(word or "")


def _upper(text: str | None) -> str | None:
    return None if text is None else canonical(text)


_KNOWN = ("NONE", "Same Target as Observation", "<number> <target name>")


def read_acquisition(form: Form, target: TargetReference | None) -> Acquisition:
    """Read the acquisition fields of an MRS template.

    ``target`` is the observation's own: schema 39 names it (``C[2 J1232+0912]``) where later
    files say ``Same Target as Observation``.
    """
    field = form.form("AcqTargetID", f"{form.trail} > Target Acquisition") or form
    words = form.text("AcqTargetID")
    name = values.unwrapped(words or "")
    kind: Literal["none", "same", "other", "unknown"] = "unknown"
    star = None
    if name.upper() == "NONE":
        kind = "none"
    elif name.upper() == "SAME TARGET AS OBSERVATION":
        kind = "same"
    elif (number := values.reference(name)[0]) is not None:
        own = target is not None and target.number == number
        kind = "same" if own else "other"
        star = TargetReference.model_construct(
            place=field.place, number=number, name=values.reference(name)[1], text=name
        )
    elif words is not None:
        form.odd("AcqTargetID", words, _KNOWN)
    live = kind != "none"
    return Acquisition.model_construct(
        place=field.place,
        kind=kind,
        text=words or "",
        target=star,
        filter=form.text("AcqFilter"),
        readout=(
            form.word("AcqReadoutPattern", known.READOUTS)
            if live
            else form.text("AcqReadoutPattern")
        ),
        groups=form.count("AcqGroups") if live else values.count(form.text("AcqGroups") or ""),
    )
