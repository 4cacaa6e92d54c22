"""The Linking Requirements: groups and sequences, delays, and links of position angles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from aptcheck.apt.form import Form
from aptcheck.apt.limits import INTERVAL, POSITION_ANGLE
from aptcheck.apt.values import FRAMES, frame
from aptcheck.model import AfterLink, GroupLink, Links, OrientFromLink, SameOrientLink
from aptcheck.wording import AFTER_LINK, LINK, PA_OFFSET, SAME_PA

__all__ = ["member_number", "read_links"]

# "<label> (Obs N)", where the label may contain parentheses; "Observation N" without a label.
_MEMBER = re.compile(r"(?:.*\(Obs ([0-9]{1,6})\)|Observation ([0-9]{1,6}))", re.DOTALL)
_DURATION: Final = ("53 Days", "12 Hours")
_KINDS: Final = ("GroupWithinLink", "AfterObservationLink", "OrientFromLink", "SameOrientLink")


def read_links(links: Form) -> Links:
    """Read all links; links without members, which APT leaves behind, are left out.

    They are sorted by the numbers of their members: their order in the file means nothing.
    """
    for name in sorted(links.names):
        if name not in _KINDS:
            links.odd(name, "not checked: aptcheck does not judge this kind of link", _KINDS)
    groups = map(_group, _forms(links, "GroupWithinLink", LINK))
    same = map(_same_orient, _forms(links, "SameOrientLink", SAME_PA))
    return Links.model_construct(
        place=links.place,
        groups=tuple(link for link in groups if link.members or link.dangling),
        after=tuple(map(_after, _forms(links, "AfterObservationLink", AFTER_LINK))),
        orient_from=tuple(map(_orient_from, _forms(links, "OrientFromLink", PA_OFFSET))),
        same_orient=tuple(link for link in same if link.members or link.dangling),
    )


def _forms(links: Form, name: str, label: str) -> Iterator[Form]:
    return (form for _, form in links.forms(name, label, by=_content))


def _content(link: etree._Element) -> tuple[list[int], list[tuple[str, str]], list[str]]:
    """Return the sort key of a link: the numbers in it, then everything else it says."""
    # Number belongs to the link itself in the file.
    stated = sorted((str(name), str(text)) for name, text in link.items() if name != "Number")
    fields = [child.text or "" for child in link.iterchildren(etree.Element)]
    numbers = (member_number(text.strip()) for text in (*(text for _, text in stated), *fields))
    return sorted(n for n in numbers if n is not None), stated, fields


def _group(form: Form) -> GroupLink:
    sequence = form.flag_attribute("Sequence")
    members, dangling = _sorted_out(form.texts("Observation"), ordered=sequence)
    return GroupLink.model_construct(
        place=form.place,
        sequence=sequence,
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
        observation=member_number(primary),
        after=member_number(after),
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
        observation=member_number(primary),
        origin=member_number(origin),
        min_deg=low,
        max_deg=high,
        frame=mode or "aperture",
        dangling=_dangling(primary, origin),
    )


def _same_orient(form: Form) -> SameOrientLink:
    members, dangling = _sorted_out(form.texts("Observation"), ordered=False)
    mode = form.read("Mode", frame, FRAMES)
    return SameOrientLink.model_construct(
        place=form.place,
        unread=form.unread,
        members=members,
        frame=mode or "aperture",
        dangling=dangling,
    )


def member_number(text: str | None) -> int | None:
    """Return the number of the observation that a link names; None if it names none."""
    match = _MEMBER.fullmatch(text) if text else None
    return int(match[1] or match[2]) if match else None


def _dangling(*texts: str | None) -> tuple[str, ...]:
    return tuple(text for text in texts if text and member_number(text) is None)


def _sorted_out(texts: Iterable[str], *, ordered: bool) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return members and dangling texts; members keep their order where it matters."""
    texts = tuple(texts)
    numbers = [number for text in texts if (number := member_number(text)) is not None]
    dangling = _dangling(*texts)
    return (
        (tuple(numbers), dangling) if ordered else (tuple(sorted(numbers)), tuple(sorted(dangling)))
    )
