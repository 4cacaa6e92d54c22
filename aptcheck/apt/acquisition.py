"""Target acquisition of an MRS observation; only AcqTargetID decides, the rest may be stale."""

from __future__ import annotations

from typing import Literal

from aptcheck.apt import text, vocabulary
from aptcheck.apt.form import Form
from aptcheck.model import Acquisition, TargetReference

__all__ = ["read_acquisition"]

_KNOWN = ("NONE", "Same Target as Observation", "<number> <target name>")


def read_acquisition(form: Form, target: TargetReference | None) -> Acquisition:
    """Read the acquisition fields of an MRS template.

    ``target`` is the observation's own: schema 39 names it (``C[2 J1232+0912]``) where later
    files say ``Same Target as Observation``.
    """
    field = form.form("AcqTargetID", f"{form.trail} > Target Acquisition") or form
    words = form.text("AcqTargetID")
    name = text.unwrapped(words or "")
    kind: Literal["none", "same", "other", "unknown"] = "unknown"
    star = None
    if name.upper() == "NONE":
        kind = "none"
    elif name.upper() == "SAME TARGET AS OBSERVATION":
        kind = "same"
    elif (number := text.reference(name)[0]) is not None:
        own = target is not None and target.number == number
        kind = "same" if own else "other"
        star = TargetReference.model_construct(
            place=field.place, number=number, name=text.reference(name)[1], text=name
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
            form.word("AcqReadoutPattern", vocabulary.READOUTS)
            if live
            else form.text("AcqReadoutPattern")
        ),
        groups=form.count("AcqGroups") if live else text.count(form.text("AcqGroups") or ""),
    )
