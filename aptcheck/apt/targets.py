"""The targets: what is observed, where, and which backgrounds a target needs."""

from __future__ import annotations

from aptcheck.apt import values
from aptcheck.apt.astrometry import dec_mas_per_year, equatorial_deg, ra_mas_per_year
from aptcheck.apt.bounds import MAX_TARGETS
from aptcheck.apt.form import Form
from aptcheck.apt.limits import PARALLAX, PROPER_MOTION
from aptcheck.apt.numbering import by_number, numbers_first
from aptcheck.model import ProperMotion, Target, TargetReference
from aptcheck.wording import target_folder

__all__ = ["read_reference", "read_targets"]

_XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_EXTENDED = ("YES", "NO", "Unknown")
_MAS_PER_ARCSEC = 1_000
_MOTION = frozenset(
    {
        "RAProperMotion",
        "DecProperMotion",
        "RAProperMotionUnits",
        "DecProperMotionUnits",
        "AnnualParallax",
        "Epoch",
    }
)


def read_targets(targets: Form) -> tuple[Target, ...]:
    """Read the targets, by number; anything else, such as a target group, is an oddity."""
    for name in sorted(targets.names):
        if name != "Target":
            targets.odd(name, "not checked: aptcheck judges single targets only", ("Target",))
    forms = targets.forms("Target", "Target", MAX_TARGETS, by=by_number)
    return tuple(_target(form) for _, form in forms)


def read_reference(form: Form, name: str) -> TargetReference | None:
    """Read a field that names a target; None where it is empty or ``NONE``."""
    words = form.text(name)
    if words is None or words.upper() == "NONE":
        return None
    return _reference(form, words)


def _reference(form: Form, words: str) -> TargetReference:
    number, name = values.reference(words)
    return TargetReference.model_construct(place=form.place, number=number, name=name, text=words)


def _target(form: Form) -> Target:
    number = form.count("Number")
    name = form.text("TargetName") or form.text("TargetID") or ""
    kind = (form.attribute(_XSI_TYPE) or "").rpartition(":")[2]
    form.trail = f"{target_folder(kind)} > {'?' if number is None else number} {name}".strip()
    if "Group" in kind:
        form.odd("Target", f"{kind}: aptcheck does not judge target groups")
    coordinates = form.form("EquatorialCoordinates")
    position = None
    coordinates_text = None
    if coordinates is not None:
        coordinates_text = coordinates.attribute("Value")
        position = coordinates.read_attribute(
            "Value", equatorial_deg, ("HH MM SS.SSSS +DD MM SS.SS",)
        )
    ra_deg, dec_deg = position or (None, None)
    orbit = form.form("Level1")
    backgrounds = [_reference(form, words) for words in form.texts("BackgroundTargets")]
    return Target.model_construct(
        place=form.place,
        kind=kind,
        number=number,
        name=name,
        extended=form.read("Extended", _extended, _EXTENDED),
        category=form.text("Category"),
        keywords=tuple(form.texts("Keywords")),
        coordinates_text=coordinates_text,
        ra_deg=ra_deg,
        dec_deg=dec_deg,
        motion=_motion(form, dec_deg),
        body=None if orbit is None else orbit.attribute("Name"),
        background_required=form.flag("BackgroundTargetReq"),
        backgrounds=tuple(sorted(backgrounds, key=lambda one: numbers_first(one.number))),
    )


def _motion(form: Form, dec_deg: float | None) -> ProperMotion:
    ra = form.number("RAProperMotion")
    dec = form.number("DecProperMotion")
    ra_unit = form.text("RAProperMotionUnits") or ""
    dec_unit = form.text("DecProperMotionUnits") or ""
    along_ra = None if ra is None else ra_mas_per_year(ra, ra_unit, dec_deg)
    along_dec = None if dec is None else dec_mas_per_year(dec, dec_unit)
    if ra is not None and along_ra is None:
        known = ("mas/yr", "sec of time/yr", "arcsec/yr")
        form.unreadable("RAProperMotionUnits", ra_unit, known)
    if dec is not None and along_dec is None:
        form.unreadable("DecProperMotionUnits", dec_unit, ("mas/yr", "arcsec/yr"))
    along_ra = _bounded(form, "RAProperMotion", along_ra)
    along_dec = _bounded(form, "DecProperMotion", along_dec)
    # In arcsec: published proposals give Vega 0.13023, Hipparcos 130.23 mas.
    parallax = form.number("AnnualParallax", PARALLAX)
    epoch = form.read("Epoch", _julian_year)
    return ProperMotion.model_construct(
        place=form.place,
        unread=tuple(name for name in form.unread if name in _MOTION),
        ra_mas_per_year=along_ra,
        dec_mas_per_year=along_dec,
        parallax_mas=None if parallax is None else parallax * _MAS_PER_ARCSEC,
        epoch=epoch,
    )


def _bounded(form: Form, name: str, mas_per_year: float | None) -> float | None:
    if mas_per_year is None or PROPER_MOTION.has(mas_per_year):
        return mas_per_year
    form.unreadable(name, form.text(name) or "", PROPER_MOTION.known)
    return None


def _julian_year(words: str) -> float | None:
    year = values.number(words.removeprefix("J"))
    return year if year is not None and 1800 <= year <= 2200 else None


def _extended(words: str) -> str | None:
    return {known.upper(): known for known in _EXTENDED}.get(words.upper())
