"""Target acquisition: the target and, for NIRSpec, the method."""

from __future__ import annotations

from typing import Final, Literal

from aptcheck.apt import values
from aptcheck.apt.form import Form
from aptcheck.apt.template_fields import alike_word
from aptcheck.model import Acquisition, Place, TargetReference
from aptcheck.wording import ACQUISITION_TARGET

__all__ = ["Kind", "read_acquisition", "read_nirspec_acquisition"]

Kind = Literal["none", "same", "other", "unknown"]

_KNOWN: Final = ("NONE", "Same Target as Observation", "<number> <target name>")
# VERIFY_ONLY takes an image and corrects nothing (JDox, "NIRSpec Verify Only Target Acquisition").
_IDLE: Final = frozenset({"NONE", "VERIFY_ONLY"})


def read_acquisition(
    form: Form,
    target: TargetReference | None,
    readouts: tuple[str, ...],
    *,
    unnamed: Kind = "unknown",
) -> Acquisition:
    """Read the acquisition fields of a MIRI template.

    ``target`` is the observation's own: schema 39 names it (``C[2 J1232+0912]``) where later
    files say ``Same Target as Observation``. ``readouts`` are the known words. ``unnamed`` is the
    kind of a template without Acq Target.
    """
    field, words = _at(form, "AcqTargetID"), form.text("AcqTargetID")
    kind, star = unnamed, None
    if form.has("AcqTargetID"):
        kind, star = _acquired(form, field.place, words, target)
    return Acquisition.model_construct(
        place=field.place,
        kind=kind,
        text=words or "",
        target=star,
        filter=form.text("AcqFilter"),
        readout=_readout(form, kind, readouts),
        groups=_groups(form, kind),
    )


def read_nirspec_acquisition(
    form: Form,
    target: TargetReference | None,
    methods: tuple[str, ...],
    readouts: tuple[str, ...],
) -> Acquisition:
    """Read the acquisition fields of a NIRSpec template; the method takes precedence.

    WATA names a target in every file seen; without one it is ``unknown``. MSATA needs none: it
    acquires reference stars around the observation's own pointing and counts as ``same``.
    """
    field, words = _at(form, "TaMethod"), form.text("AcqTargetID")
    method = alike_word(form, "TaMethod", methods)
    kind: Kind = "unknown"
    star = None
    if method in _IDLE:
        kind = "none"
    elif method == "MSATA":
        kind = "same"
    elif form.has("AcqTargetID"):
        kind, star = _acquired(form, _at(form, "AcqTargetID").place, words, target)
    return Acquisition.model_construct(
        place=field.place,
        kind=kind,
        text=words or "",
        method=method,
        target=star,
        filter=form.text("AcqTargetFilter"),
        readout=_readout(form, kind, readouts),
        groups=_groups(form, kind),
    )


def _at(form: Form, name: str) -> Form:
    return form.form(name, f"{form.trail} > {ACQUISITION_TARGET}") or form


def _acquired(
    form: Form, place: Place, words: str | None, target: TargetReference | None
) -> tuple[Kind, TargetReference | None]:
    """Return what Acq Target says: the kind, and the target if it names one by number."""
    name = values.unwrapped(words or "")
    if name.upper() == "NONE":
        return "none", None
    if name.upper() == "SAME TARGET AS OBSERVATION":
        return "same", None
    number, called = values.reference(name)
    if number is None:
        if words is not None:
            form.odd("AcqTargetID", words, _KNOWN)
        return "unknown", None
    star = TargetReference.model_construct(place=place, number=number, name=called, text=name)
    return ("same" if target is not None and target.number == number else "other"), star


def _readout(form: Form, kind: Kind, known: tuple[str, ...]) -> str | None:
    # Without an acquisition this value is stale: not an error.
    name = "AcqReadoutPattern"
    return form.text(name) if kind == "none" else form.word(name, known)


def _groups(form: Form, kind: Kind) -> int | None:
    name = "AcqGroups"
    return values.count(form.text(name) or "") if kind == "none" else form.count(name)
