"""The Linking Requirements: groups and sequences, delays, and orientations tied together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from aptcheck.apt.form import Form
from aptcheck.apt.limits import INTERVAL, POSITION_ANGLE
from aptcheck.apt.values import FRAMES, frame
from aptcheck.model import AfterLink, GroupLink, Links, OrientFromLink, SameOrientLink

__all__ = ["read_links"]

# "<label> (Obs N)", where the label may hold parentheses; "Observation N" without a label.
_MEMBER = re.compile(r"(?:.*\(Obs ([0-9]{1,6})\)|Observation ([0-9]{1,6}))", re.DOTALL)
_DURATION: Final = ("53 Days", "12 Hours")
_KINDS: Final = ("GroupWithinLink", "AfterObservationLink", "OrientFromLink", "SameOrientLink")


def read_links(links: Form) -> Links:
    """Read all links; those without any member, which APT leaves behind, are left out."""
    for name in links.names:
        if name not in _KINDS:
            links.odd(name, "not checked: a link of a kind that is not judged", _KINDS)
    groups = (_group(form) for _, form in links.forms("GroupWithinLink", "Group"))
    same = (_same_orient(form) for _, form in links.forms("SameOrientLink", "Same Orient"))
    return Links.model_construct(
        place=links.place,
        groups=tuple(link for link in groups if link.members or link.dangling),
        after=tuple(_after(form) for _, form in links.forms("AfterObservationLink", "After")),
        orient_from=tuple(
            _orient_from(form) for _, form in links.forms("OrientFromLink", "Orient From")
        ),
        same_orient=tuple(link for link in same if link.members or link.dangling),
    )


def _group(form: Form) -> GroupLink:
    members, dangling = _sorted_out(form.texts("Observation"))
    return GroupLink.model_construct(
        place=form.place,
        sequence=form.flag_attribute("Sequence"),
        non_interruptible=form.flag_attribute("NonInterruptible"),
        members=members,
        dangling=dangling,
        within_days=form.read("Time", INTERVAL.days, _DURATION),
    )


def _after(form: Form) -> AfterLink:
    primary, after = form.attribute("PrimaryObs"), form.attribute("AfterObs")
    shortest, longest = (
        form.read_attribute(end, INTERVAL.days, _DURATION) for end in ("MinInterval", "MaxInterval")
    )
    return AfterLink.model_construct(
        place=form.place,
        unread=form.unread,
        observation=_member(primary),
        after=_member(after),
        min_days=shortest,
        max_days=longest,
        implicit=form.flag_attribute("Implicit"),
        dangling=_dangling(primary, after),
    )


def _orient_from(form: Form) -> OrientFromLink:
    primary, origin = form.attribute("PrimaryObs"), form.attribute("OrientFromObs")
    low, high = (
        form.read_attribute(end, POSITION_ANGLE.degrees, POSITION_ANGLE.known)
        for end in ("MinAngle", "MaxAngle")
    )
    mode = form.read_attribute("Mode", frame, FRAMES)
    return OrientFromLink.model_construct(
        place=form.place,
        unread=form.unread,
        observation=_member(primary),
        origin=_member(origin),
        min_deg=low,
        max_deg=high,
        frame=mode or "aperture",
        dangling=_dangling(primary, origin),
    )


def _same_orient(form: Form) -> SameOrientLink:
    members, dangling = _sorted_out(form.texts("Observation"))
    mode = form.read("Mode", frame, FRAMES)
    return SameOrientLink.model_construct(
        place=form.place,
        unread=form.unread,
        members=members,
        frame=mode or "aperture",
        dangling=dangling,
    )


def _member(text: str | None) -> int | None:
    match = _MEMBER.fullmatch(text) if text else None
    return int(match[1] or match[2]) if match else None


def _dangling(*texts: str | None) -> tuple[str, ...]:
    return tuple(text for text in texts if text and _member(text) is None)


def _sorted_out(texts: Iterable[str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    texts = tuple(texts)
    numbers = (_member(text) for text in texts)
    return tuple(n for n in numbers if n is not None), _dangling(*texts)
