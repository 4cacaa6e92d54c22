"""The Special Requirements tab of one observation."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from aptcheck.apt.form import Form, local_name
from aptcheck.apt.limits import OFFSET, POSITION_ANGLE
from aptcheck.apt.values import FRAMES, date_utc, frame
from aptcheck.model import DateBound, Offset, OrientRange, Requirements
from aptcheck.wording import PA_RANGE, field_name

__all__ = ["read_requirements"]

_DATE = ("01-OCT-2022", "01-OCT-2022:00:00:00", "2022.274", "2022.274:00:00:00")


def read_requirements(form: Form) -> Requirements:
    """Read the requirements that a rule may need; the others are kept by name only."""
    orients = [_orient(item) for _, item in form.forms("OrientRange", PA_RANGE)]
    offset = form.form("Offset")
    unread: dict[str, None] = {} if None not in orients else {"OrientRange": None}
    dates = tuple(_dates(form, unread))
    return Requirements.model_construct(
        place=form.place,
        unread=tuple(unread),
        orients=tuple(orient for orient in orients if orient is not None),
        offset=None if offset is None else _offset(offset),
        dates=dates,
        on_hold=form.has("OnHold"),
        time_series=form.has("TimeSeriesObservation"),
        persistence_risk=any(map(_names_persistence, form.element.iterchildren(etree.Element))),
        names=form.names,
    )


def _orient(form: Form) -> OrientRange | None:
    low, high = (
        form.read_attribute(end, POSITION_ANGLE.degrees, POSITION_ANGLE.known)
        for end in ("OrientMin", "OrientMax")
    )
    mode = form.read_attribute("Mode", frame, FRAMES)
    if low is None or high is None or "Mode" in form.unread:
        if form.attribute("OrientMin") is None or form.attribute("OrientMax") is None:
            form.odd("OrientRange", "one end is missing")
        return None
    return OrientRange.model_construct(
        place=form.place,
        min_deg=low,
        max_deg=high,
        frame=mode or "aperture",
    )


def _offset(form: Form) -> Offset:
    x, y = (form.read_attribute(axis, OFFSET.read, OFFSET.known) for axis in ("Xvalue", "Yvalue"))
    return Offset.model_construct(
        place=form.place, unread=form.unread, x_arcsec=x or 0.0, y_arcsec=y or 0.0
    )


def _dates(form: Form, unread: dict[str, None]) -> Iterator[DateBound]:
    """Yield the bounds; the names of unreadable ones go into ``unread``."""
    for _, item in form.forms("After", field_name("After")):
        if date := item.read_own(date_utc, _DATE):
            yield DateBound.model_construct(place=item.place, after=date)
        unread.update(dict.fromkeys(item.unread))
    for _, item in form.forms("Before", field_name("Before")):
        if date := item.read_own(date_utc, _DATE):
            yield DateBound.model_construct(place=item.place, before=date)
        unread.update(dict.fromkeys(item.unread))
    for _, item in form.forms("Between", field_name("Between")):
        after = item.read_attribute("After", date_utc, _DATE)
        before = item.read_attribute("Before", date_utc, _DATE)
        if after or before:
            yield DateBound.model_construct(place=item.place, after=after, before=before)
        if item.unread:
            unread["Between"] = None


def _names_persistence(element: etree._Element) -> bool:
    """Whether a requirement is a persistence risk; no public file shows its spelling."""
    words = (local_name(element), element.text or "", *element.attrib.values())
    return any("PERSISTENCE" in word.upper() for word in words)
