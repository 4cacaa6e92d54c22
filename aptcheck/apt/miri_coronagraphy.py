"""The MIRI Coronagraphic Imaging template: quadrants, dither, filters, and reference stars."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from aptcheck.apt.acquisition import read_acquisition
from aptcheck.apt.form import Form
from aptcheck.apt.links import member_number
from aptcheck.apt.template_fields import alike_word, note_unknown, rows, yes_or_no
from aptcheck.model import CoronagraphExposure, CoronagraphyTemplate, TargetReference
from aptcheck.modes.miri_coronagraphy import vocabulary as known

__all__ = ["read_miri_coronagraphy"]

# Schema 55 has "[24][<label> (Obs 24)]", and "[][]" where there is none.
_LIST = re.compile(r"\[[^\[\]]*\]\[(.*)\]", re.DOTALL)
_LISTED = re.compile(r"\(Obs ([0-9]{1,6})\)")
_UNLABELLED = re.compile(r"\bObservation ([0-9]{1,6})\b")
_REFERENCE: Final = ("<label> (Obs <number>)",)


def read_miri_coronagraphy(form: Form, target: TargetReference | None) -> CoronagraphyTemplate:
    """Read the template of one observation of ``target``; no Acq Target means no acquisition.

    The form of a background has no acquisition.
    """
    note_unknown(form, known.TEMPLATE_FIELDS, (known.BACKGROUND_QUADRANT,))
    return CoronagraphyTemplate.model_construct(
        place=form.place,
        acquisition=read_acquisition(form, target, known.ACQUISITION_READOUTS, unnamed="none"),
        quadrant=form.word("AcqQuadrant", known.QUADRANTS),
        background_quadrant=_background_quadrant(form),
        second_exposure=yes_or_no(form.word("SecondExposure", known.YES_NO)),
        dither=alike_word(form, "Dither", known.DITHERS),
        psf_reference=form.flag("PsfReference") or False,
        psf_references=tuple(dict.fromkeys(_references(form))),
        exposures=tuple(_exposure(n, row) for n, row in rows(form, "Filters", "FilterConfig")),
    )


def _background_quadrant(form: Form) -> str | None:
    names = (name for name in form.names if known.BACKGROUND_QUADRANT in name)
    name = next(names, None)
    return None if name is None else form.word(name, known.QUADRANTS)


def _references(form: Form) -> Iterator[int]:
    """Yield the observation numbers of reference stars; either spelling may name them."""
    name = "PsfReferenceObservation"
    for text in form.texts(name):
        number = member_number(text)
        if number is None:
            form.odd(name, text, _REFERENCE)
        else:
            yield number
    name = "PsfReferenceObservations"
    listed = form.text(name)
    if listed is None:
        return
    match = _LIST.fullmatch(listed)
    inside = match[1] if match else listed
    numbers = _LISTED.findall(inside) or _UNLABELLED.findall(inside)
    if not numbers and (match is None or inside.strip()):
        form.odd(name, listed, _REFERENCE)
    yield from map(int, numbers)


def _exposure(index: int, form: Form) -> CoronagraphExposure:
    note_unknown(form, known.EXPOSURE_FIELDS)
    return CoronagraphExposure.model_construct(
        place=form.place,
        index=index,
        readout=form.word("ReadoutPattern", known.READOUTS),
        groups=form.count("Groups"),
        integrations=form.count("Integrations"),
        mask=form.word("Mask", known.MASKS),
        filter=form.word("Filter", known.FILTERS),
        exposures=form.count("Exposures"),
    )
